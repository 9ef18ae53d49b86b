import type {Evidence, Judgement} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import {clockGap} from '../server-clock.ts'

/**
 * The pair of the profile, as `cert check` judges it without asking the network: its gravest finding is the cause. That
 * nobody was asked for revocation is no fault of the pair, `cert check` asks; but where the profile demands to know it,
 * nothing is proved.
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
  const {profile, environment, revocation, findings, passed, skipped, unproved, daysLeft} = certificates
  const told = findings.filter(({check}) => check !== 'REV-02')
  // Dates judged by a clock that is days away say nothing of the pair; the fault is the clock's, and told there.
  const byWrongClock = clockGap(network) !== 0
  const counted = byWrongClock ? told.filter(({check}) => !check.startsWith('TIME-')) : told
  const evidence: readonly [Evidence, ...Evidence[]] = [
    {code: 'certs-checked', params: {profile, environment, passed, skipped}},
    {code: daysLeft < 0 ? 'certs-ended' : 'certs-end', params: {days: Math.abs(daysLeft)}},
    ...told.map(({check, message, params}) => ({code: 'certs-finding', params: {...params, check, message}})),
    {code: 'certs-revocation-not-asked'},
  ]
  const gravest = (['error', 'warning'] as const)
    .map((severity) => counted.find((one) => one.severity === severity))
    .find((one) => one !== undefined)
  if (gravest?.severity !== 'error' && unproved.length > 0)
    return {
      status: 'unknown',
      cause: {code: 'certs-unproved', params: {checks: unproved.join(' ')}},
      evidence,
      remedy: {code: 'cert-check'},
    }
  // Nothing is sent by this profile unless revocation is known, and nobody was asked.
  if (gravest?.severity !== 'error' && revocation === 'strict')
    return {
      status: 'unknown',
      cause: {code: 'certs-revocation-strict', params: {profile}},
      evidence,
      remedy: {code: 'ask-revocation'},
    }
  if (byWrongClock && gravest?.severity !== 'error')
    return {
      status: 'unknown',
      cause: {code: 'dates-by-wrong-clock'},
      evidence,
      remedy: {code: 'synchronise-clock'},
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
