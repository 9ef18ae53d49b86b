import type {MapReport} from '../../usecases/batch/inputs/tabular-map.ts'
import type {DecodedRow} from '../../usecases/batch/inputs/tabular-map-row.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'

/** What a row shows first; the rest is in the JSON answer. */
const SHOWN = ['ipp', 'ins', 'birth_name', 'document_date', 'type_code', 'type_label', 'unit', 'file']
const OF_IDENTITIES = ['ipp', 'ins', 'birth_name', 'birth_date', 'sex', 'status', 'identity_status', 'as_of']

function factLines(report: MapReport, t: Translator): string[] {
  const {kind, encoding, delimiter, headerLine, sheet, sheets, looked} = report
  const lines = [t('map.file', {file: report.file, kind: t(`map.kind.${kind}`)})]
  if (encoding !== null) lines.push(t('map.encoding', {encoding}))
  if (delimiter !== null)
    lines.push(t('map.delimiter', {delimiter: delimiter === '\t' ? t('map.tab') : delimiter}))
  if (headerLine !== null) lines.push(t('map.header', {line: headerLine}))
  if (sheet !== null) lines.push(t('map.sheet', {sheet, sheets: sheets.join(', ')}))
  return [...lines, t('map.looked', {count: looked})]
}

function remarkOf({problems, waits, repairs}: DecodedRow, t: Translator): string {
  const said = [
    ...problems.map(({field, reason}) => `${field}: ${t(`error.DMP_MANIFEST_LINE.reason.${reason}`)}`),
    ...(waits ? [t(`batch.reason.${waits.reason}`, waits.params)] : []),
    ...repairs.map(({code, field}) => `${field}: ${t(`batch.repair.${code}`)}`),
  ]
  return said.join(' · ')
}

function rowLines({rows}: MapReport, screen: Screen): string[] {
  const {t} = screen
  if (rows.length === 0) return []
  const wanted = rows.some(({values}) => values['file'] !== undefined) ? SHOWN : OF_IDENTITIES
  const names = wanted.filter((name) => rows.some(({values}) => values[name] !== undefined))
  const cells = rows.map(({line, values}) => [String(line), ...names.map((name) => values[name] ?? '')])
  const remarks = rows.flatMap((row) => {
    const remark = remarkOf(row, t)
    return remark === '' ? [] : [t('map.row-remark', {line: row.line, remark})]
  })
  return [
    '',
    t('map.rows', {count: rows.length}),
    ...tableLines([t('map.line'), ...names], cells, screen),
    ...remarks,
  ]
}

function columnLines({columns}: MapReport, screen: Screen): string[] {
  const {t} = screen
  const rows = columns.map(({name, canonical}) => [name, canonical ?? t('map.alone')])
  return ['', ...tableLines([t('map.source'), t('map.canonical')], rows, screen)]
}

/**
 * The table as it is read, then the mapping. Without a file to write it to, all but the mapping is written as comments,
 * so that the whole output is the mapping file.
 */
export function mapLines(report: MapReport, screen: Screen): string[] {
  const {t} = screen
  const doubts = report.doubts.map(({code, params}) => `- ${t(`map.doubt.${code}`, params)}`)
  const told = [
    ...factLines(report, t),
    ...columnLines(report, screen),
    ...(doubts.length === 0 ? [] : ['', t('map.doubts'), ...doubts]),
    ...rowLines(report, screen),
  ]
  if (!report.drafted) return told
  const next = t(report.identities ? 'map.next-identities' : 'map.next')
  if (report.output !== null) return [...told, '', t('map.written', {file: report.output}), next]
  const comments = [...told, '', next, ''].map((line) => `# ${line}`.trimEnd())
  return [...comments, ...report.yaml.trimEnd().split('\n')]
}
