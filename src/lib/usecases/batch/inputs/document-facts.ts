import type {CdaHeader} from '../../../cda/model.ts'
import {insOf, ippOf, uniqueIdOf} from '../../../cda/read-header.ts'
import {ownCopy} from '../../../hl7v2/own-copy.ts'
import {readBirthDate} from '../../../ins/birth-date.ts'
import type {Profile} from '../../../profile/profile.ts'
import type {DocumentFacts, NamedPerson} from '../candidate.ts'

type Domain = Pick<Profile, 'structure'>

/** Number of the patient in the domain of this hospital. */
function ownIpp({patient}: CdaHeader, {structure}: Domain): string | undefined {
  return patient?.ids.find(({root}) => root !== undefined && root === structure.ippOid)?.extension
}

/** Number of the patient in the domain of this hospital, else the only one. */
export function localIpp(header: CdaHeader, profile: Domain): string | undefined {
  return ownIpp(header, profile) ?? ippOf(header)?.value
}

/** Defined values, in memory of their own: a list of them must not keep the documents alive. */
function owned<T extends object>(values: {readonly [K in keyof T]: T[K] | undefined}): T {
  const found: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) found[name] = typeof value === 'string' ? ownCopy(value) : value
  return found as T
}

/** Traits are compared and never written: a record shown or kept in whatever form leaves them out. */
const unwritten = {toJSON: () => undefined}

/**
 * Who a finished document says that it is for (CI-SIS structuration minimale): birth name, or the only family name where
 * none is marked as such; the first given name only where it is marked.
 */
function personOf(header: CdaHeader, profile: Domain): NamedPerson {
  const {patient} = header
  const families = patient?.names.flatMap(({families: all}) => all) ?? []
  const birth =
    families.find(({qualifier}) => qualifier === 'BR') ?? families.find(({qualifier}) => !qualifier)
  const given = patient?.names.flatMap(({givens}) => givens).find(({qualifier}) => qualifier === 'BR')
  const code = patient?.gender?.code
  const born = readBirthDate(patient?.birthTime?.value?.slice(0, 8) ?? '')
  const person = owned<NamedPerson>({
    matricule: insOf(header)?.matricule,
    ipp: ownIpp(header, profile),
    birthName: birth?.text,
    firstGiven: given?.text,
    sex: code === 'F' || code === 'M' ? code : undefined,
    birthDate: typeof born === 'object' ? born.day : undefined,
  })
  return Object.assign(Object.create(unwritten) as object, person)
}

/** The number of a finished document, that of the version it replaces, and its patient. */
export function documentFactsOf(header: CdaHeader, profile: Domain): DocumentFacts {
  const replaces = header.replaces?.typeCode === 'RPLC' ? uniqueIdOf(header.replaces.id) : undefined
  return owned<DocumentFacts>({
    uniqueId: uniqueIdOf(header.id),
    replaces,
    person: personOf(header, profile),
  })
}
