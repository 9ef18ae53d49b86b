import {readStructureId} from '../structure-id.ts'
import type {CertificateRule, CheckSubject, FinessEntry, FinessFacts, PairSubject, Verdict} from './check.ts'
import {day, error, info, warning} from './fault.ts'

const source = 'public FINESS extract (data.gouv.fr)'

/** A change of FINESS seen before the DMP says no: open or closed, site of its entity, name. */
export const finessRules: readonly CertificateRule[] = [
  {
    id: 'FINESS-01',
    scope: 'profile',
    severity: 'warning',
    source,
    find: (subject) => {
      const asked = askedOf(subject)
      if (asked === undefined) return undefined
      return asked.entry ? [] : unlisted(subject.role, asked.number, asked.facts, 'any')
    },
    findPair: (pair) => {
      const asked = siteOf(pair)
      if (asked === undefined) return undefined
      return asked.entry ? [] : unlisted('pair', asked.number, asked.facts, 'eg')
    },
  },
  {
    id: 'FINESS-02',
    scope: 'profile',
    severity: 'error',
    source,
    find: (subject) => {
      const entry = askedOf(subject)?.entry
      return entry === undefined ? undefined : closing(subject.role, entry, subject.now)
    },
    findPair: (pair) => {
      const entry = siteOf(pair)?.entry
      return entry === undefined ? undefined : closing('pair', entry, pair.now)
    },
  },
  {
    id: 'FINESS-03',
    scope: 'profile',
    severity: 'error',
    source,
    findPair: (pair) => {
      const found = siteOf(pair)?.entry?.ej
      if (pair.profile === undefined || found === undefined) return undefined
      const {finessEg, finessEj} = pair.profile
      return found === finessEj ? [] : error('FINESS-03', 'pair', {site: finessEg, found, expected: finessEj})
    },
  },
  {
    id: 'FINESS-04',
    scope: 'profile',
    severity: 'info',
    source: `${source}; O of a certificate is cut at 40 characters`,
    find: (subject) => {
      const entry = askedOf(subject)?.entry
      const name = subject.certificate.subject.organisation
      if (entry === undefined || entry.names.length === 0 || name === undefined) return undefined
      const own = plainName(name)
      const same = entry.names.map(plainName).some((known) => known.startsWith(own) || own.startsWith(known))
      return same ? [] : info('FINESS-04', subject.role, {name, listed: entry.names[0] ?? ''})
    },
  },
]

interface Asked {
  readonly number: string
  readonly facts: FinessFacts
  readonly entry: FinessEntry | undefined
}

/** The number in the OU, and what the extract has of it; a FINESS number may be an entity's or a site's. */
function askedOf({certificate, finess: facts}: CheckSubject): Asked | undefined {
  const id = readStructureId(certificate.subject.organisationalUnit ?? '')
  if (facts === undefined || id === undefined) return undefined
  if (id.kind === 'siret')
    return {number: id.number, facts, entry: facts.entries.find(({siret}) => siret === id.number)}
  if (!id.kind.startsWith('finess')) return undefined
  const found = facts.entries.filter(({finess}) => finess === id.number)
  return {number: id.number, facts, entry: found.find(({level}) => level === 'ej') ?? found[0]}
}

function siteOf({profile, finess: facts}: PairSubject): Asked | undefined {
  if (facts === undefined || profile === undefined) return undefined
  const number = profile.finessEg
  const entry = facts.entries.find(({finess, level}) => finess === number && level === 'eg')
  return {number, facts, entry}
}

/** A list of sites names the entities that have one: an entity that it does not name may still exist. */
function unlisted(
  role: CheckSubject['role'],
  number: string,
  {levels, file}: FinessFacts,
  level: 'eg' | 'any',
): Verdict {
  const complete = level === 'eg' ? levels.includes('eg') : levels.length === 2
  const params = {number, file}
  if (complete) return warning('FINESS-01', role, params)
  return level === 'eg' ? undefined : info('FINESS-01', role, params, 'partial')
}

/** A closing that is announced is still time to act. */
function closing(role: CheckSubject['role'], entry: FinessEntry, now: number): Verdict {
  const {finess, closed, names, unknownState: state, contradicted} = entry
  const which = {number: finess, name: names[0] ?? ''}
  if (contradicted) return warning('FINESS-02', role, which, 'contradicted')
  if (closed === undefined)
    return state === undefined ? [] : warning('FINESS-02', role, {...which, state}, 'unknown-state')
  const params = {...which, date: closed.on ?? ''}
  if (closed.on === undefined) return error('FINESS-02', role, params, 'undated')
  return closed.on > day(now)
    ? warning('FINESS-02', role, params, 'announced')
    : error('FINESS-02', role, params)
}

function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
}
