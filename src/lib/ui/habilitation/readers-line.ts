import type {FutureReaders} from '../../usecases/habilitation/future-readers.ts'
import type {ShownColumn} from '../../usecases/habilitation/habilitation-report.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'

/** Columns by their short names; those not surely in force bear a star. */
export function columnNames(columns: readonly ShownColumn[], {t}: Pick<Screen, 't'>): string {
  return columns.map(({short, pending}) => `${plain(short[t.language])}${pending ? '*' : ''}`).join(', ')
}

/** The readers of a type in words: `médecins seulement`, a list, or that nobody or nothing is known. */
export function readersWords(columns: readonly ShownColumn[] | null, screen: Pick<Screen, 't'>): string {
  const {t} = screen
  if (columns === null) return t('habilitation.readers.unknown')
  if (columns.length === 0) return t('habilitation.readers.nobody')
  const names = columnNames(columns, screen)
  const pending = columns.some((column) => column.pending) ? ` ${t('habilitation.readers.pending')}` : ''
  return `${columns.length === 1 ? t('habilitation.readers.only', {names}) : names}${pending}`
}

/** One line of information under a document; none where nothing is known. */
export function futureReadersLines(readers: FutureReaders | null | undefined, screen: Screen): string[] {
  if (!readers) return []
  const {t, color} = screen
  const key = readers.masked ? 'masked' : 'line'
  const words = readersWords(readers.columns, screen)
  return [
    `    ${color.dim(t('finding.info'))} ${t(`habilitation.future.${key}`, {date: readers.date, readers: words})}`,
  ]
}
