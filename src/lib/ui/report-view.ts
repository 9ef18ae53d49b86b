import type {ReportSummary} from '../usecases/report.ts'
import {plain} from './plain.ts'
import type {Screen} from './screen.ts'

/** `dmp report`: where the file is and what is in it, so that it can be read before it is sent. */
export function reportLines(report: ReportSummary, {t, color}: Screen): string[] {
  const {file, size, profiles, journals, logLines, crashFiles, failures} = report
  const codes = Object.entries(failures).map(([code, count]) => `${code} × ${count}`)
  return [
    color.bold(t('report.written', {file: plain(file), size})),
    `  ${t('report.profiles', {names: profiles.join(', ') || '–'})}`,
    ...journals.map(
      ({profile, state, events, faults}) =>
        `  ${t('report.head.journal', {profile, state, events, faults: faults.length})}`,
    ),
    `  ${t('report.head.log', {lines: logLines, failures: codes.join(', ') || '–'})}`,
    `  ${t('report.head.crashes', {count: crashFiles})}`,
    t('report.next'),
  ]
}
