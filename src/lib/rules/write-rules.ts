import {stringify} from 'yaml'
import type {RuleSet} from './rule-set.ts'

/** A set of rules as a file that `readRules` reads back. */
export function rulesText({title, version, rules, structures}: RuleSet): string {
  const listed = rules.map(({name, why, when, action, unknown}) => ({
    name,
    ...(why ? {why} : {}),
    when,
    action,
    unknown,
  }))
  return stringify(
    {title, version, rules: listed, ...(structures.length > 0 ? {structures} : {})},
    {lineWidth: 100},
  )
}
