import type {TraceWish} from '../trace-filter.ts'
import {civilOf, civilText} from './trace-columns.ts'
import type {ExportFact} from './trace-format.ts'

/** An instant in words of France. */
export function momentText(ms: number): string {
  const civil = civilOf(new Date(ms).toISOString())
  return civil ? `${civilText(civil)} (Europe/Paris)` : ''
}

/** The conditions of an export for people, in a fixed order; of a patient only that one was named. */
export function filterFacts(wish: TraceWish): readonly ExportFact[] {
  const {since, until, ins, ipp, document, users, finess, operations, outcomes, errors, typeCodes, runs} =
    wish
  const lists: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['user', users],
    ['establishment', finess],
    ['operation', operations],
    ['outcome', outcomes],
    ['error', errors],
    ['type', typeCodes],
    ['run', runs],
    ['environment', wish.environments],
  ]
  return [
    ...(since === undefined ? [] : [{name: 'since', value: momentText(since)}]),
    // The bound itself is no longer asked for: a day that was named is the last whole one.
    ...(until === undefined ? [] : [{name: 'until', value: momentText(until - 1)}]),
    ...(ins === undefined ? [] : [{name: 'patient', value: '***'}]),
    ...(ipp === undefined ? [] : [{name: 'ipp', value: '***'}]),
    ...(document === undefined ? [] : [{name: 'document', value: document}]),
    ...lists.flatMap(([name, values]) => (values?.length ? [{name, value: values.join(', ')}] : [])),
  ]
}
