import type {CertificateRule, CheckSubject, Verdict} from './check.ts'
import {day, error, info, warning} from './fault.ts'

/** Revoked, or not known: never silently good (EX_AIR-080). */
export const revocationRules: readonly CertificateRule[] = [
  {
    id: 'REV-01',
    scope: 'certificate',
    severity: 'error',
    source: 'EX_AIR-080; RFC 5280 §6.3, RFC 6960',
    find: ({role, revocation}) => {
      if (revocation === undefined || revocation.status === 'unknown') return undefined
      if (revocation.status === 'good') return []
      const {at, by, from, stale, reason = ''} = revocation
      return error('REV-01', role, {at: day(at), by, from, reason}, stale ? 'stale' : undefined)
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

/** The operator asked not to look: that is said, and is no alarm. */
const chosen = ['offline', 'off']

function unknown({role, revocation, revocationMode = 'warn'}: CheckSubject): Verdict {
  if (revocation === undefined) return undefined
  if (revocation.status !== 'unknown') return []
  const {doubt, tries} = revocation
  const params = {doubt, from: [...new Set(tries.map(({from}) => from))].join(', ')}
  if (revocationMode === 'strict') return error('REV-02', role, params, doubt)
  return chosen.includes(doubt) || revocationMode === 'off'
    ? info('REV-02', role, params, doubt)
    : warning('REV-02', role, params, doubt)
}
