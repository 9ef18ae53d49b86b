import {DmpError} from '../errors/dmp-error.ts'
import type {Oid} from '../ids/oid.ts'
import {readBirthDate} from '../ins/birth-date.ts'
import {requireQualified} from '../ins/identity-status.ts'
import {isInsOid} from '../ins/ins-oids.ts'
import {parseMatricule} from '../ins/matricule.ts'
import type {Matricule, StrictTraits} from '../ins/patient-identity.ts'
import type {ManifestRow} from './manifest.ts'
import type {Refuse, Text} from './read-fields.ts'

const TRAITS = ['birth_name', 'first_given', 'given_names', 'birth_date', 'sex', 'birth_place'] as const

/** Who the row is for. What is wrong is told to `refuse` by column, without the values. */
export function readIdentity(
  text: Text,
  refuse: Refuse,
  partialTraits = false,
): Pick<ManifestRow, 'ins' | 'insOid' | 'identityStatus' | 'traits' | 'statedTraits'> {
  const ins = readIns(text('ins'), refuse)
  const insOid = text('ins_oid')
  if (ins !== undefined && insOid === undefined) refuse('ins_oid', 'missing')
  if (insOid !== undefined && !isInsOid(insOid)) refuse('ins_oid', 'ins-oid')
  const status = text('identity_status')
  const qualified = status !== undefined && isQualified(status)
  if (status !== undefined && !qualified) refuse('identity_status', 'not-qualified')
  const whole = TRAITS.every((name) => text(name) !== undefined)
  const partial = partialTraits && (text('ins') === undefined || !whole)
  const traits = partial ? undefined : readTraits(text, refuse)
  const statedTraits = partial ? readSomeTraits(text, refuse) : undefined
  return {
    ...(ins !== undefined && {ins}),
    ...(insOid !== undefined && {insOid: insOid as Oid}),
    ...(qualified && {identityStatus: 'QUAL' as const}),
    ...(traits && {traits}),
    ...(statedTraits && {statedTraits}),
  }
}

function isQualified(word: string): boolean {
  try {
    return requireQualified(word) === 'QUAL'
  } catch {
    return false
  }
}

function readIns(given: string | undefined, refuse: Refuse): Matricule | undefined {
  if (given === undefined) return undefined
  try {
    return parseMatricule(given)
  } catch (cause) {
    if (!(cause instanceof DmpError)) throw cause
    refuse('ins', `ins-${cause.params['reason']}`)
    return undefined
  }
}

function readTraits(text: Text, refuse: Refuse): StrictTraits | undefined {
  const absent = TRAITS.filter((name) => text(name) === undefined)
  if (absent.length === TRAITS.length) return undefined
  for (const name of absent) refuse(name, 'traits-incomplete')
  const date = text('birth_date')
  const birth = date === undefined ? undefined : readBirthDate(date)
  if (typeof birth === 'string') refuse('birth_date', `birth-date-${birth}`)
  if (absent.length > 0 || typeof birth !== 'object') return undefined
  return {
    birthName: text('birth_name') ?? '',
    givenNames: text('given_names') ?? '',
    firstGiven: text('first_given') ?? '',
    sex: text('sex') === 'F' ? 'F' : 'M',
    birthDate: birth.day,
    birthPlace: text('birth_place') ?? '',
  }
}

function readSomeTraits(text: Text, refuse: Refuse): Partial<StrictTraits> | undefined {
  const date = text('birth_date')
  const birth = date === undefined ? undefined : readBirthDate(date)
  if (typeof birth === 'string') refuse('birth_date', `birth-date-${birth}`)
  const given: {readonly [K in keyof StrictTraits]: string | undefined} = {
    birthName: text('birth_name'),
    givenNames: text('given_names'),
    firstGiven: text('first_given'),
    sex: text('sex'),
    birthDate: typeof birth === 'object' ? birth.day : undefined,
    birthPlace: text('birth_place'),
  }
  const stated = Object.entries(given).filter(([, value]) => value !== undefined)
  return stated.length === 0 ? undefined : (Object.fromEntries(stated) as Partial<StrictTraits>)
}
