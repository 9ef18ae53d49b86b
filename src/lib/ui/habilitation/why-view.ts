import type {HabilitationWhyReport} from '../../usecases/habilitation/habilitation-why.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {columnNames, readersWords} from './readers-line.ts'
import {sourceLines} from './show-view.ts'

const MARK = {forbids: '✘', allows: '✔', unsure: '?', others: '·'} as const

/** `dmp habilitation why`: the verdict, the first reason, then each step in its order. */
export function habilitationWhyLines(report: HabilitationWhyReport, screen: Screen): string[] {
  const {t, color} = screen
  const {type, profession, verdict, first, steps, right, notStated} = report
  const paint = verdict === 'may' ? color.green : verdict === 'may-not' ? color.red : color.yellow
  const names = {
    type: `${type.typeCode} ${type.label}`,
    profession: `${profession.code} ${profession.label}`,
    columns: profession.columns.length === 0 ? '' : columnNames(profession.columns, screen),
    readers: readersWords(type.readers, screen),
  }
  const matrixKey = right === 'no' && profession.columns.length === 0 ? 'no-column' : right
  const words = ({reason, effect}: (typeof steps)[number]) =>
    t(`habilitation.step.${reason}.${reason === 'matrix' ? matrixKey : effect}`, names)
  const lines = [
    paint(color.bold(t(`habilitation.verdict.${verdict}`))),
    `  ${t('habilitation.head.type')} : ${plain(names.type)}`,
    `  ${t('habilitation.head.profession')} : ${plain(names.profession)}`,
    '',
  ]
  const firstStep = steps.find(({reason}) => reason === first)
  if (firstStep) lines.push(t('habilitation.why.first', {reason: words(firstStep)}), '')
  lines.push(...steps.map((step) => `  ${MARK[step.effect]} ${words(step)}`))
  if (profession.inferred) lines.push('', t('habilitation.inferred'))
  if (right === 'pending' || matrixKey === 'no-column') lines.push('', t('habilitation.pending'))
  if (notStated.length > 0) {
    const reasons = notStated.map((reason) => t(`habilitation.not-stated.${reason}`)).join(', ')
    lines.push('', t('habilitation.why.not-stated', {reasons}))
  }
  lines.push(t('habilitation.why.emergency'))
  return [...lines, ...sourceLines(report.matrix, screen)]
}
