import type {ClockSync} from '../../ports/machine.ts'
import type {Evidence} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import {type Dated, placeOf} from '../reach.ts'
import {absent} from './network-targets.ts'

const DAY_MS = 86_400_000

/** Seconds. An assertion of the feeding lives 30 s at the least told (EX_AIR-040); elsewhere nothing is documented. */
const limits = {feeding: {warn: 10, error: 30}, others: {warn: 60, error: 300}}

/**
 * The clock against the `Date` of the servers. An essential server counts before others, the largest gap first; without
 * any date nothing is known.
 */
export const timeSkew = judgeKnown(['network'], ['clockSync'], ({network, clockSync}, {wanted, settings}) => {
  const {warn, error} = wanted.use === 'feeding-certificate' ? limits.feeding : limits.others
  const dated = network.targets.flatMap(({target, report: {date}}) =>
    date.state === 'done' ? [{target, ...date}] : [],
  )
  const counted = dated.some(({target}) => target.essential)
    ? dated.filter(({target}) => target.essential)
    : dated
  const worst = counted.toSorted(
    (a, b) => proved(b) - proved(a) || Math.abs(b.skewMs) - Math.abs(a.skewMs),
  )[0]
  const undated = network.targets.flatMap(({target, report: {date}}) =>
    date.state === 'failed'
      ? [{code: `date-${date.reason}`, params: {place: placeOf(target), ms: date.limitMs}}]
      : [],
  )
  if (!worst) {
    if (network.targets.length === 0) return absent(network)
    const kept = keptRight(clockSync, settings.now)
    if (kept) return {status: 'info', cause: {code: 'skew-by-sync'}, evidence: [kept, ...undated]}
    return {
      status: 'unknown',
      cause: {code: 'skew-untold'},
      evidence: undated,
      remedy: {code: 'look-at-clock'},
    }
  }
  const seconds = Math.round(Math.abs(worst.skewMs) / 1000)
  const place = placeOf(worst.target)
  const params = {place, seconds, limit: error, span: spanOf(seconds)}
  const evidence = dated.map(({target, skewMs, roundTripMs}) => ({
    code: Math.abs(skewMs) < 1_000 ? 'date-same' : skewMs > 0 ? 'date-ahead' : 'date-behind',
    params: {place: placeOf(target), seconds: Math.round(Math.abs(skewMs) / 1000), ms: roundTripMs},
  }))
  const [first, ...more] = [...evidence, ...undated]
  if (proved(worst) <= warn * 1000 && first) {
    const unsure = counted.some(({skewMs, roundTripMs}) => Math.abs(skewMs) + roundTripMs / 2 > warn * 1000)
    if (unsure)
      return {
        status: 'unknown',
        cause: {code: 'skew-unsure', params},
        evidence: [first, ...more],
        remedy: {code: 'more-time'},
      }
    return {status: 'ok', cause: {code: 'skew-small', params}, evidence: [first, ...more]}
  }
  return {
    status: proved(worst) > error * 1000 ? 'error' : 'warn',
    cause: {code: worst.skewMs > 0 ? 'clock-slow' : 'clock-fast', params},
    evidence: [...evidence, ...undated],
    remedy: {code: 'set-clock', params},
  }
})

/** Half of the round trip is how wrong the gap may be: a slow answer neither accuses nor clears. ms */
function proved({skewMs, roundTripMs}: Dated): number {
  return Math.max(0, Math.abs(skewMs) - roundTripMs / 2)
}

/**
 * A server that wants our certificate tells nobody else the time. A clock set right by something within 24 h is then all
 * that is known: not well by this check, and no riddle either.
 */
function keptRight(sync: ClockSync | undefined, now: number): Evidence | undefined {
  const {state, by = '', lastAt} = sync ?? {}
  if (state !== 'synchronised' || lastAt === undefined) return undefined
  const age = now - lastAt
  if (age < 0 || age > DAY_MS) return undefined
  return {code: 'clock-last', params: {by, hours: Math.floor(age / 3_600_000)}}
}

/** In the unit that says most, e.g. `40 s`, `2 h`. */
function spanOf(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} × 24 h`
}
