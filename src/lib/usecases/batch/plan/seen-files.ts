import {DOUBT_CAUSES} from '../../../batch/at-the-dmp.ts'
import type {Files, FolderEntry} from '../../../ports/files.ts'
import type {ItemCount} from '../../../ports/journal.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import {type PlanRow, planEvents} from './plan-row.ts'
import type {PlanBench} from './plan-wish.ts'

/** Files named in one event of the journal. */
const CHUNK = 1000

const SEEN = 'seen-file'
const MET = 'met-file'
const OPEN = 'open-file'

type Seen = readonly [path: string, size: number, modifiedMs: number]

const WITHDRAWN = 'DMP_WITHDRAWN'

const isWithdrawn = ({state, cause}: Pick<ItemCount, 'state' | 'cause'>) =>
  (state === 'refused' && cause === WITHDRAWN) || (state === 'held' && DOUBT_CAUSES.includes(cause ?? ''))

const wordOf = ([path, size, modifiedMs]: Seen) => `${size} ${Math.floor(modifiedMs)} ${path}`

/**
 * Which files of an archive folder earlier plans dealt with, by path, size and instant of writing: a file that arrives
 * late under an old date is new all the same. A file is dealt with once none of its records is held or rejected, so that
 * what waited for an identity or for a person is looked at again. A plan that was withdrawn later looked at
 * none of the files whose items it withdrew: nothing of them ever left; those sent and not found are told of again. What was deleted from the DMP does not come back.
 */
export class SeenFiles {
  readonly #bench: PlanBench
  readonly #index: PlanIndex
  readonly #folders: readonly string[]
  #before = 0

  constructor(bench: PlanBench, index: PlanIndex, folders: readonly string[]) {
    this.#bench = bench
    this.#index = index
    this.#folders = folders
  }

  get before(): number {
    return this.#before
  }

  /** Takes up what completed plans wrote of the files they saw. */
  async load(): Promise<void> {
    const journal = await this.#bench.journal()
    for (const {id, kind, state} of await journal.batches()) {
      if (kind !== 'feed' || state === 'planning') continue
      const withdrawn = await this.#withdrawn(id)
      if (withdrawn === 'all') continue
      for await (const {data} of journal.events({batchId: id, operation: planEvents.files}))
        for (const seen of (data['files'] ?? []) as readonly Seen[])
          if (!withdrawn.has(seen[0])) await this.#index.note(SEEN, wordOf(seen))
    }
  }

  /** Files of a plan whose items were withdrawn before they left; `all` when nothing else became of that plan. */
  async #withdrawn(batchId: string): Promise<ReadonlySet<string> | 'all'> {
    const journal = await this.#bench.journal()
    const now = this.#bench.clock.now()
    const {counts} = await journal.overview({batchId, now, since: now})
    if (!counts.some(isWithdrawn)) return new Set()
    if (counts.every(isWithdrawn)) return 'all'
    const files = new Set<string>()
    const actions = ['submit', 'replace', 'delete'] as const
    const causes = [WITHDRAWN, ...DOUBT_CAUSES]
    const which = {batchId, states: ['refused', 'held'], causes, actions} as const
    for await (const {origin, sourcePath} of journal.eachItem(which)) files.add(origin?.file ?? sourcePath)
    return files
  }

  /** The same files without those that were dealt with; `first` at the first reading, which counts them. */
  unseen(first: boolean): Files {
    const {files} = this.#bench
    const walk = (folder: string) => this.#walk(folder, first)
    return {...files, walk}
  }

  async *#walk(folder: string, first: boolean): AsyncGenerator<FolderEntry> {
    for await (const entry of this.#bench.files.walk(folder)) {
      const seen = await this.#facts(entry)
      if (seen && (await this.#index.noted(SEEN, wordOf(seen))) !== undefined) {
        if (first) this.#before += 1
        continue
      }
      if (seen && first) await this.#index.note(MET, wordOf(seen))
      yield entry
    }
  }

  /** Undefined for what is no file, or went away meanwhile: its reader tells. */
  async #facts({path, kind}: FolderEntry): Promise<Seen | undefined> {
    if (kind !== 'file') return undefined
    try {
      const {size, modifiedMs} = await this.#bench.files.facts(path)
      return [path, size, modifiedMs]
    } catch {
      return undefined
    }
  }

  /** A record that is not settled keeps its file open for the next plan. */
  async tell({class: verdict, origin}: PlanRow): Promise<void> {
    if (verdict === 'held' || verdict === 'rejected') await this.#index.note(OPEN, origin.file)
  }

  /** Writes the files that this plan dealt with into the journal. */
  async keep(batchId: string): Promise<void> {
    let chunk: Seen[] = []
    for (const folder of this.#folders)
      for await (const entry of this.#bench.files.walk(folder)) {
        const seen = await this.#facts(entry)
        if (!seen || !(await this.#isDealtWith(seen))) continue
        chunk.push(seen)
        if (chunk.length < CHUNK) continue
        await this.#record(batchId, chunk)
        chunk = []
      }
    if (chunk.length > 0) await this.#record(batchId, chunk)
  }

  /** Met by the first reading as it is now, and no record of it waits. */
  async #isDealtWith(seen: Seen): Promise<boolean> {
    if ((await this.#index.noted(MET, wordOf(seen))) === undefined) return false
    return (await this.#index.noted(OPEN, seen[0])) === undefined
  }

  async #record(batchId: string, files: readonly Seen[]): Promise<void> {
    const event = {
      phase: 'event',
      operation: planEvents.files,
      batchId,
      occurredAt: this.#bench.clock.now(),
      data: {files},
    } as const
    await (await this.#bench.journal()).record([{event}])
  }
}
