import type {LegalCoverage} from '../../usecases/stats/legal-coverage.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {counted} from './gap-words.ts'

const HEAD = ['finess', 'document', 'types', 'due', 'produced', 'sent', 'accepted', 'state']

/** Each site with each document of the list; what is not verified bears a question mark. */
export function coverageLines({list, rows, files}: LegalCoverage, screen: Screen): string[] {
  const {t, color} = screen
  const doubt = (text: string, confidence: string) => (confidence === 'verified' ? text : `${text} ?`)
  const lines = rows.map(({finess, document, produced, sent, accepted, state}) => {
    const told = list.documents.find(({id}) => id === document)
    const words = t(`stats.coverage.state.${state}`)
    return [
      ...[finess, told?.document ?? document],
      doubt(told?.typeCodes.join(' ') ?? '', told?.typesConfidence ?? 'to-check'),
      doubt(told?.due ?? '', told?.dueConfidence ?? 'to-check'),
      ...[counted(produced, t), counted(sent, t), counted(accepted, t)],
      state === 'sent' ? words : color.yellow(words),
    ]
  })
  return [
    ...tableLines(
      HEAD.map((name) => t(`stats.coverage.column.${name}`)),
      lines,
      screen,
    ),
    t('stats.coverage.source', {dated: list.dated, source: list.source}),
    ...files.map((file) => t('stats.compare.written', {file})),
  ]
}
