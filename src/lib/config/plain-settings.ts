import type {Entry} from '../profile/migrations.ts'
import type {RawValue} from '../profile/setting.ts'
import {SCHEMA_VERSION, settingKeys} from '../profile/settings.ts'
import type {SettingsDocument} from './settings-document.ts'

/** Nothing that YAML could read in two ways: one-byte Latin, no tab, no carriage return, no mark of byte order. */
const ORDINARY = /^[\n -~\u00a1-\u00ff\u2013\u2019\u2026]*$/
const MAX_CHARACTERS = 64 * 1024
const MAX_LINE = 1000

const BLANK = /^ *(?:#.*)?$/
const PAIR = /^( *)([A-Za-z][A-Za-z0-9.]*):(?: +(.*?))?(?: +#.*| *)$/
const WORD = '[A-Za-z0-9/.\\u00c0-\\u00ff][A-Za-z0-9/._\\u00c0-\\u00ff-]*'
const QUOTED = "'(?:[^']|'')*'|\"[^\"\\\\]*\""
const PLAIN = new RegExp(`^${WORD}(?:[ :]${WORD})*$`)
const WHOLE_QUOTED = new RegExp(`^(?:${QUOTED})$`)
const ITEM = `(?:${WORD}|${QUOTED})`
const ITEMS = new RegExp(`(?:[a-zA-Z]+: )?${ITEM}`, 'g')
const LIST = new RegExp(`^\\[(?:${ITEM}(?:, *${ITEM})*)?\\]$`)
const PARTS = new RegExp(`^\\{[a-zA-Z]+: ${ITEM}(?:, *[a-zA-Z]+: ${ITEM})*\\}$`)

const sections = new Set(
  [...settingKeys].flatMap((key) => {
    const names = key.split('.')
    return names.slice(1).map((_, index) => names.slice(0, index + 1).join('.'))
  }),
)

/**
 * The settings of a profile file of the present version in the plain form that `dmp config init` writes; undefined for any
 * other, right or wrong, which the YAML library reads. That library costs a good part of a quick command, and what
 * is answered here is what it would answer.
 */
export function readPlainSettings(text: string): SettingsDocument | undefined {
  if (text.length > MAX_CHARACTERS || !ORDINARY.test(text)) return undefined
  const entries: Entry<RawValue>[] = []
  const seen = new Set<string>()
  const prefixAt = openSections()
  for (const [index, content] of text.split('\n').entries()) {
    if (BLANK.test(content)) continue
    const [, {length: indent} = '', name, value = ''] = pairOf(content)
    const prefix = name && prefixAt.of(indent)
    if (prefix === undefined) return undefined
    const key = `${prefix}${name}`
    const known = seen.has(key) ? undefined : meaning(key, value)
    if (known === undefined) return undefined
    seen.add(key)
    if (known === 'section') prefixAt.open(key)
    else if (known !== 'version') entries.push({key, line: index + 1, raw: known.raw})
  }
  return seen.has('schemaVersion') ? {entries, migrated: []} : undefined
}

function pairOf(line: string): readonly string[] {
  return (line.length > MAX_LINE ? null : PAIR.exec(line)) ?? []
}

/** The sections that are open, and how far the keys of each are indented once one was met. */
function openSections() {
  const open: {readonly prefix: string; indent: number | undefined}[] = [{prefix: '', indent: 0}]
  return {
    open: (key: string) => open.push({prefix: `${key}.`, indent: undefined}),
    /** What stands before a key of this indentation; undefined when it belongs nowhere. */
    of(indent: number): string | undefined {
      const inner = open.at(-1)
      if (inner && inner.indent === undefined && indent > (open.at(-2)?.indent ?? 0)) inner.indent = indent
      while (open.length > 0 && open.at(-1)?.indent !== indent) open.pop()
      return open.at(-1)?.prefix
    },
  }
}

function meaning(key: string, value: string): 'version' | 'section' | {readonly raw: RawValue} | undefined {
  if (key === 'schemaVersion') return value === String(SCHEMA_VERSION) ? 'version' : undefined
  if (value === '') return sections.has(key) && !settingKeys.has(key) ? 'section' : undefined
  const raw = settingKeys.has(key) ? rawOf(value) : undefined
  return raw === undefined ? undefined : {raw}
}

function rawOf(value: string): RawValue | undefined {
  if (PLAIN.test(value) || WHOLE_QUOTED.test(value)) return scalar(value)
  if (LIST.test(value)) return items(value).map(scalar)
  if (!PARTS.test(value)) return undefined
  const pairs = items(value).map((item) => {
    const colon = item.indexOf(': ')
    return [item.slice(0, colon), scalar(item.slice(colon + 2))] as const
  })
  const parts = Object.fromEntries(pairs)
  return Object.keys(parts).length === pairs.length ? parts : undefined
}

/** What stands between the commas of `[…]` or `{…}`; a comma in quotes is none. */
function items(value: string): string[] {
  return value.slice(1, -1).match(ITEMS) ?? []
}

function scalar(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'")
  return text.startsWith('"') ? text.slice(1, -1) : text
}
