import type {InsVerify} from '../../usecases/ins/verify-report.ts'
import type {Screen} from '../screen.ts'
import {searchLines} from './search-view.ts'

const PAINT = {
  identical: 'green',
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
  const {verdict, between, held, differences} = verify
  const traits = differences.map((trait) => t(`trait.${trait}`)).join(', ')
  const head = `${verdict === 'identical' ? '✔' : '!'} ${t(`ins.verify.verdict.${verdict}`, {traits})}`
  return [
    `${held.matricule}  ${held.oid}  ${color[PAINT[verdict]](head)}`,
    ...(between === null ? [] : [`  ${t(`ins.verify.between.${between}`)}`]),
    ...(verdict !== 'diverging' && differences.length > 0
      ? [`  ${t('ins.verify.differences', {traits})}`]
      : []),
    ...(verdict === 'identical' ? [] : [`  ${t('error.todo')} ${t(`ins.verify.advice.${verdict}`)}`]),
    `  ${t('ins.verify.method')}`,
    ...searchLines(verify.search, screen).map((line) => `  ${line}`),
  ]
}
