import {opensList} from '../../ins/names.ts'
import type {SearchTraits} from '../../insi/insi.ts'
import type {StatedTraits} from '../../insi/search-traits.ts'
import type {Prompter} from '../../ports/prompter.ts'
import type {Workbench} from '../ports.ts'
import {patientFields} from '../submission/patient-of-flags.ts'

/** How a command states the traits: flags, a patient file (or standard input), or answers at the terminal. */
export interface SearchWords {
  readonly patient?: string | undefined
  readonly birthName?: string | undefined
  /** Repeated: one name each; given once: a list, separated by commas, else by blanks. */
  readonly given?: readonly string[] | undefined
  readonly sex?: string | undefined
  readonly birthDate?: string | undefined
  readonly birthPlace?: string | undefined
}

type Bench = Pick<Workbench, 'files' | 'prompter'>

const present = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text)

/** The list as somebody typed it; a comma keeps compound names whole. */
export function givenList(text: string): string[] {
  const names = text.includes(',') ? text.split(',') : text.split(/ +/)
  return names.map((name) => name.replace(/^ +| +$/g, '')).filter((name) => name !== '')
}

/** The list of birth given names, its first one known: `JEAN PIERRE` may be one name (RNIV EXI ID 10). */
export function givenOfList(first: string | undefined, list: string | undefined): string[] {
  if (list === undefined) return first === undefined ? [] : [first]
  if (first === undefined) return givenList(list)
  const words = first
    .trim()
    .split(/[-' ]+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  const opening = new RegExp(`^${words.join("[-' ]+")}(?= |$)`, 'iu').exec(list.trim())?.[0]
  if (opening === undefined) return givenList(list)
  return [opening, ...givenList(list.trim().slice(opening.length))]
}

/** What the patient file holds; nothing without one. @throws DmpError DMP_MANIFEST_LINE */
export async function fieldsOfPatient(
  bench: Pick<Bench, 'files'>,
  {patient}: Pick<SearchWords, 'patient'>,
): Promise<ReadonlyMap<string, string>> {
  return patient === undefined ? new Map() : patientFields(bench, patient)
}

/**
 * The traits stated; what lacks is asked where somebody can answer.
 * @param read fields of the patient file, where they were read before: standard input is read once
 * @throws DmpError DMP_MANIFEST_LINE naming file and field
 */
export async function statedTraits(
  bench: Bench,
  words: SearchWords,
  read?: ReadonlyMap<string, string>,
): Promise<StatedTraits> {
  const fields = read ?? (await fieldsOfPatient(bench, words))
  const ask = asker(bench.prompter)
  const [only = '', second] = words.given ?? []
  const typed = second === undefined ? givenList(only) : [...(words.given ?? [])]
  const first = fields.get('first_given')
  const list = fields.get('given_names')
  const filed = givenOfList(first, list)
  const birthName = present(words.birthName) ?? fields.get('birth_name') ?? (await ask('birthName'))
  const known = typed.length > 0 ? typed : filed
  const givenNames = known.length > 0 ? known : givenList((await ask('givenNames')) ?? '')
  const sex = present(words.sex) ?? fields.get('sex') ?? (await ask('sex'))
  const birthDate = present(words.birthDate) ?? fields.get('birth_date') ?? (await ask('birthDate'))
  const birthPlace = present(words.birthPlace) ?? fields.get('birth_place')
  return {
    ...(birthName === undefined ? {} : {birthName}),
    givenNames,
    ...(typed.length === 0 && first !== undefined && list !== undefined && !opensList(first, list)
      ? {firstGivenApart: true}
      : {}),
    ...(sex === undefined ? {} : {sex}),
    ...(birthDate === undefined ? {} : {birthDate}),
    ...(birthPlace === undefined ? {} : {birthPlace}),
  }
}

/**
 * After several candidates, for one more request: the other given names where one alone is known, then the birth place.
 * An empty answer says that there is none.
 */
export async function moreForSeveral(
  {prompter}: Pick<Workbench, 'prompter'>,
  trait: 'givenNames' | 'birthPlace',
  {givenNames, birthPlace}: SearchTraits,
): Promise<Partial<StatedTraits> | undefined> {
  if (!prompter.available) return undefined
  if (trait === 'givenNames') {
    if (givenNames.length !== 1) return undefined
    const others = givenList(await prompter.text('ask.insi.otherGiven'))
    return others.length > 0 ? {givenNames: [...givenNames, ...others]} : undefined
  }
  if (birthPlace !== undefined) return undefined
  const validate = (text: string) =>
    /^\s*(?:(?:\d{5}|2[ABab]\d{3})\s*)?$/.test(text) || 'ask.insi.birthPlace.form'
  const place = present(await prompter.text('ask.insi.birthPlace', {validate}))
  return place === undefined ? undefined : {birthPlace: place}
}

const FORMS: Readonly<Record<string, RegExp>> = {sex: /^\s*[MF]\s*$/i}

/** Asks until something of the trait's form is typed. */
function asker(prompter: Prompter) {
  return async (trait: string): Promise<string | undefined> => {
    if (!prompter.available) return undefined
    const form = FORMS[trait]
    const validate = (text: string) => {
      if (text.trim() === '') return 'ask.insi.needed'
      return !form || form.test(text) || `ask.insi.${trait}.form`
    }
    return present(await prompter.text(`ask.insi.${trait}`, {validate}))
  }
}
