import type {CardReaders, ReaderInventory} from '../../ports/card-readers.ts'
import type {Clock} from '../../ports/clock.ts'
import type {LookLimit} from '../../ports/host-facts.ts'
import {type Meanwhile, standOf} from '../../workstation/meanwhile.ts'

/** Where the service tells of each change, asking beside it only guards against a service that fell silent. */
const TOLD_BEAT_MS = 500
const BEAT_MS = 50

/** What came of a module that was used while its readers were watched. */
export interface Watched<T> {
  /** Undefined where it was not used, or stopped because of a card that came in. */
  readonly value: T | undefined
  readonly meanwhile: Meanwhile
  /** How the cards lay before, see {@link standOf}. */
  readonly stand: string | null
}

/**
 * Uses a module only where `fits` holds of the readers, and looks at them for as long as it is used: `use` is stopped as
 * soon as a card comes in beside which it may not be. pcscd tells of every change the moment it sees it, from before
 * `use` begins; where it does not it is asked again and again, which costs a millisecond; the commands of other systems,
 * which take seconds, once before. pcscd tells programs of a new card all at once, so one that waits for it may still be
 * the quicker: that the card was left alone is therefore never said after a stop.
 */
export async function whileWatched<T>(
  {readers, clock}: {readers: CardReaders; clock: Pick<Clock, 'sleep'>},
  limit: LookLimit,
  fits: (inventory: ReaderInventory) => boolean,
  use: (signal: AbortSignal, stillFits: () => Promise<boolean>) => Promise<T>,
): Promise<Watched<T>> {
  const before = await readers.list(limit)
  const stand = standOf(before)
  if (!fits(before)) return {value: undefined, meanwhile: 'not-loaded', stand}
  const counted = before.backend === 'pcscd'
  const stop = new AbortController()
  let seen: Meanwhile = counted ? 'still' : 'untold'
  const judge = (now: ReaderInventory) => {
    if (seen === 'other-card') return false
    if (!fits(now)) {
      seen = 'other-card'
      stop.abort(new Error('another card came in'))
      return false
    }
    if (counted && standOf(now) !== stand) seen = 'moved'
    return true
  }
  const look = async () => judge(await readers.list(limit))
  const over = new AbortController()
  let told = false
  let first: () => void = () => {}
  const began = new Promise<void>((resolve) => {
    first = resolve
  })
  const watching = counted
    ? readers
        .watch?.((now) => {
          told = true
          judge(now)
          first()
        }, over.signal)
        .catch(() => false)
        .finally(() => {
          told = false
          first()
        })
    : undefined
  const beat = async () => {
    while (!over.signal.aborted) {
      await clock.sleep(told ? TOLD_BEAT_MS : BEAT_MS, over.signal)
      await look()
    }
  }
  if (watching) await began
  if (stop.signal.aborted) {
    over.abort()
    await watching
    return {value: undefined, meanwhile: 'not-loaded', stand}
  }
  const beating = counted ? beat().catch(() => undefined) : undefined
  const end = async () => {
    over.abort()
    await Promise.all([beating, watching])
  }
  const signal = limit.signal ? AbortSignal.any([limit.signal, stop.signal]) : stop.signal
  try {
    const value = await use(signal, counted ? look : async () => true)
    await end()
    if (counted) await look()
    return {value, meanwhile: seen, stand}
  } catch (error) {
    await end()
    if (!stop.signal.aborted || limit.signal?.aborted) throw error
    return {value: undefined, meanwhile: 'other-card', stand}
  }
}
