import {csvLine} from '../../csv/csv-line.ts'
import type {ListedIdentity} from '../../identities/identities.ts'
import {normaliseName} from '../../ins/names.ts'
import type {StrictTraits} from '../../ins/patient-identity.ts'

const NAMES = ['birthName', 'givenNames', 'firstGiven'] as const

/** Traits stricts as INSi writes them: capitals without accents, single blanks. */
export function normalisedTraits(traits: StrictTraits): StrictTraits {
  const [birthName, givenNames, firstGiven] = NAMES.map((name) => normaliseName(traits[name]))
  return {
    ...traits,
    birthName: birthName ?? '',
    givenNames: givenNames ?? '',
    firstGiven: firstGiven ?? '',
    birthPlace: traits.birthPlace.toUpperCase(),
  }
}

export const isNormalised = (traits: StrictTraits): boolean =>
  NAMES.every((name) => traits[name] === normaliseName(traits[name]))

export const PASSING_HEADER = csvLine([
  'ipp',
  'ins',
  'ins_oid',
  'identity_status',
  'birth_name',
  'given_names',
  'first_given',
  'sex',
  'birth_date',
  'birth_place',
  'used_name',
  'used_given',
  'as_of',
  'deceased',
])

const day = (digits: string | undefined) =>
  digits ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : ''

/** A qualified identity as `batch plan --identities` reads it; undefined for one in doubt. */
export function passingLine({ipp, found, deceased}: ListedIdentity): string | undefined {
  if ('doubt' in found) return undefined
  const {ins, identity, asOf} = found
  const traits = identity && normalisedTraits(identity.traits)
  return csvLine([
    ipp,
    ins.matricule,
    ins.oid,
    'QUAL',
    traits?.birthName,
    traits?.givenNames,
    traits?.firstGiven,
    traits?.sex,
    day(traits?.birthDate),
    traits?.birthPlace,
    identity?.usedName,
    identity?.usedGiven,
    day(asOf),
    deceased ? 'Y' : '',
  ])
}
