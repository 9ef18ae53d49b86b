import type {CheckResult, Evidence} from './check.ts'

/**
 * What a person might take for proved and nobody asked for: told beside a verdict that is good, which then is not called
 * proof of everything.
 */
export function notAskedOf(results: readonly CheckResult[]): readonly Evidence[] {
  return results.flatMap(({id, status, cause, evidence}): readonly Evidence[] => {
    const looked = status === 'ok' || status === 'warn'
    if (id === 'p11.certs') return looked ? [{code: 'not-asked-card-revocation'}] : []
    if (id === 'p11.pintest')
      return status === 'skipped' && cardRead(results) ? [{code: 'not-asked-pin'}] : []
    if (id === 'card.vitale') return cause.code === 'vitale-slot-free' ? [{code: 'not-asked-vitale'}] : []
    if (id === 'certs.org')
      return evidence.some(({code}) => unasked.has(code)) ? [{code: 'not-asked-pair-revocation'}] : []
    if (id !== 'profile.files') return []
    return evidence.flatMap(({code, params}) =>
      code === 'profile-file-not-asked' && params ? [{code: 'not-asked-profile-setting', params}] : [],
    )
  })
}

const unasked: ReadonlySet<string> = new Set(['certs-revocation-offline', 'certs-revocation-sandbox'])

function cardRead(results: readonly CheckResult[]): boolean {
  return results.some(({id, status}) => id === 'p11.pin' && status === 'ok')
}
