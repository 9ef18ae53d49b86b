import type {Batch} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import type {RunObserver, RunPause} from './run-observer.ts'
import type {Stop} from './stop.ts'

/** A run that waits for a person, as the facts of its batch keep it. Instants in ms since 1970. */
export interface PausedFact {
  readonly reason: 'certificate'
  readonly since: number
  /** How long it is waited for at most; null when the run stopped for it. */
  readonly until: number | null
  readonly profile: string
  /** Last day of the certificate. */
  readonly end: string
}

/** What the facts of a batch say; undefined when nothing keeps it from going on. */
export function pausedFact({facts}: Pick<Batch, 'facts'>): PausedFact | undefined {
  return (facts['paused'] as PausedFact | null | undefined) ?? undefined
}

type Bench = Pick<Workbench, 'journal' | 'clock'>

/**
 * Keeps in the journal that a run waits for a new certificate: who looks from another terminal, or with a probe, is the
 * person who can put it in place. A journal that does not take this has its own alarm, so the run does not suffer.
 */
export class PauseRecord {
  readonly #bench: Bench
  readonly #ids: () => readonly string[]
  #told: PausedFact | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(bench: Bench, ids: () => readonly string[]) {
    this.#bench = bench
    this.#ids = ids
  }

  readonly observer: RunObserver = {onPause: (pause) => this.#sees(pause)}

  /** What an earlier process left behind no longer holds once somebody works. @throws DmpError DMP_JOURNAL_* */
  async begin(): Promise<void> {
    const ids = this.#ids()
    const before = ids.length === 0 ? [] : await (await this.#bench.journal()).batches(ids)
    const stale = before.filter((batch) => pausedFact(batch)).map(({id}) => id)
    if (stale.length > 0) await this.#write(stale, null)
  }

  /** Nothing of it is under way any more; a run that stopped for a certificate goes on saying so, one that was interrupted waits for nothing. */
  async end({reason, error}: Stop): Promise<void> {
    const {end, profile} = error?.params ?? {}
    if (reason === 'certificate') this.#tell(factOf({params: {end, profile}, at: this.#bench.clock.now()}))
    else if (this.#told) this.#tell(undefined)
    await this.#writing
  }

  #sees(pause: RunPause | undefined): void {
    if (pause?.reason === 'certificate') this.#tell(factOf(pause))
    else if (this.#told) this.#tell(undefined)
  }

  #tell(fact: PausedFact | undefined): void {
    this.#told = fact
    const ids = this.#ids()
    this.#writing = this.#writing.then(() => this.#write(ids, fact ?? null)).catch(() => undefined)
  }

  async #write(ids: readonly string[], paused: PausedFact | null): Promise<void> {
    const occurredAt = this.#bench.clock.now()
    const data = paused ? {phase: 'pause', ...paused} : {phase: 'resume'}
    const entries = ids.map((id) => ({
      event: {phase: 'event', operation: 'batch-run', occurredAt, batchId: id, data} as const,
      batch: {id, facts: {paused}},
    }))
    if (entries.length > 0) await (await this.#bench.journal()).record(entries)
  }
}

interface Told {
  readonly at: number
  readonly until?: number
  readonly params?: Readonly<Record<string, string | number | undefined>>
}

function factOf({at, until, params = {}}: Told): PausedFact {
  const {profile = '', end = ''} = params
  return {reason: 'certificate', since: at, until: until ?? null, profile: `${profile}`, end: `${end}`}
}
