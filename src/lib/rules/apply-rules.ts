import {ageOn, isDay} from '../ins/birth-date.ts'
import {foldAccents} from '../ins/names.ts'
import type {ConditionName, Rule, RuleFacts, RuleSet, RuleVerdict} from './rule-set.ts'

/** Met, not met, or not to be told from what the source gives. */
type Met = boolean | undefined

const digitsOf = (date: string) => date.replaceAll(/[-:T ]/g, '').slice(0, 8)

/** First and last day that a date of any precision may mean, AAAAMMJJ. */
function spanOf(date: string | undefined): {first: string; last: string} | undefined {
  const digits = date === undefined ? '' : digitsOf(date)
  if (!/^\d{4}(?:\d{2}){0,2}$/.test(digits)) return undefined
  return {first: digits.padEnd(6, '01').padEnd(8, '01'), last: digits.padEnd(6, '12').padEnd(8, '31')}
}

function before(date: string | undefined, day: string): Met {
  const span = spanOf(date)
  if (!span) return undefined
  if (span.last < day) return true
  return span.first >= day ? false : undefined
}

function after(date: string | undefined, day: string): Met {
  const span = spanOf(date)
  if (!span) return undefined
  if (span.first > day) return true
  return span.last <= day ? false : undefined
}

/** Letters and digits alone, one space between words; full-width forms folded, soft hyphens and other unseen marks gone. */
const folded = (text: string) =>
  foldAccents(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, ''))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function among(value: string | undefined, words: readonly string[]): Met {
  if (value === undefined || value.trim() === '') return undefined
  const own = folded(value)
  return words.some((word) => folded(word) === own)
}

/** A word as titles write it: one or several (`-s`, `-x`), with its number (`VIH1`), or letter by letter (`I.V.G.`). */
function formsOf(word: string): string {
  const one = word.length > 3 ? word.replace(/[SX]$/, '') : word
  const numbered = word.length > 2 && /^\p{L}+$/u.test(word) ? '|\\d{1,2}' : ''
  const spelt = [...one].join(' ')
  return `(?:${one}(?:[SX]${numbered})?|${word}|${spelt}(?: ?[SX])?)`
}

/** Letters that stand alone one after another are one acronym. */
const joined = (text: string) =>
  text.replaceAll(/(?<!\S)\p{L}(?: \p{L})+(?!\S)/gu, (letters) => letters.replaceAll(' ', ''))

const patterns = new WeakMap<readonly string[], RegExp>()

/** One pattern for all words of a condition, made once: plans look at millions of titles. */
function patternOf(words: readonly string[]): RegExp {
  const known = patterns.get(words)
  if (known) return known
  const said = words.map(folded).filter((word) => word !== '')
  const phrases = said.map((word) => joined(word).split(' ').map(formsOf).join(' '))
  const made = new RegExp(phrases.length === 0 ? '(?!)' : ` (?:${phrases.join('|')}) `, 'u')
  patterns.set(words, made)
  return made
}

/** Whole words, whatever their accents, case, number or writing; a word of several is looked for as such. */
function says(title: string | undefined, words: readonly string[]): Met {
  if (title === undefined || title.trim() === '') return undefined
  return patternOf(words).test(` ${folded(title)} `)
}

/** Numbers of structures without the digit of their kind in front (1 FINESS, 3 SIRET): either form may be written. */
export function sameStructure(one: string, other: string): boolean {
  const bare = (id: string) => (/^[13](?:[\dAB]{9}|\d{14})$/.test(id) ? id.slice(1) : id)
  return bare(one.trim().toUpperCase()) === bare(other.trim().toUpperCase())
}

function ours(id: string | undefined, structures: readonly string[]): Met {
  return id === undefined ? undefined : structures.some((one) => sameStructure(one, id))
}

const not = (met: Met): Met => (met === undefined ? undefined : !met)

function ageBelow(birthDate: string | undefined, limit: number, today: string): Met {
  const day = birthDate === undefined ? '' : digitsOf(birthDate)
  return isDay(day) ? ageOn(day, today) < limit : undefined
}

const list = (value: unknown) => value as readonly string[]
const digits = (value: unknown) => String(value).replaceAll('-', '')

const JUDGES: Readonly<Record<ConditionName, (facts: RuleFacts, value: unknown, today: string) => Met>> = {
  types: ({typeCode}, value) => among(typeCode, list(value)),
  not_types: ({typeCode}, value) => not(among(typeCode, list(value))),
  units: ({unit}, value) => among(unit, list(value)),
  not_units: ({unit}, value) => not(among(unit, list(value))),
  status: ({status}, value) => among(status, list(value)),
  not_status: ({status}, value) => not(among(status, list(value))),
  title_words: ({title}, value) => says(title, list(value)),
  before: ({documentDate}, value) => before(documentDate, digits(value)),
  after: ({documentDate}, value) => after(documentDate, digits(value)),
  younger_than: ({birthDate}, value, today) => ageBelow(birthDate, Number(value), today),
  older_than: ({birthDate}, value, today) => not(ageBelow(birthDate, Number(value) + 1, today)),
  structures: ({structureId}, value) => ours(structureId, list(value)),
  not_structures: ({structureId}, value) => not(ours(structureId, list(value))),
}

/** All conditions met: true; one surely not: false; else the first that cannot be told. */
function meets({when}: Rule, facts: RuleFacts, today: string): boolean | ConditionName {
  let open: ConditionName | undefined
  for (const [name, value] of Object.entries(when) as [ConditionName, unknown][]) {
    const met = JUDGES[name](facts, value, today)
    if (met === false) return false
    if (met === undefined) open ??= name
  }
  return open ?? true
}

/**
 * The first rule that is met; failing that, the first that cannot be told and does not let such records pass.
 * @param today AAAAMMJJ in France: ages are those of that day
 */
export function applyRules({rules}: RuleSet, facts: RuleFacts, today: string): RuleVerdict | undefined {
  let open: RuleVerdict | undefined
  for (const rule of rules) {
    const met = meets(rule, facts, today)
    if (met === true) return {rule: rule.name, action: rule.action}
    if (met !== false && rule.unknown === 'hold') open ??= {rule: rule.name, action: 'hold', unknown: met}
  }
  return open
}
