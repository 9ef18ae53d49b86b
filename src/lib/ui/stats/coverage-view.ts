import type {LegalCoverage} from '../../usecases/stats/legal-coverage.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {counted} from './gap-words.ts'

const HEAD = ['finess', 'document', 'types', 'due', 'produced', 'sent', 'accepted', 'state']

/** A day, or the words of the list for one that nobody knows. */
function dueText(due: string, t: Translator): string {
  const [, year] = /^avant (\d{4})$/.exec(due) ?? []
  return year === undefined ? due : t('stats.coverage.before', {year})
}

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
      doubt(dueText(told?.due ?? '', t), told?.dueConfidence ?? 'to-check'),
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
