import type {RevocationDoubt, RevocationStatus, RevocationTry} from '../../revocation/status.ts'
import type {CertificateRole} from '../finding.ts'
import type {CertificateRule, CheckSubject, Verdict} from './check.ts'
import {day, error, info, warning} from './fault.ts'

/** Revoked, or not known: never silently good (EX_AIR-080). */
export const revocationRules: readonly CertificateRule[] = [
  {
    id: 'REV-01',
    scope: 'certificate',
    severity: 'error',
    source: 'EX_AIR-080; RFC 5280 §6.3, RFC 6960',
    find: (subject) => {
      const own = revokedItself(subject)
      const above = revokedAuthorities(subject)
      return above.length > 0 ? [...(own ?? []), ...above] : own
    },
  },
  {
    id: 'REV-02',
    scope: 'certificate',
    severity: 'error',
    source: 'EX_AIR-080; hospital networks that keep revocation lists out',
    find: unknown,
  },
]

function revokedItself({role, revocation}: CheckSubject): Verdict {
  if (revocation === undefined || revocation.status === 'unknown') return undefined
  if (revocation.status === 'good') return []
  const {at, by, from, stale, reason = '', contradictedBy: later} = revocation
  const params = {at: day(at), by, from, reason}
  if (later)
    return error('REV-01', role, {...params, later: later.from, on: day(later.thisUpdate)}, 'contradicted')
  return error('REV-01', role, params, stale ? 'stale' : undefined)
}

/** Whoever holds the key of a revoked authority makes certificates at will; what it signed is worth nothing. */
function revokedAuthorities({role, chainRevocation = []}: CheckSubject) {
  return chainRevocation.flatMap(({issuer, status}) => {
    if (status.status !== 'revoked') return []
    const {at, by, from, reason = ''} = status
    return error('REV-01', role, {issuer, at: day(at), by, from, reason}, 'authority')
  })
}

/** The operator asked not to look: that is said, and is no alarm. */
const chosen = ['offline', 'off']

function unknown(subject: CheckSubject): Verdict {
  const own = unknownOfItself(subject)
  const above = unknownAuthorities(subject)
  return above.length > 0 ? [...(own ?? []), ...above] : own
}

function unknownAuthorities({role, chainRevocation = [], revocationMode = 'warn'}: CheckSubject) {
  return chainRevocation.flatMap(({issuer, status, believed}) => {
    if (status.status !== 'unknown' || believed) return []
    const {doubt, tries} = status
    const params = {issuer, doubt, from: addresses(tries, doubt)}
    const variant = doubt === 'no-address' ? 'authority-no-address' : 'authority'
    return gradeOf(doubt, revocationMode)('REV-02', role, params, variant)
  })
}

function unknownOfItself({role, revocation, revocationMode = 'warn'}: CheckSubject): Verdict {
  if (revocation === undefined) return undefined
  const {unusedLists = []} = revocation
  const lists = unusedLists.flatMap((list) => unusedList(role, list))
  if (revocation.status === 'good') return [...lists, ...askedInVain(role, revocation)]
  if (revocation.status === 'revoked') return lists
  const {doubt, tries} = revocation
  const given = unusedLists.map(({from}) => from)
  const grade = gradeOf(doubt, revocationMode)
  const others = [...new Set(tries.filter(({from}) => !given.includes(from)).map((one) => one.doubt))]
  return [
    ...grade('REV-02', role, {doubt, from: addresses(tries, doubt)}, caseOf(revocation)),
    // what else was tried, each with its own reason
    ...others
      .filter((other) => other !== doubt && other !== 'no-address')
      .flatMap((other) => info('REV-02', role, {doubt: other, from: addresses(tries, other)}, other)),
    ...lists.filter(({params}) => params.doubt !== doubt),
  ]
}

/** It holds by the source that answered, of the date that is told; what could not be heard may have known better. */
function askedInVain(role: CertificateRole, {unheard = [], from, thisUpdate}: Good) {
  return unheard.flatMap((one) =>
    info(
      'REV-02',
      role,
      {
        from: one.from,
        doubt: one.doubt,
        detail: one.detail ?? '',
        by: from,
        since: new Date(thisUpdate).toISOString(),
      },
      'unheard',
    ),
  )
}

type Good = Extract<RevocationStatus, {status: 'good'}>

/** A certificate with addresses that nobody can ask (LDAP, a reserved name) is not one without any. */
function caseOf({doubt, tries}: Extract<RevocationStatus, {status: 'unknown'}>): string {
  return doubt === 'no-address' && addresses(tries, doubt) !== '' ? 'address-unusable' : doubt
}

function gradeOf(doubt: RevocationDoubt, mode: 'warn' | 'strict' | 'off') {
  if (mode === 'strict') return error
  return chosen.includes(doubt) || mode === 'off' ? info : warning
}

function addresses(tries: readonly RevocationTry[], doubt: RevocationDoubt): string {
  return [...new Set(tries.filter((one) => one.doubt === doubt).map(({from}) => from))].join(', ')
}

/** Who gives a list counts on it. One of another authority is usual where a pair has two: it is only said. */
function unusedList(role: CertificateRole, {from, doubt, detail = ''}: RevocationTry) {
  const grade = doubt === 'wrong-signer' ? info : warning
  const known = ['wrong-signer', 'not-yet-valid', 'stale'].includes(doubt) || partial.includes(detail)
  const why = doubt === 'unreadable' && partial.includes(detail) ? detail : doubt
  return grade('REV-02', role, {from, doubt, detail}, `list-${known ? why : 'unreadable'}`)
}

/** Lists that do not speak of every revocation of an authority. */
const partial = ['delta', 'some-reasons', 'indirect']
