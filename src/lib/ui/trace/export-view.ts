import type {TraceExport} from '../../usecases/trace/export/export-traces.ts'
import {civilTime, count} from '../figures.ts'
import type {Screen} from '../screen.ts'

/** Nothing beside the traces themselves where they went to the standard output. */
export function exportLines(done: TraceExport, {t, color}: Screen): string[] {
  const {file, format, records, first, last, sha256, checkpoint, cover, series, unmasked} = done
  if (file === '-') return []
  const {language} = t
  const key = records === 0 ? 'trace-export.done.none' : 'trace-export.done'
  const head = t(records === 1 ? 'trace-export.done.one' : key, {
    file,
    format,
    count: count(records, language),
  })
  return [
    records === 0 ? color.yellow(head) : color.green(`✔ ${head}`),
    ...(first !== null && last !== null
      ? [t('trace-export.span', {first: civilTime(first, language), last: civilTime(last, language)})]
      : []),
    t('trace-export.sha256', {sha256}),
    ...(checkpoint === null ? [] : [t('trace-export.checkpoint', {file: checkpoint})]),
    ...cover.map((page) => t('trace-export.cover', {file: page})),
    ...(series === null ? [] : [t('trace-export.series', {name: series})]),
    ...(unmasked ? [color.yellow(t('trace-export.unmasked'))] : []),
  ]
}
