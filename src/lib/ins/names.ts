/** Why a name cannot go to INSi or into a datamatrix; message `error.name.<fault>` is for the interface. */
export type NameFault = 'empty' | 'character' | 'first' | 'last' | 'doubled' | 'double-hyphen' | 'too-long'

export type NameKind = 'birth-name' | 'given'

/** Datamatrix INS: 1 to 100 characters. */
const LONGEST = 100

const LETTERS: Readonly<Record<string, string>> = {
  Œ: 'OE',
  Æ: 'AE',
  ẞ: 'SS',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  '\u2018': "'",
  '\u2019': "'",
  '\u02bc': "'",
  '\u00b4': "'",
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
}

/** Most names, and all those of a file that was folded already. */
const ASCII = /^[ -~]*$/

/** Upper case without diacritics or ligatures; characters with no equivalence stay, so that they can be refused. */
export function foldAccents(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase()
  return [...text.replaceAll('ß', 'ẞ').toUpperCase().normalize('NFD').replaceAll(/\p{M}/gu, '')]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('')
}

/**
 * A name in the form INSi and the comparison of traits use: folded, blanks of any kind made one space. Nothing
 * is dropped: digits, `_`, `/` or `.` remain and are faults.
 */
export function normaliseName(text: string): string {
  return foldAccents(text).replaceAll(/\s+/gu, ' ').trim()
}

/** Alphabet and form of a normalised name (INSi integration rules EF_INS01_03, EF_INS10_01, EF_INS10_02). */
export function nameFault(normalised: string, kind: NameKind): NameFault | undefined {
  if (normalised === '') return 'empty'
  if (normalised.length > LONGEST) return 'too-long'
  if (!/^[A-Z '-]+$/.test(normalised)) return 'character'
  if (/^[ -]/.test(normalised)) return 'first'
  if (kind === 'given' && /[-']$/.test(normalised)) return 'last'
  if (/[ ']{2}/.test(normalised)) return 'doubled'
  if (kind === 'given' ? normalised.includes('--') : normalised.includes('---')) return 'double-hyphen'
  return undefined
}

/** Equality of names: hyphen, apostrophe and space count as the same. */
export function sameName(one: string, other: string): boolean {
  return loose(one) === loose(other)
}

/** Does the first given name open the list of given names (RNIV EXI ID 10)? `JEAN PIERRE` may be one first name. */
export function opensList(firstGiven: string, givenNames: string): boolean {
  const first = loose(firstGiven)
  return first !== '' && `${loose(givenNames)} `.startsWith(`${first} `)
}

function loose(name: string): string {
  return normaliseName(name)
    .replaceAll(/[-' ]+/g, ' ')
    .trim()
}
