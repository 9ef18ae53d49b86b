import type {Ins, StrictTraits} from '../ins/patient-identity.ts'

/** Shape of a matricule INS (13 characters, key or not), spaces allowed as people print it. */
const MATRICULE =
  /(?<![\d.])[1-478]\s?\d{2}\s?\d{2}\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?![\d.])/gi
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g
const MASK = '***'
/** A shorter trait ("Li", "M") would blank out ordinary words. */
const SHORTEST_TRAIT = 3

/** `text` without what looks like an INS and without the traits known of the patient. */
export function redactText(text: string, patient?: Ins, traits?: StrictTraits): string {
  const known = [patient?.matricule, ...(traits ? namesOf(traits) : [])]
    .filter((word) => word !== undefined && word.length >= SHORTEST_TRAIT)
    .sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))
  let masked = text
  for (const word of known) masked = masked.replace(wholeWord(String(word)), MASK)
  return masked.replace(MATRICULE, MASK)
}

function namesOf(traits: StrictTraits): string[] {
  const {birthName, givenNames, firstGiven, birthDate} = traits
  return [birthName, givenNames, firstGiven, birthDate, ...givenNames.split(' ')]
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${word.replace(SYNTAX, '\\$&')}(?![\\p{L}\\d])`, 'giu')
}
