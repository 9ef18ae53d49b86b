/** A registry that keeps what it is sent, and a hospital's commands on a real journal, for stories made by chance. */
import {createHash} from 'node:crypto'
import {openTwin} from '../../../src/lib/batch/one-submission.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {DocumentUniqueId, EntryUuid, SubmissionSetUniqueId} from '../../../src/lib/ids/identifiers.ts'
import type {Journal, JournalItem, PlannedItem} from '../../../src/lib/ports/journal.ts'
import {letGoOn} from '../../../src/lib/usecases/batch/run/choose-batches.ts'
import {rearm} from '../../../src/lib/usecases/batch/run/rearm.ts'
import type {Ending} from '../../../src/lib/usecases/exchange/call-dmp.ts'
import type {Workbench} from '../../../src/lib/usecases/ports.ts'
import {requireAccounted} from '../../../src/lib/usecases/submission/after-restore.ts'
import {carryOn} from '../../../src/lib/usecases/submission/go-on.ts'
import {entry, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import type {VirtualClock} from '../../support/virtual-clock.ts'

export type Way = 'kept' | 'refused' | 'cut-before' | 'cut-after' | 'busy'

const OPEN = ['planned', 'deferred', 'unknown'] as const
const ALL = ['submit', 'replace', 'delete'] as const

/** The DMP: a number is given once, be its document deleted since. */
export class Registry {
  readonly held = new Map<string, {readonly content: string; status: 'approved' | 'deleted'}>()
  readonly faults: string[] = []
  watched = false
  way: Way = 'kept'

  locate(uniqueId: string): boolean {
    return this.held.get(uniqueId)?.status === 'approved'
  }

  delete(uniqueId: string): void {
    const found = this.held.get(uniqueId)
    if (found) found.status = 'deleted'
  }

  #keep({documentUniqueId: id, sourceSha256: content}: PlannedItem): void {
    const same = [...this.held.values()].filter((one) => one.content === content)
    if (this.watched && same.some(({status}) => status === 'approved')) this.faults.push(`doubled ${id}`)
    if (this.watched && same.some(({status}) => status === 'deleted')) this.faults.push(`deleted, sent ${id}`)
    this.held.set(id, {content, status: 'approved'})
  }

  submit(item: PlannedItem): Ending {
    const answer = {call: 'submit', issues: [], httpStatus: 200} as const
    switch (this.way) {
      case 'refused':
        return refusal('DMP_REFUSED', {...answer, outcome: 'refused'})
      case 'busy':
        return refusal('DMP_BUSY', {...answer, outcome: 'later'})
      case 'cut-before':
        return {error: new DmpError('DMP_NO_ANSWER')}
      default: {
        const issue = {layer: 'registry', code: DUPLICATE, text: '', severity: 'error'} as const
        if (this.held.has(item.documentUniqueId))
          return refusal('DMP_IDENTIFIER_TAKEN', {...answer, outcome: 'refused', issues: [issue]})
        this.#keep(item)
        if (this.way === 'cut-after') return {error: new DmpError('DMP_NO_ANSWER')}
        return {answer: {...answer, outcome: 'accepted'}}
      }
    }
  }
}

const DUPLICATE = 'XDSDuplicateUniqueIdInRegistry'
const refusal = (code: 'DMP_REFUSED' | 'DMP_BUSY' | 'DMP_IDENTIFIER_TAKEN', answer: object) =>
  ({answer, error: new DmpError(code)}) as Ending

export const contentOf = (n: number) => createHash('sha256').update(`content ${n}`).digest('hex')
export const entryOf = (uniqueId: string) => `urn:uuid:${uniqueId}` as EntryUuid

let given = 0

/** What a hospital does, on whatever journal there is. */
export class Hospital {
  readonly registry = new Registry()
  readonly clock: VirtualClock
  journal: Journal | undefined

  constructor(clock: VirtualClock) {
    this.clock = clock
  }

  get bench(): Workbench {
    const profile = {name: 'chu', environment: 'sandbox', unknown: {recheckAfterMs: 1}}
    return {
      journal: async () => this.store,
      clock: this.clock,
      profile: async () => profile,
    } as unknown as Workbench
  }

  get store(): Journal {
    if (!this.journal) throw new RangeError('no journal')
    return this.journal
  }

  async runs(): Promise<readonly string[]> {
    return (await this.store.batches()).map(({id}) => id)
  }

  /** Plans contents; `killed`: before the plan was finished. A word about an earlier restoration is never given falsely. */
  async plan(contents: readonly number[], killed = false): Promise<void> {
    try {
      await requireAccounted(this.bench, {})
    } catch {
      return
    }
    given += 1
    const id = `20260302-${String(given).padStart(4, 'a')}`
    const facts = {inputs: [id]}
    const begun = sampleBatch(id, {state: 'planning', facts})
    await this.store.record([{event: event(id, 'batch-plan'), batch: begun}])
    const rows: object[] = []
    const planned: PlannedItem[] = []
    for (const n of contents) {
      const fresh = await this.#isFresh(n)
      given += 1
      const item = itemOf(n, given, id)
      if (fresh) planned.push(item)
      const names = {action: 'submit', local: {}, origin: {file: `doc-${n}`}}
      const verdict = fresh ? {class: 'ready', itemId: item.id} : {class: 'excluded', reason: 'already-sent'}
      rows.push({n: rows.length + 1, ...verdict, ...names})
    }
    await this.store.record([{event: event(id, 'batch-rows', {rows}), planned}])
    if (killed) return
    const {length: read} = rows
    const {length: ready} = planned
    const account = {read, ready, held: 0, rejected: 0, excluded: read - ready}
    await this.store.record([{event: event(id, 'batch-planned'), batch: {id, state: 'planned', account}}])
  }

