import {type Column, columns, readValue} from './columns.ts'
import type {ManifestProblem} from './manifest.ts'

/** Columns of one line by name, and what is wrong with the line's form. */
export interface Fields {
  readonly values: ReadonlyMap<string, string>
  readonly extras: Readonly<Record<string, string>>
  readonly problems: readonly ManifestProblem[]
  /** The line is an object, whatever its columns are worth. */
  readonly usable: boolean
}

/** The text of a column, undefined when it states nothing. */
export type Text = (name: string) => string | undefined
export type Refuse = (field: string, reason: string, params?: ManifestProblem['params']) => void

/** A line of which nothing can be said but why. */
export function unusable(reason: string): Fields {
  return {values: new Map(), extras: {}, problems: [problem('-', reason)], usable: false}
}

export function problem(
  field: string,
  reason: string,
  params: ManifestProblem['params'] = {},
): ManifestProblem {
  return {field, reason, params}
}

/** The names and values of one line of NDJSON, or why it has none. */
export function readObject(
  text: string,
): {readonly given: readonly [string, unknown][]; readonly problems: readonly ManifestProblem[]} | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'json'
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'not-object'
  const given = Object.entries(parsed)
  // JSON keeps the last of two equal names without a word: the line could mean two patients.
  const problems = isFlat(given) && hasMoreNames(text, given.length) ? [problem('-', 'column-twice')] : []
  return {given, problems}
}

/** One line of NDJSON as columns. */
export function readFields(text: string): Fields {
  return readColumns(text, columns)
}

/** The same under other names than those of a manifest. */
export function readColumns(text: string, columns: Readonly<Record<string, Column>>): Fields {
  const object = readObject(text)
  if (typeof object === 'string') return unusable(object)
  const {given} = object
  const problems = [...object.problems]
  const isExtra = ([name]: [string, unknown]) => name.startsWith('x_')
  const values = new Map<string, string>()
  for (const [name, value] of given.filter((one) => !isExtra(one))) {
    const column = columns[name]
    const read = column && readValue(column, value)
    if (!column) problems.push(problem(shownName(name), 'unknown-column'))
    else if (read && 'reason' in read) problems.push(problem(name, read.reason))
    else if (read) values.set(name, read.text)
  }
  const extras = given.filter(isExtra).filter(([, value]) => value !== null)
  for (const [name, value] of extras) if (typeof value === 'object') problems.push(problem(name, 'not-text'))
  return {values, extras: asTexts(extras), problems, usable: true}
}

const isTexts = (value: object) => Array.isArray(value) && value.every((one) => typeof one === 'string')

/** Values with names of their own are faults already. */
function isFlat(given: readonly [string, unknown][]): boolean {
  return given.every(([, value]) => typeof value !== 'object' || value === null || isTexts(value))
}

function asTexts(entries: readonly [string, unknown][]): Record<string, string> {
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

/** Whether a flat object names more columns than it kept. A name has a colon: few colons spare looking at the texts. */
function hasMoreNames(text: string, kept: number): boolean {
  let colons = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) colons += 1
  return colons > kept && countNames(text) > kept
}

/** Names of the columns of a flat object: each text followed by a colon. */
function countNames(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter((found) => found[1] !== undefined).length
}

/** An unknown name comes from outside and may be long. */
function shownName(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name
}
