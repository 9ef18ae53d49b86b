import type {Evidence, Judgement, Params} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import type {OwnCertificates} from '../own-certificates.ts'
import {clockGap} from '../server-clock.ts'

/**
 * The pair of the profile, as `cert check` judges it: its gravest finding is the cause. Revocation is asked for too. That
 * nobody was asked offline is no fault of the pair; but where the profile demands to know it, nothing is proved, and where
 * it forbids to ask, that is a doubt.
 */
export const certsOrg = judgeKnown(['certificates'], ['network'], ({certificates, network}): Judgement => {
  if (certificates.state === 'kept-off')
    return certificates.because === 'passive'
      ? {status: 'skipped', because: 'passive', cause: {code: 'not-looked'}, evidence: []}
      : {
          status: 'unknown',
          cause: {code: 'certs-token-kept-off'},
          evidence: [],
          remedy: {code: 'take-vitale-out'},
        }
  if (certificates.state === 'unusable') {
    const {code} = certificates
    const cause = {code: 'certs-unusable', params: {code}}
    if (code === 'DMP_PRODUCTION_NOT_NAMED' || code === 'DMP_PROFILE_NOT_FOUND')
      return {status: 'unknown', cause, evidence: [], remedy: {code: 'name-profile'}}
    // A secret that must be typed, or a token that wants its PIN, is not asked for here.
    if (code === 'DMP_MISSING_VALUE' || code.startsWith('DMP_KEY_TOKEN'))
      return {status: 'unknown', cause, evidence: [], remedy: {code: 'cert-check'}}
    return {status: 'error', cause, evidence: [], remedy: {code: 'config-check'}}
  }
  const {profile, environment, asked, findings, passed, skipped, daysLeft} = certificates
  const told =
    asked === 'known' || asked === 'in-vain' ? findings : findings.filter(({check}) => check !== 'REV-02')
  // Dates judged by a clock that is days away say nothing of the pair; the fault is the clock's, and told there.
  const byWrongClock = clockGap(network) !== 0
  const counted = byWrongClock ? told.filter(({check}) => !/^(?:TIME-|REV-02)/.test(check)) : told
  const evidence: readonly [Evidence, ...Evidence[]] = [
    {code: 'certs-checked', params: {profile, environment, passed, skipped}},
    {code: daysLeft < 0 ? 'certs-ended' : 'certs-end', params: {days: Math.abs(daysLeft)}},
    ...told.map(({check, message, params}) => ({code: 'certs-finding', params: {...params, check, message}})),
    {code: `certs-revocation-${asked}`},
  ]
  const gravest = (['error', 'warning'] as const)
    .map((severity) => counted.find((one) => one.severity === severity))
    .find((one) => one !== undefined)
  const wanting =
    gravest?.severity === 'error' ? undefined : wantOfProof(certificates, byWrongClock, evidence)
  if (wanting) return wanting
  if (!gravest && asked === 'off')
    return {
      status: 'warn',
      cause: {code: 'certs-revocation-off', params: {profile}},
      evidence,
      remedy: {code: 'allow-revocation', params: {profile}},
    }
  if (!gravest)
    return {status: 'ok', cause: {code: 'certs-good', params: {profile, days: daysLeft}}, evidence}
  const {check, message, params, severity} = gravest
  return {
    status: severity === 'error' ? 'error' : 'warn',
    cause: {code: 'certs-finding', params: {...params, check, message}},
    evidence,
    remedy: {code: 'cert-explain', params: {check}},
  }
})

/** Without which a pair in which nothing wrong was found is not called good. */
function wantOfProof(
  {profile, revocation, asked, unproved}: Extract<OwnCertificates, {state: 'checked'}>,
  byWrongClock: boolean,
  evidence: readonly Evidence[],
): Judgement | undefined {
  const told = (code: string, params: Params, remedy: string): Judgement => ({
    status: 'unknown',
    cause: {code, params},
    evidence,
    remedy: {code: remedy},
  })
  if (unproved.length > 0) return told('certs-unproved', {checks: unproved.join(' ')}, 'cert-check')
  // Nothing is sent by this profile unless revocation is known, and it is not.
  if (revocation === 'strict' && asked !== 'known')
    return told('certs-revocation-strict', {profile}, 'ask-revocation')
  return byWrongClock ? told('dates-by-wrong-clock', {}, 'synchronise-clock') : undefined
}
