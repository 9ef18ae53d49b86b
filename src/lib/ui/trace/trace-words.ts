import type {LifeStep} from '../../traces/life-step.ts'
import type {Translator} from '../translate.ts'

/** Outcome of an action in words, also where there is none. */
export function outcomeWord(outcome: LifeStep['outcome'] | 'acts', t: Translator): string {
  return t(`trace.outcome.${outcome}`)
}

/** What was done, in words; an operation of a later version under its own name. */
export function operationWord(operation: string, t: Translator): string {
  const key = `trace.operation.${operation}`
  return t.has(key) ? t(key) : operation
}
