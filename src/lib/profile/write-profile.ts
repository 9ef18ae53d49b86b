import {durationText} from './duration.ts'
import {isSecretSource} from './secret-source.ts'
import type {SettingValue} from './setting.ts'
import {SCHEMA_VERSION, settings} from './settings.ts'

type Tree = Map<string, Tree | string>

/** Single quotes keep every character as it is in YAML; only the quote itself is doubled. */
function scalar(text: string): string {
  return /^[A-Za-z0-9/.][A-Za-z0-9/._-]*$/.test(text) && !/^[\d.+-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", "''")}'`
}

function flow(value: SettingValue): string {
  if (Array.isArray(value)) return `[${value.map((item) => scalar(String(item))).join(', ')}]`
  if (typeof value !== 'object') return scalar(String(value))
  const pairs = Object.entries(value).map(([name, part]) => `${scalar(name)}: ${flow(part as SettingValue)}`)
  return isSecretSource(value) && pairs.length === 1 ? scalar(value.from) : `{${pairs.join(', ')}}`
}

function lines(tree: Tree, indent: string): string[] {
  return [...tree].flatMap(([name, part]) =>
    typeof part === 'string'
      ? [`${indent}${name}: ${part}`]
      : [`${indent}${name}:`, ...lines(part, `${indent}  `)],
  )
}

/**
 * The text of a profile file that states these settings, by dotted key, in the order of the table. Reading it gives
 * the same values back. Keys that are no settings are left out.
 */
export function profileText(values: ReadonlyMap<string, SettingValue>): string {
  const root: Tree = new Map([['schemaVersion', String(SCHEMA_VERSION)]])
  for (const {key, type} of settings) {
    const value = values.get(key)
    if (value === undefined) continue
    const names = key.split('.')
    const last = names.pop() ?? key
    let at = root
    for (const name of names) {
      const next = at.get(name)
      const branch: Tree = next instanceof Map ? next : new Map()
      at.set(name, branch)
      at = branch
    }
    at.set(last, type.kind === 'duration' && typeof value === 'number' ? durationText(value) : flow(value))
  }
  return `${lines(root, '').join('\n')}\n`
}
