import {readBirthDate} from '../ins/birth-date.ts'
import {foldAccents, nameFault, normaliseName, sameName} from '../ins/names.ts'

/** What a printed value is against an expected one; `unknown`: it cannot be told, which is never the same. */
export type Likeness = 'same' | 'other' | 'unknown'

const either = (isSame: boolean): Likeness => (isSame ? 'same' : 'other')

/** Whatever stands after an S1: blanks and signs dropped, thirteen characters and perhaps a key. */
const NUMBER = /S1([0-9AB .-]{13,21})/gi
const FORM = /^[1-8]\d{4}(?:\d{2}|2[AB])\d{6}/

/**
 * Every number that a datamatrix INS gives out as a matricule, the block being sound or not, met twice, or after
 * something that could not be understood. Without their keys.
 */
export function numbersIn(text: string): readonly string[] {
  // The version of the header may be 1x.
  const numbers = [...text.slice(4).matchAll(NUMBER)].map(([, value = '']) =>
    value.replaceAll(/[ .-]/g, '').toUpperCase(),
  )
  return numbers.flatMap((number) => FORM.exec(number) ?? [])
}

/** A name of which some characters were lost on the way to the printer may be the expected one. */
export function likeName(printed: string, expected: string): Likeness {
  if (printed.trim() === '') return 'unknown'
  if (sameName(printed, expected)) return 'same'
  if (nameFault(normaliseName(printed), 'birth-name') !== 'character') return 'other'
  const name = foldAccents(expected)
  let at = 0
  // An accent that was written in another encoding comes out as two signs, one of them a letter.
  for (const letters of printed.toUpperCase().match(/[A-Z]+/g) ?? []) {
    const found = name.indexOf(letters, at)
    if (found === -1) return 'other'
    at = found + letters.length
  }
  return 'unknown'
}

const DAY_FIRST = /^(\d{2})\D?(\d{2})\D?(\d{4})/
const YEAR_FIRST = /^(\d{4})\D?(\d{2})\D?(\d{2})/

/** A day in whatever order and with whatever sign between its parts, AAAAMMJJ by the RNIV rules. */
function dayOf(text: string): string | undefined {
  const [, day, month, year] = DAY_FIRST.exec(text) ?? []
  const [, first, second, third] = YEAR_FIRST.exec(text) ?? []
  const read = [`${year}${month}${day}`, `${first}${second}${third}`].map((digits) => readBirthDate(digits))
  return read.find((date) => typeof date === 'object')?.day
}

/** @param expected AAAAMMJJ */
export function likeDay(printed: string, expected: string): Likeness {
  const [one, other] = [dayOf(printed.trim()), dayOf(expected)]
  return one === undefined || other === undefined ? 'unknown' : either(one === other)
}

export function likeSex(printed: string, expected: string): Likeness {
  const sex = printed.trim().toUpperCase()
  return sex === 'M' || sex === 'F' ? either(sex === expected) : 'unknown'
}

/** Corsica was `20` before 1976, and both forms of the same place are met; 99999 is any place. */
export function likePlace(printed: string, expected: string): Likeness {
  const [one, other] = [printed, expected].map((place) =>
    place
      .trim()
      .toUpperCase()
      .replace(/^2[AB]/, '20'),
  )
  if (one === undefined || !/^\d{5}$/.test(one)) return 'unknown'
  return either(one === other || one === '99999' || other === '99999')
}
