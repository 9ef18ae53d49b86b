import {isHeavy, LONGEST_LABEL} from './heavy-pattern.ts'
import {labelKey} from './label-key.ts'

/** A header or a value as a mapping names it: a label, or `/an expression/`. */
export interface LabelPattern {
  readonly source: string
  matches(label: string): boolean
}

/** Message `error.DMP_STATS_MAPPING.reason.<reason>`. */
export type PatternFault = 'pattern' | 'pattern-heavy' | 'pattern-long'

const LONGEST_PATTERN = 200

/**
 * Compiles an expression of a mapping, when it cannot take for ever: no quantifier upon a group that holds another one
 * or a choice, no reference back, no look around, few quantifiers without a bound.
 */
export function compileExpression(
  source: string,
  flags = 'iu',
): {readonly expression: RegExp} | {readonly fault: PatternFault} {
  if (source.length > LONGEST_PATTERN) return {fault: 'pattern-long'}
  if (isHeavy(source)) return {fault: 'pattern-heavy'}
  try {
    return {expression: new RegExp(source, flags)}
  } catch {
    return {fault: 'pattern'}
  }
}

/** Text an expression is given: never longer than what bounds its steps. */
export const shortened = (text: string): string => text.slice(0, LONGEST_LABEL)

/** @returns undefined with the fault when `/…/` is no good expression */
export function labelPattern(source: string): LabelPattern | {readonly fault: PatternFault} {
  const [, body, flags = ''] = /^\/(.+)\/(i?)$/su.exec(source) ?? []
  if (body === undefined) {
    const key = labelKey(source)
    return {source, matches: (label) => labelKey(label) === key}
  }
  const compiled = compileExpression(body, `${flags}u`)
  if ('fault' in compiled) return compiled
  const {expression} = compiled
  return {
    source,
    matches: (label) =>
      expression.test(shortened(label.normalize('NFC').trim())) ||
      expression.test(shortened(labelKey(label))),
  }
}
