import type {InsVerify} from '../../usecases/ins/verify-report.ts'
import type {Screen} from '../screen.ts'
import {searchLines} from './search-view.ts'

const PAINT = {
  identical: 'green',
  partial: 'yellow',
  historic: 'yellow',
  diverging: 'yellow',
  different: 'red',
  'not-found': 'yellow',
  ambiguous: 'yellow',
  undecided: 'red',
} as const

/** `ins verify`: the method in words, the verdict, then the search that it rests on. */
export function verifyLines(verify: InsVerify, screen: Screen): string[] {
  const {t, color} = screen
  const {verdict, between, held, differences, notCompared} = verify
  const words = (names: readonly string[]) => names.map((trait) => t(`trait.${trait}`)).join(', ')
  const traits = words(verdict === 'partial' ? notCompared : differences)
  const head = `${verdict === 'identical' ? '✔' : '!'} ${t(`ins.verify.verdict.${verdict}`, {traits})}`
  return [
    `${held.matricule}  ${held.oid}  ${color[PAINT[verdict]](head)}`,
    ...(between === null ? [] : [`  ${t(`ins.verify.between.${between}`)}`]),
    ...(verdict !== 'diverging' && differences.length > 0
      ? [`  ${t('ins.verify.differences', {traits})}`]
      : []),
    ...(verdict !== 'partial' && notCompared.length > 0
      ? [`  ${t('ins.verify.not-compared', {traits: words(notCompared)})}`]
      : []),
    ...(verdict === 'identical' ? [] : [`  ${t('error.todo')} ${t(`ins.verify.advice.${verdict}`)}`]),
    `  ${t('ins.verify.method')}`,
    ...searchLines(verify.search, screen).map((line) => `  ${line}`),
  ]
}
