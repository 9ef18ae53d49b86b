import type {Doubt, ValuesOf} from './draft-doubt.ts'
import {guessDates} from './guess-dates.ts'
import {type Canonical, labelKey} from './mapping.ts'

const SCIENTIFIC = /^\d[.,]\d+E\+\d+$/i
const MOST_LABELS = 200

/** The form of each date column that has one form. */
export function datesOf(
  columns: ReadonlyMap<string, string>,
  canonical: Canonical,
  valuesOf: ValuesOf,
  isNumber: (name: string) => boolean,
  doubt: Doubt,
): Map<string, string> {
  const dates = new Map<string, string>()
  for (const [column, name] of columns) {
    if (!canonical[column]?.date) continue
    const found = guessDates(valuesOf(name), isNumber(name))
    if (!found || found.others > 0)
      doubt('dates-mixed', {name, count: found?.others ?? valuesOf(name).length})
    if (found?.form !== undefined) dates.set(column, found.form)
    if (found?.ambiguous) doubt('dates-order', {name})
    if (found?.form === 'excel') doubt('dates-excel', {name})
  }
  return dates
}

const LOCAL_NUMBERS = ['ipp', 'venue', 'unit', 'source_id']

/** What a spreadsheet destroys: digits of long numbers, zeros before short ones. */
export function numbersLost(
  columns: ReadonlyMap<string, string>,
  canonical: Canonical,
  valuesOf: ValuesOf,
  doubt: Doubt,
): void {
  for (const [column, name] of columns) {
    const texts = valuesOf(name)
    const lost = texts.filter((text) => SCIENTIFIC.test(text)).length
    if (lost > 0 && !canonical[column]?.date) doubt('numbers-lost', {name, count: lost})
    if (!LOCAL_NUMBERS.includes(column) || texts.length < 5) continue
    const lengths = new Set(texts.map((text) => text.length))
    const digits = texts.every((text) => /^\d+$/.test(text))
    if (digits && lengths.size > 1 && !texts.some((text) => text.startsWith('0')))
      doubt('zeros-lost', {name, shortest: Math.min(...lengths), longest: Math.max(...lengths)})
  }
}

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: {
    h: 'M',
    homme: 'M',
    masculin: 'M',
    male: 'M',
    '1': 'M',
    femme: 'F',
    feminin: 'F',
    féminin: 'F',
    female: 'F',
    '2': 'F',
  },
}
const YES_NO: Readonly<Record<string, string>> = {o: 'Y', oui: 'Y', '1': 'Y', non: 'N', '0': 'N'}
const FLAGS = ['masque_ps', 'invisible_patient', 'invisible_rep_legaux']

/** Words of a source that plainly stand for canonical ones. */
export function wordsOf(columns: ReadonlyMap<string, string>, valuesOf: ValuesOf) {
  const words = new Map<string, Map<string, string>>()
  for (const [column, name] of columns) {
    const known = FLAGS.includes(column) ? YES_NO : WORDS[column]
    if (!known) continue
    const found = new Map<string, string>()
    for (const text of new Set(valuesOf(name))) {
      const word = known[labelKey(text)]
      if (word !== undefined) found.set(text, word)
    }
    if (found.size > 0) words.set(column, found)
  }
  return words
}

/** Each text with how often it is met, the most frequent first. */
export function counted(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, [string, number]>()
  for (const text of texts) {
    const known = counts.get(labelKey(text))
    if (known) known[1] += 1
    else counts.set(labelKey(text), [text, 1])
  }
  return [...counts.values()].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_LABELS)
}

/** The folder in which absolute paths agree; undefined for relative ones. */
export function commonFolder(files: readonly string[]): string | undefined {
  const [first, ...others] = files.map((file) => file.replaceAll('\\', '/'))
  // The folder of one file alone may be that of its patient.
  if (first === undefined || others.length === 0 || !/^(?:\/|[A-Za-z]:)/.test(first)) return undefined
  let length = first.lastIndexOf('/') + 1
  for (const other of others)
    while (length > 0 && !other.toLowerCase().startsWith(first.slice(0, length).toLowerCase()))
      length = length < 2 ? 0 : first.lastIndexOf('/', length - 2) + 1
  return length > 1 ? first.slice(0, length) : undefined
}
