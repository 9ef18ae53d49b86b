import {matchAnchor} from '../anchors.ts'
import type {CertificateRule, PairSubject, Verdict} from './check.ts'
import {error, info, warning} from './fault.ts'

/** How a profile uses its pair: with whom it shares it, and whether the server can be believed. */
export const profileRules: readonly CertificateRule[] = [
  {
    id: 'PAIR-01',
    scope: 'profile',
    severity: 'error',
    source: 'ANS guide for hospitals: a group cannot share certificates between several legal entities',
    findPair: sharing,
  },
  {
    id: 'TRUST-01',
    scope: 'profile',
    severity: 'warning',
    source: 'the roots of the IGC-Santé are in no list that Node or Linux bring along',
    findPair: serverTrust,
  },
]

function sharing({sharedBy, profile, unreadProfiles = []}: PairSubject): Verdict {
  if (sharedBy === undefined) return undefined
  const all = [...(profile ? [profile] : []), ...sharedBy]
  const used = [...new Map(all.map((use) => [use.name, use])).values()]
  const entities = new Set(used.map(({finessEj}) => finessEj))
  const sites = new Set(used.map(({finessEg}) => finessEg))
  const params = {
    profiles: used.map(({name}) => name).join(', '),
    entities: [...entities].join(', '),
    sites: [...sites].join(', '),
  }
  if (entities.size > 1) return error('PAIR-01', 'pair', params, 'entities')
  return [
    ...(sites.size > 1 ? info('PAIR-01', 'pair', params, 'sites') : []),
    ...(unreadProfiles.length > 0
      ? info('PAIR-01', 'pair', {profiles: unreadProfiles.join(', ')}, 'unread')
      : []),
  ]
}

/** Production servers show production chains; test servers are seen with either: one of the two has to be there. */
function serverTrust({profile, serverAuthorities}: PairSubject): Verdict {
  if (profile === undefined || serverAuthorities === undefined) return undefined
  const {environment} = profile
  const known = serverAuthorities.flatMap((authority) => matchAnchor(authority)?.environment ?? [])
  const wanted = environment === 'production' ? 'production' : 'production / test'
  const enough =
    environment === 'sandbox'
      ? serverAuthorities.length > 0
      : known.includes('production') || (environment !== 'production' && known.length > 0)
  // An authority of the operator's own may well be the one that the server comes from.
  const own = serverAuthorities.some((authority) => matchAnchor(authority) === undefined)
  return enough || own ? [] : warning('TRUST-01', 'authority', {environment, wanted})
}
