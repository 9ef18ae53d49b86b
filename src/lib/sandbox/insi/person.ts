import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {matriculeKey} from '../patients/matricule-key.ts'
import type {InsChange, SandboxPatient} from '../patients/patient.ts'

/** Forms in which INSi was seen to answer; see `answer.ts`. */
export const dialects = ['liste', 'prenom', 'both'] as const
export type Dialect = (typeof dialects)[number]

export type TraitElement = 'NomNaissance' | 'ListePrenom' | 'Sexe' | 'DateNaissance' | 'LieuNaissance'

/** A matricule as it is returned; the dates are those of its use, AAAA-MM-JJ. */
export interface InsiNumber {
  /** 13 characters. */
  readonly number: string
  /** Empty: none is returned. */
  readonly key: string
  readonly oid: string
  readonly from?: string
  readonly until?: string
}

/** An identity that the service knows. */
export interface InsiPerson {
  readonly key: string
  readonly birthName: string
  /** Separated by spaces. */
  readonly givenNames: string
  readonly sex: 'M' | 'F'
  /** AAAA-MM-JJ; day and month may be 00. */
  readonly birthDate: string
  readonly birthPlace: string
  readonly active: InsiNumber
  readonly former: readonly InsiNumber[]
  /** What a search must send as given name to find this identity. */
  readonly answersTo: readonly string[]
  readonly dialect: Dialect
  /** Traits that the answer leaves out. */
  readonly leaves: readonly TraitElement[]
  /** On the list, but never found. */
  readonly unknown: boolean
}

interface NumberRow {
  readonly number: string
  /** `.8` when not stated. */
  readonly oid?: '.8' | '.9' | '.10'
  readonly from?: string
  readonly until?: string
}

interface PersonRow
  extends Pick<InsiPerson, 'key' | 'birthName' | 'givenNames' | 'sex' | 'birthDate' | 'birthPlace'>,
    Partial<Pick<InsiPerson, 'answersTo' | 'dialect' | 'leaves' | 'unknown'>>,
    Omit<NumberRow, 'from' | 'until'> {
  /** Instead of the right key. */
  readonly returnedKey?: string
  /** Start of use of the active number. */
  readonly since?: string
  readonly former?: readonly NumberRow[]
}

const INS_OIDS = '1.2.250.1.213.1.4'

/** Reads `sandbox-insi.json` of `dataFolder`. */
export async function readInsiPeople(dataFolder: string): Promise<readonly InsiPerson[]> {
  const file = JSON.parse(await readFile(join(dataFolder, 'sandbox-insi.json'), 'utf8')) as {
    readonly identities: readonly PersonRow[]
  }
  return file.identities.map(personOf)
}

function personOf(row: PersonRow): InsiPerson {
  const {key, birthName, givenNames, sex, birthDate, birthPlace, returnedKey, since} = row
  const active = numberOf({...row, ...(since === undefined ? {} : {from: since})})
  return {
    key,
    birthName,
    givenNames,
    sex,
    birthDate,
    birthPlace,
    active: returnedKey === undefined ? active : {...active, key: returnedKey},
    former: (row.former ?? []).map(numberOf),
    answersTo: row.answersTo ?? firstOrAll(givenNames),
    dialect: row.dialect ?? 'liste',
    leaves: row.leaves ?? [],
    unknown: row.unknown ?? false,
  }
}

function numberOf({number, oid = '.8', from, until}: NumberRow): InsiNumber {
  return {
    number,
    key: matriculeKey(number),
    oid: INS_OIDS + oid,
    ...(from === undefined ? {} : {from}),
    ...(until === undefined ? {} : {until}),
  }
}

function firstOrAll(givenNames: string): string[] {
  const [first = ''] = givenNames.split(' ')
  return [...new Set([first, givenNames])]
}

/**
 * The patients of the DMP as INSi's qualification bench knows fictitious ones: the same digits under OID .8, where the
 * DMP expects .10 (message samples of the GIE). Those who died are not found. While a change of INS is `pending`, the
 * former number is the active one.
 */
export function peopleOfPatients(
  patients: readonly SandboxPatient[],
  change: InsChange = 'done',
): InsiPerson[] {
  const number = (matricule: string): InsiNumber => ({
    number: matricule.slice(0, 13),
    key: matricule.slice(13),
    oid: `${INS_OIDS}.8`,
  })
  return patients.map(({key, traits, matricule, formerMatricules, closure}) => {
    const [before] = change === 'pending' ? formerMatricules : []
    return {
      key: `dmp-${key}`,
      birthName: traits.birthName,
      givenNames: traits.givenNames,
      sex: traits.sex,
      birthDate: traits.birthDate.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
      birthPlace: traits.birthPlace,
      active: number(before ?? matricule),
      former: before === undefined ? formerMatricules.map(number) : [],
      answersTo: firstOrAll(traits.givenNames),
      dialect: 'liste',
      leaves: [],
      unknown: closure?.reason === 'FERMETURE_DECES_PATIENT',
    }
  })
}
