import type {TraceExport} from '../../usecases/trace/export/export-traces.ts'
import {civilTime, count} from '../figures.ts'
import type {Screen} from '../screen.ts'

/** Nothing beside the traces themselves where they went to the standard output. */
export function exportLines(made: TraceExport, {t, color}: Screen): string[] {
  const {
    file,
    format,
    records,
    messages,
    first,
    last,
    sha256,
    checkpoint,
    cover,
    series,
    unmasked,
    signer,
    broken,
  } = made
  if (file === '-') return []
  const {language} = t
  const done = format === 'syslog' ? 'trace-export.sent' : 'trace-export.done'
  const end = records === 0 ? '.none' : records === 1 ? '.one' : ''
  const head = t(`${done}${end}`, {file, format, count: count(records, language)})
  return [
    records === 0 ? color.yellow(head) : color.green(`✔ ${head}`),
    ...(first !== null && last !== null
      ? [t('trace-export.span', {first: civilTime(first, language), last: civilTime(last, language)})]
      : []),
    ...(messages === undefined ? [] : [t('trace-export.messages', {count: count(messages, language)})]),
    t('trace-export.sha256', {sha256}),
    ...(checkpoint === null
      ? []
      : [t('trace-export.checkpoint', {file: checkpoint, journal: signer ?? '-'})]),
    ...(broken ? [color.red(`✘ ${t('trace-export.broken', {journal: broken.file})}`)] : []),
    ...cover.map((page) => t('trace-export.cover', {file: page})),
    ...(series === null ? [] : [t('trace-export.series', {name: series})]),
    ...(unmasked ? [color.yellow(t('trace-export.unmasked'))] : []),
  ]
}
