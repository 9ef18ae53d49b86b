import type {Params, Remedy} from '../check.ts'
import {judgeKnown} from '../judge-known.ts'
import {placeOf, type SeenTarget, type ServerChain, type Verified} from '../reach.ts'
import {byHostsFile} from './network.ts'
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
    // The authority of a proxy that decrypts, once the configuration adds it, looks as expected as any.
    if (chain.added)
      return {
        result: 'doubtful',
        cause: {code: 'issuer-added', params},
        remedy: {code: 'vouch-for-issuer', params},
      }
    // Whoever decrypts may have been put there too: what is believed on the person's word is not proved.
    if (chain.vouched)
      return {
        result: 'doubtful',
        cause: {code: 'issuer-vouched', params},
        remedy: {code: 'compare-issuer', params},
      }
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
  byTarget(network, 'chain-good', ({target, report, chain, verified}): Said => {
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
        remedy: mislead(target, report, fault.kind) ?? {code: remedies[fault.kind], params: told},
      }
    }
    const {issuer, subject, shown, notAfter} = chain
    const days = Math.floor((notAfter - settings.now) / DAY_MS)
    // Its issuer is known to nobody here: that nothing else is wrong proves nothing.
    if (!['igc-sante', 'configured', 'public'].includes(issuer.kind)) return {result: 'not-reached'}
    if (verified?.state !== 'authorised')
      return unproved(verified, issuer.kind, {place, subject, issuer: issuer.name})
    return {
      result: 'good',
      evidence: [{code: 'chain', params: {place, subject, issuer: issuer.name, shown, days}}],
    }
  }),
)

/** A name that the hosts file leads to another server's address. */
function mislead(
  target: SeenTarget['target'],
  {dns}: SeenTarget['report'],
  fault: string,
): Remedy | undefined {
  const address = fault === 'wrong-name' ? byHostsFile(target, dns) : undefined
  return address === undefined
    ? undefined
    : {code: 'mend-hosts-file', params: {place: placeOf(target), host: target.host, address}}
}

const byClock: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

const withoutIssuer: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
])

/** Nothing wrong was read in the chain; TLS, which commands go by, refuses it or was not heard. */
function unproved(verified: Verified | undefined, kind: ServerChain['issuer']['kind'], params: Params): Said {
  if (verified?.state !== 'refused')
    return {result: 'untold', cause: {code: 'chain-unproved', params}, remedy: {code: 'more-time', params}}
  const {code} = verified
  // By the server's own clock its dates are right.
  if (byClock.has(code))
    return {
      result: 'untold',
      cause: {code: 'chain-by-our-clock', params},
      remedy: {code: 'synchronise-clock', params},
    }
  // IGC-Santé authorities are told by their keys; TLS wants their certificates, which a closed key file may hold.
  if (kind === 'igc-sante' && withoutIssuer.has(code))
    return {
      result: 'untold',
      cause: {code: 'chain-authority-absent', params},
      remedy: {code: 'add-authority', params},
    }
  const told = {...params, code}
  return {
    result: 'bad',
    cause: {code: 'chain-refused', params: told},
    remedy: {code: 'mend-chain', params: told},
  }
}
