import type {Dispatcher} from 'undici'
import type {Clock} from '../ports/clock.ts'
import {hold} from '../revocation/reasons.ts'
import {silence, type Testimony} from '../revocation/testimony.ts'
import {askAgainAt, type Memory, type RevocationCache} from './cache.ts'
import {download} from './download.ts'
import type {OneAtATime} from './one-at-a-time.ts'

export interface Source {
  /** Under which it is remembered. */
  readonly key: string
  readonly url: string
  readonly body?: {readonly bytes: Uint8Array; readonly type: string}
  /** For how long what was heard is not asked again. */
  readonly freshMs: number
  readonly maxBytes: number
  /** Under which the words that revoked this one certificate are kept, whatever comes from the address later. */
  readonly proofKey: string
}

/**
 * Reads bytes of a source. `kept`: they come from the cache. `counts`: they are rightly signed, of that date, and worth
 * keeping.
 */
export type Read = (
  bytes: Uint8Array,
  kept: boolean,
) => {
  readonly testimony: Testimony
  readonly counts?: number
}

/** A source, how it is read, and what was remembered of it. */
export interface Recalled {
  readonly source: Source
  readonly read: Read
  readonly before: Memory
  readonly known?: Testimony
  /** A revocation heard before, even where the address says something else by now. */
  readonly proven?: Testimony
}

export interface AskerOptions {
  readonly cache: RevocationCache
  readonly alone: OneAtATime
  readonly clock: Clock
  /** Ends all asking: time is up, or the person wants to stop. */
  readonly signal: AbortSignal
  /** The person wants to stop: nothing is then learnt of an address. */
  readonly stop: AbortSignal | undefined
  /** For one address, so that one that hangs leaves time for the next. */
  readonly eachMs: number
  readonly offline: boolean
  /** However recent an answer of that kind usually has to be. */
  readonly maxAgeMs: number | undefined
  readonly unusable: (url: string) => string | undefined
  readonly way: () => Promise<Dispatcher>
}

/** One address at a time: what the cache has, and the network where that is not enough. */
export class Asker {
  readonly #options: AskerOptions

  constructor(options: AskerOptions) {
    this.#options = options
  }

  /** What the cache has of it. */
  async recall(source: Source, read: Read): Promise<Recalled> {
    const before =
      this.#options.unusable(source.url) === undefined ? await this.#options.cache.read(source.key) : {}
    const known = before.answer && read(before.answer.bytes, true).testimony
    const proven = await this.#proven(source, read)
    if (known && before.answer && proven === undefined && isFinal(known))
      await this.#options.cache.keep(source.proofKey, before.answer)
    return {source, read, before, ...(known ? {known} : {}), ...(proven ? {proven} : {})}
  }

  /** Read and verified anew, like all that the cache has. */
  async #proven({url, proofKey}: Source, read: Read): Promise<Testimony | undefined> {
    const {cache, unusable} = this.#options
    const {answer} = unusable(url) === undefined ? await cache.read(proofKey) : {}
    const heard = answer && read(answer.bytes, true).testimony
    return heard && isFinal(heard) ? heard : undefined
  }

  async ask({source, read, before, known}: Recalled): Promise<readonly Testimony[]> {
    const {cache, alone, offline, unusable, clock, signal, maxAgeMs = source.freshMs} = this.#options
    const reason = unusable(source.url)
    if (reason !== undefined) return [silence(source.url, 'no-address', reason)]
    const now = clock.now()
    if (known && known.says !== 'nothing' && isRecent(before, Math.min(source.freshMs, maxAgeMs), now))
      return [known]
    if (offline) return [known ?? silence(source.url, 'offline')]
    const place = await this.#placeOf(source, before)
    const tired = [before, place].find((memory) => isResting(memory, now))
    if (tired) return [...(known ? [known] : []), resting(source.url, tired)]
    let fresh: Testimony | undefined
    await alone.run(
      cache.path(source.key, 'lock'),
      async () => {
        // somebody may have been there between our look and our turn
        if (isSame(before, await cache.read(source.key)))
          fresh = await this.#fetch(source, before, place, read)
      },
      signal,
    )
    fresh ??= await this.#broughtByAnother(source, read)
    return [...(known ? [known] : []), fresh]
  }

  /** A responder that fails for one certificate fails for all: that is remembered of its address. */
  async #placeOf({key, url}: Source, before: Memory): Promise<Memory> {
    return key === url ? before : this.#options.cache.read(url)
  }

  async #fetch(source: Source, before: Memory, place: Memory, read: Read): Promise<Testimony> {
    const {cache, clock, signal, stop, eachMs, way} = this.#options
    const {url, body, maxBytes, key} = source
    // no time was left for it: nothing was learnt
    if (signal.aborted) return silence(url, 'unreachable', 'timeout')
    const limit = AbortSignal.any([signal, AbortSignal.timeout(eachMs)])
    const got = await download(await way(), {url, maxBytes, signal: limit, ...(body ? {body} : {})})
    stop?.throwIfAborted()
    const at = clock.now()
    if (got.kind !== 'bytes') {
      await cache.fail(url, place, {at, doubt: got.kind, detail: got.detail})
      return silence(url, got.kind, got.detail)
    }
    if (key !== url && place.failure) await cache.forget(url)
    const {testimony, counts} = read(got.bytes, false)
    const failure =
      testimony.says === 'nothing'
        ? {
            at,
            doubt: testimony.doubt,
            ...(testimony.detail ? {detail: testimony.detail} : {}),
            count: (before.failure?.count ?? 0) + 1,
          }
        : undefined
    if (isFinal(testimony)) await cache.keep(source.proofKey, {bytes: got.bytes, fetchedAt: at})
    const older = before.answer ? read(before.answer.bytes, true).counts : undefined
    // an older list must not take the place of a newer one, whoever serves it
    if (counts !== undefined && (older === undefined || counts >= older))
      await cache.keep(key, {bytes: got.bytes, fetchedAt: at}, failure)
    else if (failure) await cache.fail(key, before, failure)
    return testimony
  }

  async #broughtByAnother({key, url}: Source, read: Read): Promise<Testimony> {
    const {cache} = this.#options
    const {answer, failure = (await cache.read(url)).failure} = await cache.read(key)
    const heard = answer && read(answer.bytes, true).testimony
    if (heard && heard.says !== 'nothing') return heard
    if (failure) return silence(url, failure.doubt, failure.detail)
    return heard ?? silence(url, 'unreachable', 'timeout')
  }
}

/** A suspension may end; any other revocation is for ever. */
function isFinal(testimony: Testimony): boolean {
  return testimony.says === 'revoked' && testimony.reason !== hold
}

function isSame(a: Memory, b: Memory): boolean {
  return a.answer?.fetchedAt === b.answer?.fetchedAt && a.failure?.at === b.failure?.at
}

function isRecent({answer}: Memory, freshMs: number, now: number): boolean {
  return answer !== undefined && answer.fetchedAt <= now && now - answer.fetchedAt < freshMs
}

/** A failure from the future tells of a clock that was wrong once. */
function isResting({failure}: Memory, now: number): boolean {
  return failure !== undefined && failure.at <= now && now < askAgainAt(failure)
}

function resting(url: string, {failure}: Memory): Testimony {
  const why = failure ? [failure.doubt, failure.detail].filter(Boolean).join(' ') : ''
  const until = failure ? new Date(askAgainAt(failure)).toISOString() : ''
  return silence(url, 'back-off', `${why}, ${until}`)
}