  /** As a plan judges a record: nothing beside what is live, nothing of what was deleted. */
  async #isFresh(n: number): Promise<boolean> {
    const same = await this.store.items({sourceSha256: contentOf(n)})
    if (same.some(({registryStatus}) => registryStatus === 'deleted')) return false
    try {
      return openTwin(same, itemOf(n, 0, ''), false) === undefined
    } catch {
      return false
    }
  }

  /**
   * `batch submit` and `resume`, to the end; `word`: of a run of a journal put back, never given falsely: who gives it
   * accounts for what was sent under numbers that the journal does not know any more.
   */
  async work(run: string, way: Way, {word = false, most = 9} = {}): Promise<void> {
    const [batch] = await this.store.batches([run])
    if (!batch || batch.state === 'closed' || batch.state === 'planning') return
    if (typeof batch.facts['restoredAt'] === 'number' && !(word && (await this.#isAccounted(run)))) return
    await letGoOn(this.bench, [batch])
    if (batch.state === 'planned')
      await this.store.record([{event: event(run, 'batch-submit'), batch: {id: run, state: 'submitted'}}])
    this.registry.way = way
    for (let round = 0; round < 3; round++) {
      await this.clock.advance(10)
      for (const item of (await this.store.items({batchId: run, states: OPEN})).slice(0, most))
        await this.#send(item)
    }
    this.registry.way = 'kept'
  }

  /** Nothing of this run stands at the DMP under a number that the journal lost. */
  async #isAccounted(run: string): Promise<boolean> {
    const numbers = new Set(
      (await this.store.items({actions: ALL})).map((item) => String(item.documentUniqueId)),
    )
    const lost = [...this.registry.held].filter(([number]) => !numbers.has(number))
    const contents = new Set(lost.map(([, {content}]) => content))
    return (await this.store.items({batchId: run})).every(({sourceSha256}) => !contents.has(sourceSha256))
  }

  async #send(item: JournalItem): Promise<void> {
    const now = this.clock.now()
    if ((item.retryAt ?? 0) > now || (item.state === 'deferred' && item.retryAt === undefined)) return
    const holds = await this.store.holdsOn([{kind: 'ipp', value: item.ipp ?? ''}])
    if (holds.some(({until}) => until === undefined || until > now)) {
      const change = {id: item.id, to: 'held', cause: 'DMP_HELD', retryAt: null} as const
      await this.store.record([
        {event: {...event(item.batchId ?? '', 'hold'), itemId: item.id}, changes: [change]},
      ])
      return
    }
    await carryOn(this.bench, item, {retryAt: () => now + 1})
  }

  async retry(run: string, only: string): Promise<void> {
    const [batch] = await this.store.batches([run])
    if (batch?.state !== 'submitted') return
    const {length} = (await this.store.items({batchId: run})).filter(
      ({state, cause}) =>
        state === 'refused' && (only === 'refused' ? cause !== 'DMP_WITHDRAWN' : cause === only),
    )
    await rearm(this.bench, [run], [only], {yes: true, confirm: String(length)})
  }

  /** What is there is deleted, what never left is withdrawn; `close`: the run is taken back. */
  async takeBack(run: string, most: number, close: boolean): Promise<void> {
    if (close) await this.store.record([{event: event(run, 'batch-undo'), batch: {id: run, state: 'closed'}}])
    for (const item of (await this.store.items({batchId: run, actions: ALL})).slice(0, most)) {
      const {id, state, heldFrom, registryStatus, documentUniqueId} = item
      const gone = {id, to: 'refused', cause: 'DMP_WITHDRAWN', retryAt: null} as const
      const record = (...changes: Parameters<Journal['record']>[0][0]['changes'] & object) =>
        this.store.record([{event: {...event(run, 'batch-undo'), itemId: id}, changes}])
      if (state === 'accepted' && registryStatus === 'approved') {
        this.registry.delete(documentUniqueId)
        await record({id, registryStatus: 'deleted'})
      } else if (state === 'planned' || state === 'deferred') await record(gone)
      else if (state === 'held' && heldFrom !== 'unknown') await record({id, to: heldFrom ?? 'planned'}, gone)
    }
  }

  async hold(n: number, until: number | undefined): Promise<void> {
    const hold = {
      kind: 'ipp',
      value: `IPP-${n}`,
      reason: 'opposition',
      by: 'x',
      createdAt: this.clock.now(),
    } as const
    await this.store.hold([{...hold, ...(until === undefined ? {} : {until: this.clock.now() + until})}])
  }
}

function event(batchId: string, operation: string, data: Readonly<Record<string, unknown>> = {}) {
  return {...entry({operation: 'plan'}).event, operation, batchId, data}
}

function itemOf(n: number, number: number, batchId: string): PlannedItem {
  return plannedItem(n, {
    id: `item-${number}`,
    sourceSha256: contentOf(n),
    ipp: `IPP-${n}`,
    batchId,
    establishment: 'chu',
    documentUniqueId: `1.2.250.1.999.7.${number}` as DocumentUniqueId,
    submissionSetUniqueId: `1.2.250.1.999.8.${number}` as SubmissionSetUniqueId,
  })
}
