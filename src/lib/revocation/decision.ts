import {hold} from './reasons.ts'
import type {RevocationDoubt, RevocationStatus} from './status.ts'
import type {Silence, Testimony, Word} from './testimony.ts'

/** Most telling first: what the person can act on stands before what merely happened. */
const telling: readonly RevocationDoubt[] = [
  'wrong-signer',
  'unreadable',
  'not-yet-valid',
  'responder-does-not-know',
  'stale',
  'refused',
  'unreachable',
  'back-off',
  'offline',
  'issuer-unknown',
  'off',
  'no-address',
]

/**
 * What follows from all that was asked. A revocation is for ever: one word of it wins, even from a list past its date,
 * over any number of `good`; only a suspension (certificateHold) gives way to a fresher `good`. Nothing said is
 * `unknown`, never `good`.
 */
export function decide(testimonies: readonly Testimony[], now: number): RevocationStatus {
  const words = testimonies.filter((testimony): testimony is Word => testimony.says !== 'nothing')
  const freshestGood = words.filter(({says}) => says === 'good').toSorted(newest)[0]
  const revoked = words
    .filter(({says}) => says === 'revoked')
    .filter(
      ({reason, thisUpdate}) => reason !== hold || !(freshestGood && freshestGood.thisUpdate > thisUpdate),
    )
    .toSorted(newest)[0]
  if (revoked) {
    const {at = revoked.thisUpdate, reason, nextUpdate} = revoked
    const stale = nextUpdate !== undefined && nextUpdate < now
    const later = freshestGood && freshestGood.thisUpdate > revoked.thisUpdate ? freshestGood : undefined
    return {
      status: 'revoked',
      at,
      ...(reason ? {reason} : {}),
      stale,
      ...(later ? {contradictedBy: evidence(later)} : {}),
      ...evidence(revoked),
    }
  }
  if (freshestGood) return {status: 'good', ...evidence(freshestGood)}
  return doubtOf(testimonies.filter((testimony): testimony is Silence => testimony.says === 'nothing'))
}

function doubtOf(silences: readonly Silence[]): RevocationStatus {
  const [doubt = 'no-address'] = silences
    .map(({doubt}) => doubt)
    .toSorted((a, b) => telling.indexOf(a) - telling.indexOf(b))
  const tries = silences.map(({from, doubt, detail}) => ({from, doubt, ...(detail ? {detail} : {})}))
  return {status: 'unknown', doubt, tries}
}

function newest(a: Word, b: Word): number {
  return b.thisUpdate - a.thisUpdate
}

function evidence({by, from, thisUpdate, nextUpdate}: Word) {
  return {by, from, thisUpdate, ...(nextUpdate === undefined ? {} : {nextUpdate})}
}
