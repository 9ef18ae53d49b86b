/**
 * A journal on disk, a registry in memory and a clock that moves when told: what a deletion item meets. Only the line is
 * played: a call records its intent and its result as the real one does, and between them the registry acts or not.
 */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Answer} from '../../../src/lib/answers/answer.ts'
import {answerError, isAccepted} from '../../../src/lib/answers/answer-error.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {loadValueSets} from '../../../src/lib/files/valueset-files.ts'
import type {EntryUuid} from '../../../src/lib/ids/identifiers.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {ItemState, Journal, JournalItem, PlannedItem} from '../../../src/lib/ports/journal.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {traceEvent} from '../../../src/lib/traces/trace-event.ts'
import {deletionItem} from '../../../src/lib/usecases/batch/delete/deletion-item.ts'
import type {ItemEnding} from '../../../src/lib/usecases/batch/run/item-ending.ts'
import type {Call, Ending} from '../../../src/lib/usecases/exchange/call-dmp.ts'
import type {Workbench} from '../../../src/lib/usecases/ports.ts'
import {profileWith} from '../../support/input-bench.ts'
import {plannedItem} from '../../support/journal-samples.ts'
import {projectRoot} from '../../support/program.ts'

/** How the line takes one call: answered, answered no, lost on the way there, lost on the way back, never left. */
export type Line = 'ok' | 'refused' | 'busy' | 'lost-before' | 'lost-after' | 'never-left'

const RECHECK_MS = 300_000
const LEASE_MS = 60_000

