import type {ConfigCheck} from '../../usecases/config-check.ts'
import type {CheckSeverity} from '../../usecases/config-check-point.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'

const paint: Readonly<Record<CheckSeverity, 'green' | 'cyan' | 'yellow' | 'red'>> = {
  ok: 'green',
  info: 'cyan',
  warning: 'yellow',
  error: 'red',
}

/** `dmp config check`: gravest first, each with the setting to change. */
export function checkLines(check: ConfigCheck, {t, color}: Screen): string[] {
  const labels = check.points.map(({severity}) => t(`check.severity.${severity}`))
  const width = Math.max(...labels.map((label) => label.length))
  return [
    color.bold(t('config.show.head', {profile: check.profile, environment: check.environment})),
    plain(check.file),
    '',
    ...check.points.map(({severity, area, message, params, setting}, index) => {
      const label = color[paint[severity]]((labels[index] ?? '').padEnd(width))
      const hint = setting && severity !== 'ok' ? ` [${setting}]` : ''
      return `${label}  ${t(`check.area.${area}`)} : ${t(message, params)}${hint}`
    }),
    '',
    t(`check.verdict.${check.verdict}`),
  ]
}
