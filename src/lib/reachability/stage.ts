import type {Stage} from '../workstation/reach.ts'

/** Why a stage ended badly, in the words of its reason; anything else thrown there becomes `other`. */
export class StageFailure<Reason extends string> extends Error {
  readonly reason: Reason
  readonly detail: string | undefined
  constructor(reason: Reason, detail?: string) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}

/** The time of one road, dealt out to its stages. */
export class RoadTime {
  readonly #totalMs: number
  readonly #started = performance.now()
  constructor(totalMs: number) {
    this.#totalMs = totalMs
  }

  /** At most that share of the whole and what is left of it, ms. */
  share(part: number): number {
    const left = this.#totalMs - (performance.now() - this.#started)
    return Math.max(0, Math.round(Math.min(left, this.#totalMs * part)))
  }
}

/** What a stage works with: its end, and how much it has in all. */
export interface StageLimit {
  readonly signal: AbortSignal
  readonly limitMs: number
}

/** No stage is begun with less: it could only be blamed for want of time. */
const LEAST_MS = 50

/**
 * Runs one stage within its limit. `late`: the reason told when its time is over. Interruption of the command is thrown.
 */
export async function runStage<Done extends object, Reason extends string>(
  limitMs: number,
  outer: AbortSignal | undefined,
  late: Reason,
  work: (limit: StageLimit) => Promise<Done>,
): Promise<Stage<Done, Reason | 'other'>> {
  if (limitMs < LEAST_MS) return {state: 'not-tried'}
  const timer = new AbortController()
  const timeout = setTimeout(() => timer.abort(), limitMs)
  const signal = outer ? AbortSignal.any([timer.signal, outer]) : timer.signal
  const started = performance.now()
  const spent = () => Math.max(0, Math.round(performance.now() - started))
  try {
    const done = await work({signal, limitMs})
    return {...done, state: 'done', durationMs: spent()}
  } catch (error) {
    outer?.throwIfAborted()
    const known = error instanceof StageFailure ? (error as StageFailure<Reason>) : undefined
    const reason = timer.signal.aborted && !known ? late : (known?.reason ?? 'other')
    const detail = known ? known.detail : timer.signal.aborted ? undefined : codeOf(error)
    return {
      state: 'failed',
      reason,
      ...(detail === undefined ? {} : {detail}),
      durationMs: spent(),
      limitMs,
    }
  } finally {
    clearTimeout(timeout)
  }
}

/** The code of an error, never its text. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if (!(error instanceof Error)) return 'unknown'
  const {code} = error as {code?: unknown}
  return typeof code === 'string' ? code : error.name
}