export class DeletionDesk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'dmp-deletion-'))
  readonly #entries = new Map<string, EntryUuid>()
  readonly calls: string[] = []
  /** What the line does with the next calls of a kind; afterwards it works. */
  readonly script: Partial<Record<Call['kind'], Line[]>> = {}
  existence: 'active' | 'closed' | 'none' = 'active'
  now = Date.UTC(2026, 2, 2, 9)
  #journal: Journal | undefined
  #bench: Workbench | undefined
  #n = 0
  batchId = ''

  async open(): Promise<void> {
    await this.#start()
    this.batchId = '20260302-undo'
    const batch = {
      id: this.batchId,
      kind: 'undo',
      establishment: 'sample',
      createdAt: this.now,
      facts: {},
    } as const
    await this.#record('batch-plan', {batch: {...batch, state: 'submitted'}})
  }

  /** Another process on the same journal. */
  async restart(): Promise<void> {
    await this.#journal?.close()
    await this.#start()
  }

  async #start(): Promise<void> {
    const clock = {now: () => this.now, monotonic: () => this.now, sleep: async () => undefined}
    const journal = await openJournal({
      path: join(this.#folder, 'journal.sqlite'),
      keyDir: join(this.#folder, 'keys'),
      oidRoot: '1.2.250.1.999.1',
      environment: 'sandbox',
      clock,
      random: systemRandom,
      mode: 'runner',
    })
    this.#journal = journal
    const valueSets = await loadValueSets(join(projectRoot, 'data/valuesets'))
    const profile = profileWith({'structure.contentTypeCode': '03'}, 'sandbox')
    this.#bench = {
      clock,
      random: systemRandom,
      signal: new AbortController().signal,
      warn: () => undefined,
      journal: async () => journal,
      profile: async () => ({...profile, unknown: {...profile.unknown, recheckAfterMs: RECHECK_MS}}),
      valueSets: async () => valueSets,
      link: async () => ({structureId: '1990000002'}),
    } as unknown as Workbench
  }

  async close(): Promise<void> {
    await this.#journal?.close()
    rmSync(this.#folder, {recursive: true, force: true})
  }

  get journal(): Journal {
    if (!this.#journal) throw new Error('not open')
    return this.#journal
  }

  get bench(): Workbench {
    if (!this.#bench) throw new Error('not open')
    return this.#bench
  }

  async #record(
    operation: string,
    effects: Omit<Parameters<Journal['record']>[0][number], 'event'>,
  ): Promise<void> {
    const event = {phase: 'event', operation, occurredAt: this.now, data: {}} as const
    await this.journal.record([{event, ...effects}])
  }

  /** A document of ours in that state; `there`: the registry holds it. */
  async document(state: ItemState, there: boolean, more: Partial<PlannedItem> = {}): Promise<PlannedItem> {
    this.#n += 1
    const item = plannedItem(this.#n, more)
    await this.#record('plan', {planned: [item]})
    const {id} = item
    if (state !== 'planned')
      await this.#record('submit', {changes: [{id, to: 'sending', countAttempt: true}]})
    if (state !== 'planned' && state !== 'sending') await this.#record('submit', {changes: [{id, to: state}]})
    if (there) this.hold(item.documentUniqueId)
    return item
  }

  hold(uniqueId: string): void {
    this.#entries.set(uniqueId, `urn:uuid:00000000-0000-4000-8000-${String(this.#n).padStart(12, '0')}`)
  }

  holds(uniqueId: string): boolean {
    return this.#entries.has(uniqueId)
  }

  /** Plans the deletion of a document. */
  async deletion({documentUniqueId: uniqueId, ins, id}: PlannedItem): Promise<string> {
    const [target] = await this.journal.items({ids: [id]})
    const [set] = await this.journal.allot(1)
    const facts = {batchId: this.batchId, establishment: 'sample', reason: 'undo'}
    const own = {id: `deletion-${uniqueId}-${set}`, set: set as Oid, now: this.now}
    const item = await deletionItem({uniqueId, ins, target}, facts, own)
    await this.#record('batch-rows', {planned: [item]})
    return item.id
  }

  async claim(limit = 10): Promise<readonly JournalItem[]> {
    return this.journal.claim({batchIds: [this.batchId], limit, now: this.now, leaseMs: LEASE_MS})
  }

  /** Claims whatever is due and runs it, one item after the other. */
  async work(run: (bench: Workbench, item: JournalItem) => Promise<ItemEnding>): Promise<ItemEnding[]> {
    const ends: ItemEnding[] = []
    for (const item of await this.claim()) {
      ends.push(await run(this.bench, item))
      await this.journal.release([item.id])
    }
    return ends
  }

  async item(id: string): Promise<JournalItem> {
    const [item] = await this.journal.items({ids: [id], actions: ['submit', 'replace', 'delete']})
    if (!item) throw new Error(`no item ${id}`)
    return item
  }

  /** Stands for the call over the line. */
  async call(call: Call): Promise<Ending> {
    const {kind, operation, itemId, patient, onIntent = [], settle} = call
    this.calls.push(kind === 'delete' && call.expected?.repeat ? 'delete-again' : kind)
    const trace = {operation, patient, occurredAt: this.now, ...(itemId ? {itemId} : {})}
    const intent = traceEvent({...trace, phase: 'intent'})
    const [intentId = ''] = await this.journal.record([{event: intent, changes: onIntent}])
    const ending = this.#answered(call, this.script[kind]?.shift() ?? 'ok')
    const event = traceEvent({...trace, phase: 'result', intentId})
    await this.journal.record([{event, changes: settle?.(ending) ?? []}])
    return ending
  }

  #answered(call: Call, line: Line): Ending {
    const lost = (sent: boolean) => ({
      error: new DmpError(sent ? 'DMP_NO_ANSWER' : 'DMP_CONNECTION_FAILED', {
        params: {host: '-', reason: 'test'},
        details: {sent},
      }),
    })
    if (line === 'never-left') return lost(false)
    if (line === 'lost-before') return lost(true)
    const told = (outcome: Answer['outcome'], more: Partial<Answer> = {}): Ending => {
      const answer: Answer = {call: call.kind, outcome, issues: [], httpStatus: 200, ...more}
      return isAccepted(answer) ? {answer} : {answer, error: answerError(answer)}
    }
    if (line === 'busy') return told('later')
    if (line === 'refused') return told('refused')
    const done = this.#act(call, told)
    return line === 'lost-after' ? lost(true) : done
  }

  #act(call: Call, told: (outcome: Answer['outcome'], more?: Partial<Answer>) => Ending): Ending {
    const [document] = call.documents ?? []
    const uniqueId = document?.uniqueId ?? ''
    const entry = this.#entries.get(uniqueId)
    switch (call.kind) {
      case 'existence':
        return told('accepted', {existence: {state: this.existence, identifiers: []}})
      case 'locate':
        return told('accepted', {entryUuids: entry ? [entry] : []})
      default:
        if (!entry) return told('refused')
        this.#entries.delete(uniqueId)
        return told('accepted')
    }
  }
}
