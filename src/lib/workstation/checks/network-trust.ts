import {judgeKnown} from '../judge-known.ts'
import {placeOf, type ServerChain} from '../reach.ts'
import {byTarget, type Said} from './network-targets.ts'

const DAY_MS = 86_400_000

/**
 * Whoever stands at the top of a server's chain is expected there; anybody else came between, and cannot pass our
 * certificate on although the site opens in a browser.
 */
export const netIssuer = judgeKnown(['network'], [], ({network}) =>
  byTarget(network, 'issuer-expected', ({target, report, chain}): Said => {
    if (report.tls.state !== 'done' || chain === undefined) return {result: 'not-reached'}
    const place = placeOf(target)
    if (chain === 'unreadable')
      return {
        result: 'bad',
        cause: {code: 'issuer-unreadable', params: {place}},
        remedy: {code: 'look-at-address', params: {place}},
      }
    const {kind, name} = chain.issuer
    const params = {place, issuer: name, subject: chain.subject, hosts: exempt(network.targets, place)}
    if (kind === 'igc-sante' || kind === 'configured' || kind === 'public')
      return {result: 'good', evidence: [{code: `issuer-${kind}`, params}]}
    if (kind === 'not-shown')
      return {
        result: 'untold',
        cause: {code: 'issuer-not-shown', params},
        remedy: {code: 'complete-chain', params},
      }
    return {result: 'bad', cause: {code: `issuer-${kind}`, params}, remedy: {code: 'exempt', params}}
  }),
)

/** Every host that whoever decrypts has to leave alone, once each; the first is the one that was seen. */
function exempt(
  targets: readonly {readonly target: {readonly host: string; readonly port: number}}[],
  first: string,
): string {
  return [...new Set([first, ...targets.map(({target}) => placeOf(target))])].slice(0, 8).join(', ')
}

const remedies: Readonly<Record<ServerChain['faults'][number]['kind'], string>> = {
  expired: 'tell-server-side',
  'not-yet': 'tell-server-side',
  'wrong-name': 'look-at-address',
  incomplete: 'complete-chain',
  'not-trusted': 'trust-authority',
}

/** The chain is whole, in its dates, for that name, and believed by this program where it is the one that connects. */
export const netChain = judgeKnown(['network'], [], ({network}, {settings}) =>
  byTarget(network, 'chain-good', ({target, report, chain}): Said => {
    if (report.tls.state !== 'done' || chain === undefined || chain === 'unreadable')
      return {result: 'not-reached'}
    const place = placeOf(target)
    const [fault] = chain.faults
    if (fault) {
      const params = {...fault.params, place, issuer: chain.issuer.name}
      const told = {...params, ...fault.params}
      return {
        result: 'bad',
        cause: {code: `chain-${fault.kind}`, params: told},
        evidence: chain.faults.map(({kind, params: of}) => ({
          code: `chain-${kind}`,
          params: {place, issuer: chain.issuer.name, ...of},
        })),
        remedy: {code: remedies[fault.kind], params: told},
      }
    }
    const {issuer, subject, shown, notAfter} = chain
    const days = Math.floor((notAfter - settings.now) / DAY_MS)
    // Its issuer is known to nobody here: that nothing else is wrong proves nothing.
    if (!['igc-sante', 'configured', 'public'].includes(issuer.kind)) return {result: 'not-reached'}
    return {
      result: 'good',
      evidence: [{code: 'chain', params: {place, subject, issuer: issuer.name, shown, days}}],
    }
  }),
)
