import {parseDocument} from 'yaml'
import {DmpError} from '../errors/dmp-error.ts'
import {isDay} from '../ins/birth-date.ts'
import {type ConditionName, type Conditions, conditionNames, type Rule, type RuleSet} from './rule-set.ts'

const MAX_CHARACTERS = 1024 * 1024
const MAX_RULES = 500
const NAME = /^[\p{L}\p{N}_-]{1,60}$/u

/** Message `error.DMP_RULES_INVALID.reason.<reason>`. */
export type RulesFault =
  | 'yaml'
  | 'size'
  | 'map'
  | 'list'
  | 'text'
  | 'unknown-key'
  | 'missing'
  | 'name'
  | 'twice'
  | 'word'
  | 'day'
  | 'age'
  | 'version-reused'

export function rulesFault(file: string, place: string, reason: RulesFault, value = '-'): DmpError {
  const params = {file, place, reason, value: value.slice(0, 60)}
  return new DmpError('DMP_RULES_INVALID', {params, details: params})
}

type Fault = (place: string, reason: RulesFault, value?: string) => DmpError
type Fields = Readonly<Record<string, unknown>>

function mapAt(value: unknown, place: string, known: readonly string[], fault: Fault): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(place, 'map')
  for (const key of Object.keys(value)) if (!known.includes(key)) throw fault(place, 'unknown-key', key)
  return value as Fields
}

function textAt(value: unknown, place: string, fault: Fault): string {
  if (value === undefined || value === null || value === '') throw fault(place, 'missing')
  if (typeof value !== 'string') throw fault(place, 'text')
  return value.trim()
}

function listAt(value: unknown, place: string, fault: Fault): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) throw fault(place, 'list')
  return value.map((one, index) => textAt(one, `${place}[${index + 1}]`, fault))
}

function conditionAt(name: ConditionName, value: unknown, place: string, fault: Fault) {
  if (name === 'before' || name === 'after') {
    const day = textAt(value, place, fault)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isDay(day.replaceAll('-', ''))) throw fault(place, 'day', day)
    return day
  }
  if (name === 'younger_than' || name === 'older_than') {
    const age = textAt(value, place, fault)
    if (!/^\d{1,3}$/.test(age)) throw fault(place, 'age', age)
    return Number(age)
  }
  return listAt(value, place, fault)
}

function conditionsAt(value: unknown, place: string, fault: Fault): Conditions {
  const fields = mapAt(value, place, conditionNames, fault)
  const names = Object.keys(fields) as ConditionName[]
  if (names.length === 0) throw fault(place, 'missing')
  return Object.fromEntries(
    names.map((name) => [name, conditionAt(name, fields[name], `${place}.${name}`, fault)]),
  )
}

function wordAt<W extends string>(value: unknown, words: readonly W[], place: string, fault: Fault): W {
  const found = words.find((word) => word === value)
  if (found === undefined) throw fault(place, 'word', String(value ?? '-'))
  return found
}

function ruleAt(value: unknown, place: string, fault: Fault): Rule {
  const fields = mapAt(value, place, ['name', 'when', 'action', 'unknown', 'why'], fault)
  const name = textAt(fields['name'], `${place}.name`, fault)
  if (!NAME.test(name)) throw fault(`${place}.name`, 'name', name)
  const {why} = fields
  return {
    name,
    when: conditionsAt(fields['when'], `${place}.when`, fault),
    action: wordAt(fields['action'], ['exclude', 'hold'], `${place}.action`, fault),
    unknown: wordAt(fields['unknown'] ?? 'hold', ['hold', 'pass'], `${place}.unknown`, fault),
    ...(why === undefined ? {} : {why: textAt(why, `${place}.why`, fault)}),
  }
}

/** The rules that a file states. All scalars are texts: `0042` keeps its zeros. @throws DmpError DMP_RULES_INVALID */
export function readRules(bytes: Uint8Array, file: string): RuleSet {
  const fault: Fault = (place, reason, value) => rulesFault(file, place, reason, value)
  if (bytes.length > MAX_CHARACTERS) throw fault('-', 'size')
  let tree: unknown
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    const document = parseDocument(text, {schema: 'failsafe', uniqueKeys: true, logLevel: 'silent'})
    const [error] = document.errors
    if (error) throw fault(`line ${error.linePos?.[0].line ?? 0}`, 'yaml')
    tree = document.toJS({maxAliasCount: 0})
  } catch (error) {
    throw error instanceof DmpError ? error : fault('-', 'yaml')
  }
  const fields = mapAt(tree, '-', ['title', 'version', 'rules', 'structures'], fault)
  const listed = fields['rules'] ?? []
  if (!Array.isArray(listed)) throw fault('rules', 'list')
  if (listed.length > MAX_RULES) throw fault('rules', 'size')
  const rules = listed.map((rule, index) => ruleAt(rule, `rules[${index + 1}]`, fault))
  const names = rules.map(({name}) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw fault('rules', 'twice', twice)
  return {
    title: textAt(fields['title'], 'title', fault),
    version: textAt(fields['version'], 'version', fault),
    rules,
    structures: fields['structures'] === undefined ? [] : listAt(fields['structures'], 'structures', fault),
  }
}
