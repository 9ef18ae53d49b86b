import type {SourceElement} from '../xml/tree.ts'
import {readSequence, type SequenceChild, textOf} from './fields.ts'
import {refuse} from './refusal.ts'

/** Traits of a search, as sent. */
export interface Criteria {
  readonly birthName: string
  /** One given name, or all of them. */
  readonly given: string
  readonly sex: 'M' | 'F'
  /** AAAA-MM-JJ; exceptional dates are not interpreted. */
  readonly birthDate: string
  readonly birthPlace?: string
}

const children: readonly SequenceChild[] = [
  ['NomNaissance', '?'],
  ['Prenom', '*'],
  ['Sexe', '?'],
  ['DateNaissance', '?'],
  ['LieuNaissance', '?'],
]

// Capitals, space, apostrophe, hyphen; rules of the INSi integration guide as public code quotes them.
const alphabet = /^[A-Z' -]+$/
const doubled = /[ ']{2}/

/** Reads rs:RECSANSVITALE: the XSD makes every child optional, the service does not (public clients). */
export function readCriteria(element: SourceElement): Criteria {
  const found = readSequence(element, children, 'sandbox_criteria')
  const birthName = textOf(found, 'NomNaissance') ?? ''
  if (birthName === '') refuse('sandbox_birth_name_missing', 'NomNaissance est absent ou vide')
  if (
    !alphabet.test(birthName) ||
    /^[ -]/.test(birthName) ||
    doubled.test(birthName) ||
    /---/.test(birthName)
  )
    refuse('sandbox_birth_name', 'NomNaissance : capitales sans accent, espace, apostrophe, tiret')
  if ((found.get('Prenom') ?? []).length > 1)
    refuse('sandbox_given_repeated', 'Un seul élément Prenom est accepté ici')
  const given = textOf(found, 'Prenom') ?? ''
  if (given === '') refuse('sandbox_given_missing', 'Prenom est absent ou vide')
  if (!alphabet.test(given) || /^[ -]|[-']$|--/.test(given) || doubled.test(given))
    refuse('sandbox_given', 'Prenom : capitales sans accent, espace, apostrophe, tiret simple')
  const sex = textOf(found, 'Sexe')
  if (sex !== 'M' && sex !== 'F') refuse('insi_24', 'Sexe doit valoir M ou F')
  const birthDate = textOf(found, 'DateNaissance') ?? ''
  if (birthDate === '') refuse('sandbox_birth_date_missing', 'DateNaissance est absente ou vide')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) refuse('sandbox_birth_date', 'DateNaissance : AAAA-MM-JJ')
  const traits = {birthName, given, sex, birthDate} as const
  if (!found.has('LieuNaissance')) return traits
  const birthPlace = textOf(found, 'LieuNaissance') ?? ''
  if (!/^(?:\d{5}|2[AB]\d{3})$/.test(birthPlace))
    refuse('sandbox_birth_place', 'LieuNaissance : code officiel géographique de 5 caractères')
  return {...traits, birthPlace}
}
