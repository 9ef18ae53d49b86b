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
  const filed = givenOfList(fields.get('first_given'), fields.get('given_names'))
  const birthName = present(words.birthName) ?? fields.get('birth_name') ?? (await ask('birthName'))
  const known = typed.length > 0 ? typed : filed
  const givenNames = known.length > 0 ? known : givenList((await ask('givenNames')) ?? '')
  const sex = present(words.sex) ?? fields.get('sex') ?? (await ask('sex'))
  const birthDate = present(words.birthDate) ?? fields.get('birth_date') ?? (await ask('birthDate'))
  const birthPlace = present(words.birthPlace) ?? fields.get('birth_place')
  return {
    ...(birthName === undefined ? {} : {birthName}),
    givenNames,
    ...(sex === undefined ? {} : {sex}),
    ...(birthDate === undefined ? {} : {birthDate}),
    ...(birthPlace === undefined ? {} : {birthPlace}),
  }
}

/** After several candidates: the birth place, for one more request; an empty answer ends the search. */
export async function moreForSeveral({prompter}: Pick<Workbench, 'prompter'>): Promise<string | undefined> {
  if (!prompter.available) return undefined
  const validate = (text: string) => /^\s*(?:(?:\d{5}|2[ABab]\d{3})\s*)?$/.test(text) || '?'
  return present(await prompter.text('ask.insi.birthPlace', {validate}))
}

function asker(prompter: Prompter) {
  return async (trait: string): Promise<string | undefined> =>
    prompter.available ? present(await prompter.text(`ask.insi.${trait}`)) : undefined
}
