import type {ShownProfile, ShownSetting} from '../../usecases/config-show.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {columns} from './table.ts'

function inWords(value: ShownSetting['value']): string {
  if (value === null) return '—'
  if (Array.isArray(value)) return value.join(', ') || '—'
  if (typeof value !== 'object') return plain(String(value))
  const pairs = Object.entries(value).map(([from, to]) => `${from} → ${to}`)
  return pairs.join(', ') || '—'
}

/** `dmp config show`: one setting a line, with --origin where its value came from. */
export function showLines(shown: ShownProfile, {t, color}: Screen, withOrigin: boolean): string[] {
  const origin = ({origin}: ShownSetting) => {
    if (!origin) return t('config.origin.none')
    const line = origin.line === undefined ? '' : `:${origin.line}`
    return `${t(`config.origin.${origin.kind}`)}${origin.where ? ` ${plain(origin.where)}${line}` : ''}`
  }
  const rows = shown.settings.map((setting) => [
    setting.key,
    inWords(setting.value),
    ...(withOrigin ? [origin(setting)] : []),
  ])
  const {root, rule} = shown.oidRoot
  return [
    color.bold(t('config.show.head', {profile: shown.profile, environment: shown.environment})),
    `${plain(shown.file)} (${t(`config.chosen.${shown.chosenBy}`)})`,
    '',
    ...columns(rows),
    '',
    t(`config.oid.${rule}`, {root: root ?? '—'}),
  ]
}
