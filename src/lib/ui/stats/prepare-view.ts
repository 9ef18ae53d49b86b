import type {PreparedDocument, PreparedRow, PreparedRule} from '../../stats/prepare/prepared.ts'
import type {ReportTable} from '../../stats/report-table.ts'
import type {Prepared, PrepareTexts} from '../../usecases/stats/prepare-figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {counted, shownPercent} from './gap-words.ts'
import {signText} from './reading-words.ts'

const NUMBERS = ['declare', 'supported', 'measurable', 'elastic', 'denominator', 'rate', 'target'] as const
const PARTS = ['notAccepted', 'replacements', 'repeated', 'deleted', 'undated'] as const

/** `57.14` of 5714. */
const hundredths = (value: number | null) => (value === null ? null : (value / 100).toFixed(2))

const numberCell = (value: number | null) => (value === null ? null : Number(hundredths(value)))

/** One line for each figure: the period first, then its months. */
function table(prepared: Prepared, t: Translator): ReportTable {
  const {period, rows, rules} = prepared
  const texts = ['finess', 'level', 'period', 'indicator'].map((name) => ({
    header: t(`stats.column.${name}`),
    kind: 'text' as const,
  }))
  const numbers = [...NUMBERS, ...PARTS].map((name) => ({
    header: t(`stats.prepare.column.${name}`),
    kind: 'number' as const,
  }))
  const words = ['why', 'notes'].map((name) => ({
    header: t(`stats.prepare.column.${name}`),
    kind: 'text' as const,
  }))
  return {
    name: t('stats.prepare.sheet'),
    columns: [...texts, ...numbers, ...words, {header: t('stats.column.span'), kind: 'text'}],
    *rows() {
      for (const row of rows) {
        const {finess, level, indicator, months, parts} = row
        const why = whyOf(rules, indicator, t)
        yield [
          ...[finess, level, `${period.from}/${period.to}`, indicator],
          ...[row.declare, row.supported, row.measurable, row.elastic, row.denominator],
          ...[numberCell(row.rate), numberCell(row.target)],
          ...PARTS.map((part) => parts[part]),
          ...[why, notesOf(row, t), t('stats.span.period')],
        ]
        for (const one of months)
          yield [
            ...[finess, level, one.month, indicator],
            ...[one.supported, one.supported, one.measurable, one.elastic, one.denominator],
            ...[numberCell(one.rate), null],
            ...PARTS.map(() => null),
            ...[why, null, t('stats.span.month')],
          ]
      }
    },
  }
}

function whyOf(rules: readonly PreparedRule[], id: string, t: Translator): string {
  const rule = rules.find((one) => one.id === id)
  if (!rule) return ''
  const types = [...rule.typeCodes, ...rule.alsoAccept].join(', ')
  return t('stats.prepare.why', {
    label: rule.label,
    counts: t(`stats.prepare.counts.${rule.counts}`),
    types: types === '*' ? t('stats.prepare.every-type') : t('stats.prepare.of-type', {types}),
    date: t(`stats.prepare.date.${rule.dateBasis}`),
  })
}

function notesOf({notes, parts, reached}: PreparedRow, t: Translator): string {
  const told = notes.map((note) =>
    note === 'parts'
      ? PARTS.filter((part) => parts[part] > 0)
          .map((part) => t(`stats.prepare.part.${part}`, {count: counted(parts[part], t)}))
          .join(', ')
      : t(`stats.prepare.note.${note}`),
  )
  const verdict =
    reached === null ? [] : [t(`stats.prepare.note.${reached ? 'target-reached' : 'target-missed'}`)]
  return [...verdict, ...told].join(t('stats.prepare.between'))
}

const DOCUMENT = [
  'finess',
  'period',
  'indicator',
  'countedBy',
  'ipp',
  'venue',
  'sourceId',
  'uniqueId',
  'typeCode',
  'unit',
  'createdOn',
  'dischargedOn',
  'submittedOn',
  'acceptedOn',
  'deletedOn',
] as const
const OWN = ['countedBy', 'createdOn', 'dischargedOn', 'submittedOn', 'acceptedOn', 'deletedOn']

export const prepareTexts = (t: Translator): PrepareTexts => ({
  table: (prepared) => table(prepared, t),
  documentHeaders: DOCUMENT.map((name) =>
    t(OWN.includes(name) ? `stats.prepare.column.${name}` : `stats.column.${name}`),
  ),
  documentRow: (document: PreparedDocument) =>
    DOCUMENT.map((name) => {
      if (name === 'period') return document.month
      return name === 'countedBy' ? t(`stats.prepare.by.${document.countedBy}`) : document[name]
    }),
})

/** What to declare, why, and what to look at before. */
export function prepareLines(prepared: Prepared, screen: Screen): string[] {
  const {t, color} = screen
  const {period, asOf, level, rows, rules, remarks, signs, left, files, documents} = prepared
  const percent = (value: number | null) => shownPercent(hundredths(value), t)
  const head = ['finess', 'indicator'].map((name) => t(`stats.column.${name}`))
  const numbers = NUMBERS.filter((name) => name !== 'supported')
  const cells = rows.map((row) => [
    row.finess,
    row.indicator,
    color.bold(counted(row.declare, t)),
    ...[counted(row.measurable, t), counted(row.elastic, t), counted(row.denominator, t)],
    row.reached === false ? color.yellow(percent(row.rate)) : percent(row.rate),
    percent(row.target),
    notesOf(row, t),
  ])
  const used = rules.filter(({id}) => rows.some(({indicator}) => indicator === id))
  return [
    t('stats.prepare.title', {
      from: period.from,
      to: period.to,
      asOf,
      level,
      documents: counted(documents, t),
    }),
    ...remarks.map((code) => color.yellow(t(`stats.prepare.remark.${code}`))),
    ...signs.map((sign) => color.yellow(signText(sign, t))),
    ...[...left.elastic, ...left.denominators].map(({documents: lost, reason, value}) =>
      t('stats.prepare.left', {documents: counted(lost, t), reason: t(`stats.left.${reason}`), value}),
    ),
    ...(rows.length === 0
      ? [t('stats.prepare.none')]
      : tableLines(
          [
            ...head,
            ...numbers.map((name) => t(`stats.prepare.column.${name}`)),
            t('stats.prepare.column.notes'),
          ],
          cells,
          screen,
        )),
    ...used.map(({id}) => t('stats.prepare.rule', {id, why: whyOf(rules, id, t)})),
    ...files.map((file) => t('stats.compare.written', {file})),
  ]
}
