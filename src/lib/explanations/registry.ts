import type {KnownCodes} from '../insi/known-codes.ts'
import {answerExplanations, insiExplanations} from './answer-explanations.ts'
import type {Explanation} from './explanation.ts'
import {checkExplanations, errorExplanations, type OwnMeans, ruleExplanations} from './own-explanations.ts'
import {type ExplanationTable, tableExplanations} from './tables.ts'

export interface RegistryMeans extends OwnMeans {
  readonly tables: readonly ExplanationTable[]
  readonly insiCodes: KnownCodes
}

/** Everything that can be explained, family by family in the order in which the catalogue shows it. */
export function allExplanations(means: RegistryMeans): readonly Explanation[] {
  const tables = means.tables.flatMap(tableExplanations)
  const of = (...families: Explanation['family'][]) => tables.filter(({family}) => families.includes(family))
  const own = new Set(tables.flatMap(({codes}) => codes))
  // A code of a standard has its own words here: the embedded DMP's sentence is for its user alone.
  const answers = answerExplanations(means).map((one) => ({
    ...one,
    codes: one.codes.filter((code) => !own.has(code)),
  }))
  const answered = (...families: Explanation['family'][]) =>
    answers.filter(({family}) => families.includes(family))
  return [
    ...answered('dmp'),
    ...of('dmp'),
    ...answered('xds'),
    ...of('xds', 'soap'),
    ...answered('wsa'),
    ...of('wsa', 'hl7v3'),
    ...insiExplanations(means.insiCodes),
    ...of('insi', 'tls', 'network'),
    ...answered('http'),
    ...of('http', 'pcsc', 'pkcs11'),
    ...answered('ours'),
    ...errorExplanations(means),
    ...checkExplanations(means),
    ...ruleExplanations(means),
  ]
}
