import type {RevocationStatus} from '../../revocation/status.ts'
import type {Certificate} from '../certificate.ts'
import {buildChain} from '../chain.ts'
import type {CertificateRule, CheckSubject} from './check.ts'
import {day, dayMs, error, info, warning} from './fault.ts'

const reminderDays = 60
/** Two renewals in one visit to the platform are still possible this far apart. */
const pairDays = 30

/**
 * When the certificate can no longer be used for what it is for: the key of a SIGN certificate may have to stop before
 * the certificate ends (decoded certificates of 2016 to 2019). ms since 1970.
 */
export function endOfUse({notAfter, privateKeyUsage}: Certificate): number {
  return Math.min(notAfter, privateKeyUsage?.notAfter ?? notAfter)
}

/** Whole days until the end of use; negative after it. */
export function daysOfUse(certificate: Certificate, now: number): number {
  return Math.floor((endOfUse(certificate) - now) / dayMs)
}

/** Dates: own end and beginning, nearness of the end, private key period, issuer's end, doubtful clock. */
export const timeRules: readonly CertificateRule[] = [
  {
    id: 'TIME-01',
    scope: 'certificate',
    severity: 'error',
    source: 'RFC 5280 §4.1.2.5; ANS certificate FAQ',
    find: ({role, certificate, now}) =>
      now > certificate.notAfter ? error('TIME-01', role, {end: day(certificate.notAfter)}) : [],
  },
  {
    id: 'TIME-02',
    scope: 'certificate',
    severity: 'error',
    source: 'RFC 5280 §4.1.2.5',
    find: ({role, certificate, now}) =>
      now < certificate.notBefore
        ? error('TIME-02', role, {
            start: new Date(certificate.notBefore).toISOString(),
            clock: new Date(now).toISOString(),
          })
        : [],
  },
  {
    id: 'TIME-03',
    scope: 'certificate',
    severity: 'error',
    source: 'ANS certificate FAQ (reminder 60 days before the end, renewal before the end only)',
    find: nearness,
  },
  {
    id: 'TIME-04',
    scope: 'certificate',
    severity: 'error',
    source: 'RFC 3280 §4.2.1.4; published IGC-Santé SIGN certificates',
    find: ({role, certificate, now}) => {
      const {notBefore: start, notAfter: end} = certificate.privateKeyUsage ?? {}
      if (start !== undefined && now < start && now >= certificate.notBefore)
        return warning('TIME-04', role, {start: day(start)}, 'early')
      if (end === undefined || end >= certificate.notAfter) return []
      const params = {end: day(end), certificateEnd: day(certificate.notAfter)}
      // what it signs from now on is worth nothing, whatever the certificate's own date
      return now > end ? error('TIME-04', role, params, 'ended') : warning('TIME-04', role, params)
    },
  },
  {
    id: 'TIME-05',
    scope: 'pair',
    severity: 'info',
    source: 'ANS certificate FAQ (each certificate is renewed by itself)',
    findPair: ({auth, sign}) => {
      const [authEnd, signEnd] = [auth.certificate.notAfter, sign.certificate.notAfter]
      const apart = Math.floor(Math.abs(authEnd - signEnd) / dayMs)
      return apart > pairDays
        ? info('TIME-05', 'pair', {auth: day(authEnd), sign: day(signEnd), days: apart})
        : []
    },
  },
  {
    id: 'TIME-06',
    scope: 'certificate',
    severity: 'warning',
    source: 'RFC 5280 §6.1.3; published IGC-Santé authorities (end in June 2033)',
    find: ({role, certificate, pool = [], trusted = [], path}) => {
      const chain = buildChain(certificate, [...pool, ...trusted])
      const anchor = path?.kind === 'anchor' ? [path.anchor] : []
      if (chain.length + anchor.length === 0) return undefined
      const ends = [
        ...chain.map(({subject, notAfter}) => ({
          issuer: subject.commonName ?? subject.certificate,
          end: notAfter,
        })),
        ...anchor.map(({name, notAfter}) => ({issuer: name, end: Date.parse(notAfter)})),
      ].toSorted((a, b) => a.end - b.end)
      const first = ends[0]
      return first && first.end < certificate.notAfter
        ? warning('TIME-06', role, {
            issuer: first.issuer,
            end: day(first.end),
            certificateEnd: day(certificate.notAfter),
          })
        : []
    },
  },
  {
    id: 'TIME-07',
    scope: 'certificate',
    severity: 'warning',
    source: 'dates of files and revocation lists that this clock says are still to come',
    find: ({role, now, file, revocation}) => {
      const seen = [...(file?.modifiedMs === undefined ? [] : [file.modifiedMs]), ...datesOf(revocation)]
      if (seen.length === 0) return undefined
      const latest = Math.max(...seen)
      return latest > now + clockSlackMs
        ? warning('TIME-07', role, {
            clock: new Date(now).toISOString(),
            seen: new Date(latest).toISOString(),
          })
        : []
    },
  },
]

/** Below this, a share whose clock differs a little would be an alarm. */
const clockSlackMs = 600_000

/** Of every list and answer rightly signed, those that came too early to count included. */
function datesOf(revocation: RevocationStatus | undefined): readonly number[] {
  if (revocation === undefined) return []
  const {unusedLists = []} = revocation
  const tries = revocation.status === 'unknown' ? revocation.tries : []
  const early = [...unusedLists, ...tries]
    .filter(({doubt}) => doubt === 'not-yet-valid')
    .map(({detail = ''}) => Date.parse(detail))
    .filter((ms) => Number.isFinite(ms))
  return revocation.status === 'unknown' ? early : [revocation.thisUpdate, ...early]
}

function nearness(subject: CheckSubject) {
  const {role, certificate, now, thresholds = {}} = subject
  const end = endOfUse(certificate)
  // past it, TIME-01 or TIME-04 speaks
  if (now > end || now < certificate.notBefore) return []
  const {warnDays = reminderDays, errorDays, noticeDays} = thresholds
  const days = daysOfUse(certificate, now)
  if (days > Math.max(warnDays, errorDays ?? 0, noticeDays ?? 0)) return []
  const params = {end: day(end), days}
  const key = end < certificate.notAfter ? 'key' : undefined
  if (errorDays !== undefined && days <= errorDays) return error('TIME-03', role, params, key)
  if (days <= warnDays) return warning('TIME-03', role, params, key)
  return noticeDays !== undefined && days <= noticeDays ? info('TIME-03', role, params, key) : []
}
