import type {FinessEntry, FinessFacts, ProfileUse} from '../../../src/lib/pki/checks/check.ts'
import type {Case, Kit} from './kit.ts'

const ej = '0B0000014'
const eg = '0B0221636'
const profile: ProfileUse = {name: 'main', environment: 'test', finessEj: ej, finessEg: eg}
const second: ProfileUse = {...profile, name: 'second'}

const entity: FinessEntry = {
  finess: ej,
  level: 'ej',
  names: ['CH FICTIF', 'CENTRE HOSPITALIER FICTIF DU LAC'],
}
const site: FinessEntry = {finess: eg, level: 'eg', ej, names: ['SITE FICTIF']}
const extract = (
  entries: readonly FinessEntry[],
  levels: FinessFacts['levels'] = ['ej', 'eg'],
): FinessFacts => ({
  file: 'finess.csv',
  entries,
  levels,
})
const inPair = (kit: Kit, entries: readonly FinessEntry[], levels?: FinessFacts['levels']) => {
  const finess = extract(entries, levels)
  return kit.pair({profile, finess}, {finess}, {finess})
}
const alone = (kit: Kit, entries: readonly FinessEntry[], levels?: FinessFacts['levels']) =>
  kit.one({finess: extract(entries, levels)})

/** FINESS, and how a profile uses its pair. */
export const profileCases: readonly Case[] = [
  {
    id: 'FINESS-01',
    says: 'holds for numbers that are listed',
    expected: 'ok',
    look: (kit) => inPair(kit, [entity, site]),
  },
  {
    id: 'FINESS-01',
    says: 'warns of an entity that is not listed',
    expected: 'warning',
    look: (kit) => alone(kit, []),
  },
  {
    id: 'FINESS-01',
    says: 'warns of a site that is not listed',
    expected: 'warning',
    look: (kit) => inPair(kit, [entity]),
  },
  {
    id: 'FINESS-01',
    says: 'does not blame an entity that a list of sites cannot have',
    expected: 'info partial',
    look: (kit) => alone(kit, [], ['eg']),
  },
  {
    id: 'FINESS-01',
    says: 'finds a SIRET too',
    expected: 'ok',
    look: (kit) =>
      kit.one({
        certificate: kit.leaf('siret', {unit: '300000000077081'}),
        finess: extract([{...site, siret: '00000000077081'}]),
      }),
  },
  {
    id: 'FINESS-01',
    says: 'asks nothing without an extract',
    expected: 'skipped',
    look: (kit) => kit.pair({profile}),
  },
  {id: 'FINESS-02', says: 'holds for open ones', expected: 'ok', look: (kit) => inPair(kit, [entity, site])},
  {
    id: 'FINESS-02',
    says: 'refuses a closed entity',
    expected: 'error',
    look: (kit) => alone(kit, [{...entity, closed: {on: '2030-01-01'}}]),
  },
  {
    id: 'FINESS-02',
    says: 'refuses a closed site',
    expected: 'error undated',
    look: (kit) => inPair(kit, [entity, {...site, closed: {}}]),
  },
  {
    id: 'FINESS-02',
    says: 'warns of a closing that is still to come',
    expected: 'warning announced',
    look: (kit) => alone(kit, [{...entity, closed: {on: '2031-01-01'}}]),
  },
  {
    id: 'FINESS-02',
    says: 'warns of a state that it does not understand',
    expected: 'warning unknown-state',
    look: (kit) => alone(kit, [{...entity, unknownState: 'EN SOMMEIL'}]),
  },
  {
    id: 'FINESS-02',
    says: 'warns of a number that is listed as open and as closed',
    expected: 'warning contradicted',
    look: (kit) => inPair(kit, [entity, {...site, contradicted: true}]),
  },
  {
    id: 'FINESS-03',
    says: 'holds for a site of its entity',
    expected: 'ok',
    look: (kit) => inPair(kit, [entity, site]),
  },
  {
    id: 'FINESS-03',
    says: 'refuses a site of another entity',
    expected: 'error',
    look: (kit) => inPair(kit, [entity, {...site, ej: '0B0039129'}]),
  },
  {
    id: 'FINESS-04',
    says: 'holds for a name that is the beginning of the listed one',
    expected: 'ok',
    look: (kit) => alone(kit, [entity]),
  },
  {
    id: 'FINESS-04',
    says: 'tells another name',
    expected: 'info',
    look: (kit) => alone(kit, [{...entity, names: ['CLINIQUE DES ESSAIS']}]),
  },
  {
    id: 'PAIR-01',
    says: 'holds for one profile',
    expected: 'ok',
    look: (kit) => kit.pair({profile, sharedBy: [profile]}),
  },
  {
    id: 'PAIR-01',
    says: 'tells several sites of one entity',
    expected: 'info sites',
    look: (kit) => kit.pair({profile, sharedBy: [profile, {...second, finessEg: '0B0039129'}]}),
  },
  {
    id: 'PAIR-01',
    says: 'refuses one pair for several legal entities',
    expected: 'error entities',
    look: (kit) => kit.pair({profile, sharedBy: [profile, {...second, finessEj: '0B0039129'}]}),
  },
  {
    id: 'PAIR-01',
    says: 'tells of profiles that it could not look into',
    expected: 'info unread',
    look: (kit) => kit.pair({profile, sharedBy: [profile], unreadProfiles: ['b']}),
  },
  {
    id: 'TRUST-01',
    says: 'holds in the sandbox with its own authority',
    expected: 'ok',
    look: (kit) =>
      kit.pair({
        profile: {...profile, environment: 'sandbox'},
        serverAuthorities: [kit.pki.root.certificate],
      }),
  },
  {
    id: 'TRUST-01',
    says: 'warns where nothing vouches for the server',
    expected: 'warning',
    look: (kit) => kit.pair({profile, serverAuthorities: []}),
  },
]
