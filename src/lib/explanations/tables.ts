import {
  type ExplainedWords,
  type Explanation,
  type ExplanationActor,
  type ExplanationFamily,
  explanationActors,
  explanationFamilies,
} from './explanation.ts'
import {alertCodes, alertTexts, numberOfAlert} from './tls-alerts.ts'

/** One row of `data/explanations/<family>.json`. */
export interface TableEntry {
  readonly id: string
  readonly alerts?: readonly string[]
  readonly codes?: readonly string[]
  readonly numbers?: readonly string[]
  readonly texts?: readonly string[]
  readonly generic?: boolean
  readonly actors: readonly ExplanationActor[]
  readonly next: string
  readonly fr: ExplainedWords
  readonly en: ExplainedWords
}

export interface ExplanationTable {
  readonly family: ExplanationFamily
  readonly entries: readonly TableEntry[]
}

/** The part of a table that is not as it must be; undefined when all is. */
export function tableFault(value: unknown): string | undefined {
  const {family, entries} = (value ?? {}) as {family?: unknown; entries?: unknown}
  if (!explanationFamilies.some((one) => one === family)) return 'family'
  if (!Array.isArray(entries)) return 'entries'
  const bad = entries.findIndex((one) => !isEntry(one))
  return bad === -1 ? undefined : `entries[${bad}]`
}

function isEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const {id, actors, next, fr, en, alerts = [], codes = [], numbers = [], texts = []} = value as TableEntry
  const words = (list: unknown) => Array.isArray(list) && list.every((one) => typeof one === 'string' && one)
  const told = (one: ExplainedWords | undefined) => Boolean(one?.cause) && Boolean(one?.todo)
  return (
    typeof id === 'string' &&
    typeof next === 'string' &&
    words(actors) &&
    actors.length > 0 &&
    actors.every((one) => explanationActors.includes(one)) &&
    [alerts, codes, numbers, texts].every(words) &&
    alerts.every((name) => numberOfAlert(name) !== undefined) &&
    told(fr) &&
    told(en)
  )
}

/** The entries of a table, each alert of TLS under every name that logs give it. */
export function tableExplanations({family, entries}: ExplanationTable): readonly Explanation[] {
  return entries.map(({alerts = [], codes = [], numbers = [], texts = [], generic = false, ...rest}) => ({
    ...rest,
    family,
    codes: [...codes, ...alerts.flatMap(alertCodes)],
    numbers: [...numbers, ...alerts.map((name) => `alert:${numberOfAlert(name)}`)],
    texts: [...texts, ...alerts.flatMap(alertTexts)],
    generic,
  }))
}
