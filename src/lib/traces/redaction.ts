import type {Ins, StrictTraits} from '../ins/patient-identity.ts'

/** Shape of a matricule INS (13 characters, key or not), spaces allowed as people print it. */
const MATRICULE =
  /(?<![\d.])[1-478]\s?\d{2}\s?\d{2}\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?![\d.])/gi
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g
const MASK = '***'
/** A shorter trait ("Li", "M") would blank out ordinary words. */
const SHORTEST_TRAIT = 3
/** What stands between the parts of a name: another writer puts a blank, another apostrophe, or nothing. */
const BETWEEN = /[\s'\u2018\u2019\u02bc\u00b4\u2010-\u2014-]+/u

/**
 * `text` without what looks like an INS and without the traits known of the patient, however they are spelt: accents,
 * apostrophes and hyphens or none, each part of a name alone, the birth date in any order.
 */
export function redactText(text: string, patient?: Ins, traits?: StrictTraits): string {
  const known = [
    ...(patient ? [patient.matricule.replace(SYNTAX, '\\$&')] : []),
    ...(traits ? [...namesOf(traits), ...datesOf(traits.birthDate)] : []),
  ].sort((a, b) => b.length - a.length)
  if (known.length === 0) return text.replace(MATRICULE, MASK)
  let masked = text.normalize('NFD')
  for (const pattern of new Set(known)) masked = masked.replace(wholeWord(pattern), MASK)
  return masked.normalize('NFC').replace(MATRICULE, MASK)
}

/** Patterns of whole names and of each run of their parts: `ESSAIFICTIF` of D'ESSAI-FICTIF. */
function namesOf({birthName, givenNames, firstGiven}: StrictTraits): string[] {
  return [birthName, givenNames, firstGiven].flatMap((name) => {
    const parts = name.split(BETWEEN).filter((part) => part !== '')
    const runs = parts.flatMap((_, from) =>
      parts.slice(from).map((_one, more) => parts.slice(from, from + more + 1)),
    )
    return runs
      .filter((run) => run.join('').length >= SHORTEST_TRAIT)
      .map((run) => run.map(spelt).join(BETWEEN.source.replace(/\+$/, '*')))
  })
}

/** Letter by letter, with an accent or none. */
function spelt(part: string): string {
  return [...part.normalize('NFD').replace(/\p{M}/gu, '')]
    .map((letter) => `${letter.replace(SYNTAX, '\\$&')}\\p{M}*`)
    .join('')
}

/** AAAAMMJJ or AAAA-MM-JJ, as any country writes it. */
function datesOf(date: string): string[] {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(date) ?? []
  if (!year || !month || !day) return date.length >= SHORTEST_TRAIT ? [date.replace(SYNTAX, '\\$&')] : []
  const short = (two: string) => (two.startsWith('0') ? `0?${two.slice(1)}` : two)
  const gap = '[\\s/.-]?'
  return [`${year}${gap}${month}${gap}${day}`, `${short(day)}${gap}${short(month)}${gap}${year}`]
}

function wholeWord(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}\\d])(?:${pattern})(?![\\p{L}\\p{M}\\d])`, 'giu')
}
