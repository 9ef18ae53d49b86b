import type {Judgement} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import type {OwnCertificates} from '../own-certificates.ts'
import {type HttpAnswer, placeOf, type Reached, type SeenTarget} from '../reach.ts'
import {byTarget, type Said} from './network-targets.ts'

/** Below that, silence tells of the time that was given. */
const FAIR_MS = 1_000

/** The servers that take documents: those alone to whom our certificate is shown. */
function feedingOnes({targets, ...more}: Reached): Reached {
  return {...more, targets: targets.filter(({target}) => target.kind === 'dmp' && target.essential)}
}

/**
 * The server asks for a certificate of ours and takes that of the profile (mutual TLS, as commands make it). That it is
 * good on paper is for the check of the pair; what the server says of it counts.
 */
export const netMutual = judgeKnown(['network'], ['certificates'], ({network, certificates}): Judgement => {
  const own = feedingOnes(network)
  const tried = own.targets.flatMap(({presented}) => presented ?? [])
  // A certificate that is bad on paper is one fault, told there.
  if (tried.length > 0 && !tried.some(({state}) => state === 'done') && isBad(certificates))
    return {status: 'skipped', because: 'certs.org', cause: {code: 'not-looked'}, evidence: []}
  return byTarget(own, 'mutual-shown', (one) => shownTo(one))
})

function isBad(certificates: OwnCertificates | undefined): boolean {
  if (certificates?.state === 'checked')
    return certificates.findings.some(({severity}) => severity === 'error')
  return certificates?.state === 'unusable'
}

function shownTo({target, presented}: SeenTarget): Said {
  const params = {place: placeOf(target)}
  if (presented === undefined) return {result: 'not-reached'}
  switch (presented.state) {
    case 'refused': {
      const told = {...params, alert: presented.alert}
      return {
        result: 'bad',
        cause: {code: 'mutual-refused', params: told},
        remedy: {code: 'have-certificate-taken', params: told},
      }
    }
    case 'cut':
      return {
        result: 'bad',
        cause: {code: 'mutual-cut', params},
        remedy: {code: 'have-certificate-taken', params: {...params, alert: '–'}},
      }
    case 'kept':
      return {
        result: 'untold',
        cause: {code: `mutual-kept-${presented.because}`, params},
        remedy: {code: 'prove-by-command', params},
      }
    case 'untold':
      return {
        result: 'untold',
        cause: {code: 'mutual-untold', params},
        remedy: {code: 'more-time', params},
      }
    case 'done':
      return presented.asked
        ? {result: 'good', evidence: [{code: 'mutual-shown', params}]}
        : {
            result: 'untold',
            cause: {code: 'mutual-not-asked', params},
            remedy: {code: 'compare-address', params},
          }
  }
}

/** What the server answers to one request for the head of `/`: that something answers HTTP, and does not say that it cannot serve. */
export const netHttp = judgeKnown(
  ['network'],
  [],
  ({network}): Judgement =>
    byTarget(
      feedingOnes(network),
      'http-answers',
      ({target, presented}: SeenTarget): Said =>
        presented?.state === 'done' ? answered(presented.http, placeOf(target)) : {result: 'not-reached'},
    ),
)

function answered(http: HttpAnswer, place: string): Said {
  if (http.state === 'silent' && http.limitMs < FAIR_MS)
    return {
      result: 'untold',
      cause: {code: 'too-little-time', params: {ms: http.limitMs}},
      remedy: {code: 'more-time'},
    }
  if (http.state !== 'answered') {
    const params = {place, ms: http.state === 'silent' ? http.limitMs : 0}
    const remedy = {code: http.state === 'not-http' ? 'look-at-address' : 'ask-dmp-support', params}
    return {result: 'bad', cause: {code: `http-${http.state}`, params}, remedy}
  }
  const {status, elsewhere} = http
  const params = {place, status}
  if (status >= 502 && status <= 504)
    return {
      result: 'bad',
      cause: {code: 'http-unavailable', params},
      remedy: {code: 'ask-dmp-support', params},
    }
  if (elsewhere !== undefined) {
    const told = {...params, elsewhere}
    return {
      result: 'untold',
      cause: {code: 'http-elsewhere', params: told},
      remedy: {code: 'look-at-address', params},
    }
  }
  // So may a server refuse our certificate after a handshake in which it took it.
  if (status === 401 || status === 403)
    return {
      result: 'untold',
      cause: {code: 'http-forbidden', params},
      remedy: {code: 'prove-by-command', params},
    }
  // Or a server that wants another one (nginx); one that fails proves nothing.
  if (status === 400 || status === 407 || status === 511 || status >= 495)
    return {
      result: 'untold',
      cause: {code: 'http-odd', params},
      remedy: {code: 'ask-dmp-support', params},
    }
  return {result: 'good', evidence: [{code: 'http-answers', params}]}
}
