import {findingMessage} from '../../pki/finding.ts'
import type {InitReport} from '../../usecases/config-init.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {columns} from './table.ts'

/** `dmp config init`: what was written, from where each value came, what is doubtful, what to do next. */
export function initLines(report: InitReport, {t, color}: Screen): string[] {
  const rows = report.settings.map(({key, value, source}) => [
    `  ${key}`,
    plain(value),
    t(`config.source.${source}`),
  ])
  const doubts = [
    ...report.certificates.map((finding) => ({
      message: findingMessage(finding),
      params: {check: finding.check, certificate: finding.certificate, ...finding.params},
    })),
    ...report.warnings.map(({code, params}) => ({message: `warning.${code}`, params: params ?? {}})),
  ]
  return [
    color.bold(t('config.init.written', {profile: report.profile, environment: report.environment})),
    plain(report.file),
    '',
    ...columns(rows),
    ...(doubts.length ? ['', t('config.init.doubts')] : []),
    ...doubts.map(({message, params}) => `  ${t(message, params)}`),
    '',
    t('config.init.next', {profile: report.profile}),
  ]
}
