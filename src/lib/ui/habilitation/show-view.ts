import type {MatrixSource, NamedThing, TypeReaders} from '../../usecases/habilitation/habilitation-report.ts'
import type {HabilitationShowReport} from '../../usecases/habilitation/habilitation-show.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {columnNames} from './readers-line.ts'

/** Where it comes from and how far it was checked, below each answer. */
export function sourceLines({date, from, source, status}: MatrixSource, {t, color}: Screen): string[] {
  const own = from !== 'shipped'
  const text = own
    ? t('habilitation.source.own', {date, from, source, status})
    : t('habilitation.source', {date})
  return ['', color.dim(text)]
}

const named = ({code, label}: NamedThing) => `  ${plain(code)}  ${plain(label)}`

function typeLines({typeCode, label, readers}: TypeReaders, report: HabilitationShowReport, screen: Screen) {
  const {t, color} = screen
  const lines = [color.bold(`${plain(typeCode)}  ${plain(label)}`)]
  if (readers === null) return [...lines, t('habilitation.readers.unknown')]
  lines.push(t('habilitation.show.readers', {count: readers.length, total: report.columns.length}))
  const name = ({number, label: words, pending}: (typeof readers)[number], mark: string) =>
    `  ${mark} ${String(number).padStart(2)}  ${plain(words[t.language])}${pending ? ` *` : ''}`
  const ids = new Set(readers.map(({id}) => id))
  lines.push(...readers.map((column) => name(column, '✔')))
  const others = report.columns.filter(({id}) => !ids.has(id))
  if (others.length > 0) lines.push(t('habilitation.show.others'))
  lines.push(...others.map((column) => name(column, '✘')))
  if (report.columns.some(({pending}) => pending)) lines.push('', t('habilitation.pending'))
  return lines
}

function professionLines(report: HabilitationShowReport, screen: Screen): string[] {
  const {t, color} = screen
  const {profession, types, depends, hidden} = report
  if (!profession) return []
  const {code, label, columns, inferred} = profession
  const lines = [color.bold(`${plain(code)}  ${plain(label)}`)]
  if (columns.length === 0) return [...lines, t('habilitation.no-column'), '', t('habilitation.pending')]
  lines.push(t('habilitation.show.columns', {columns: columnNames(columns, screen)}))
  if (inferred) lines.push(t('habilitation.inferred'))
  const section = (key: string, things: readonly NamedThing[]) =>
    things.length === 0
      ? []
      : ['', t(`habilitation.show.${key}`, {count: things.length}), ...things.map(named)]
  lines.push(
    ...section(
      'reads',
      types.map(({typeCode, label: of}) => ({code: typeCode, label: of})),
    ),
    ...section('depends', depends),
    ...section('hidden', hidden),
  )
  if (columns.some(({pending}) => pending)) lines.push('', t('habilitation.pending'))
  return lines
}

function matrixLines({types, columns}: HabilitationShowReport, screen: Screen): string[] {
  const {t} = screen
  const marks = ({readers}: TypeReaders) =>
    columns.map(({id}) => (readers?.some((one) => one.id === id) ? 'x' : '.')).join('')
  const head = [t('habilitation.head.type'), t('habilitation.head.label'), t('habilitation.head.marks')]
  return [
    ...columns.map(
      ({number, label, pending}) =>
        `  ${String(number).padStart(2)}  ${plain(label[t.language])}${pending ? ' *' : ''}`,
    ),
    '',
    ...tableLines(
      head,
      types.map((type) => [plain(type.typeCode), plain(type.label), marks(type)]),
      screen,
    ),
    ...(columns.some(({pending}) => pending) ? ['', t('habilitation.pending')] : []),
  ]
}

/** `dmp habilitation show`: a type, a profession, or the whole matrix. */
export function habilitationShowLines(report: HabilitationShowReport, screen: Screen): string[] {
  const lines = report.type
    ? typeLines(report.type, report, screen)
    : report.profession
      ? professionLines(report, screen)
      : matrixLines(report, screen)
  return [...lines, ...sourceLines(report.matrix, screen)]
}
