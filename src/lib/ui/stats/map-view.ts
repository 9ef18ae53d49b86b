import type {ErrorCode} from '../../errors/catalogue.ts'
import type {MapFiguresReport} from '../../usecases/stats/map-figures.ts'
import {errorSentences} from '../error-text.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {balanceLines, noticeText, signText} from './reading-words.ts'

/** Remarks shown; all are in the JSON answer. */
const MOST = 20

/** How a file of figures is read, then the mapping drafted for it. */
export function mapFiguresLines(report: MapFiguresReport, screen: Screen): string[] {
  const {t} = screen
  const {signs, notices, preamble, problem, balance} = report
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', t(title), ...lines.slice(0, MOST).map((line) => `- ${line}`)]
  return [
    ...decodingLines(report, t),
    ...preamble.map((text) => t('stats.map.preamble', {text: plain(text)})),
    ...problemLines(problem, t),
    '',
    ...columnLines(report, screen),
    ...(balance ? ['', ...balanceLines(balance, t)] : []),
    ...listed(
      'stats.map.signs',
      signs.map((sign) => signText(sign, t)),
    ),
    ...listed(
      'stats.map.notices',
      notices.map((notice) => plain(noticeText(notice, t))),
    ),
    ...draftLines(report, t),
  ]
}

function decodingLines({file, decoding}: MapFiguresReport, t: Translator): string[] {
  if (!decoding) return [file]
  const {kind, encoding, delimiter, eol, sheet, headerRow, layout, numberLocale, numberLocaleBy} = decoding
  const {preset = '-', scores = []} = decoding
  const lines = [t('stats.map.file', {file, kind: t(`stats.map.kind.${kind}`)})]
  if (delimiter !== undefined)
    lines.push(
      t('stats.map.text', {
        encoding: encoding ?? '-',
        delimiter: delimiter === '\t' ? t('stats.map.tab') : delimiter,
        eol: eol ?? '-',
      }),
    )
  if (sheet !== undefined) lines.push(t('stats.map.sheet', {sheet: plain(sheet)}))
  const laid = t(`stats.map.layout.${layout}`)
  lines.push(t('stats.map.header', {line: headerRow ?? '-', layout: laid}))
  const locale = t(`stats.map.numbers.locale.${numberLocale}`)
  lines.push(t('stats.map.numbers', {locale, by: t(`stats.map.numbers.by.${numberLocaleBy}`)}))
  const tried = scores.map(({preset: name, score}) => `${name} ${score}`).join(', ')
  return [...lines, t('stats.map.preset', {preset, scores: tried})]
}

function problemLines(problem: MapFiguresReport['problem'], t: Translator): string[] {
  if (!problem) return []
  const spoken = {code: problem.code as ErrorCode, params: problem.params, details: {}}
  return ['', t('stats.map.not-read', {why: plain(errorSentences(spoken, t).message)})]
}

function columnLines({columns, shared}: MapFiguresReport, screen: Screen): string[] {
  const {t} = screen
  const last = shared ? 'stats.map.forms' : 'stats.map.samples'
  const head = [t('stats.map.column'), t('stats.map.header-name'), t('stats.map.field'), t(last)]
  const rows = columns.map(({column, header, field, samples, forms}) => [
    String(column),
    plain(header),
    field ?? t('stats.map.alone'),
    plain((shared ? forms : samples).join(' | ')),
  ])
  return tableLines(head, rows, screen)
}

function draftLines({mapping, output, side, file}: MapFiguresReport, t: Translator): string[] {
  const next = t('stats.map.next', {side, file})
  if (output !== null) return ['', t('stats.map.written', {file: output}), next]
  return ['', t('stats.map.draft'), ...JSON.stringify(mapping, null, 2).split('\n'), '', next]
}
