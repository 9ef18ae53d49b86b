import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import {DmpError} from '../errors/dmp-error.ts'
import {type Entry, formerKeys, migrate} from '../profile/migrations.ts'
import {nearest} from '../profile/nearest.ts'
import type {RawValue} from '../profile/setting.ts'
import {SCHEMA_VERSION, settingKeys} from '../profile/settings.ts'

/** A profile file of this size holds something else. */
const MAX_CHARACTERS = 256 * 1024
const MAX_DEPTH = 8

export interface SettingsDocument {
  readonly entries: readonly Entry<RawValue>[]
  /** The profile that a project file selects. */
  readonly profile?: string
  /** `old → new` keys of a file of an older version. */
  readonly migrated: readonly string[]
}

type Place = (node: unknown) => number

/**
 * Reads the text of a profile file, or of a project file (which may also select a `profile`). Plain YAML maps and
 * lists only: no types (0750… stays text), no anchors, aliases or tags.
 * @throws DmpError DMP_PROFILE_SYNTAX, DMP_PROFILE_KEY_UNKNOWN, DMP_PROFILE_INVALID, DMP_PROFILE_NEWER
 */
export function readSettingsDocument(
  text: string,
  file: string,
  kind: 'profile' | 'project',
): SettingsDocument {
  const {root, place} = parse(text, file)
  if (!root) return {entries: [], migrated: []}
  const version = kind === 'project' ? SCHEMA_VERSION : versionOf(root, file, place)
  const profile = kind === 'project' ? scalarAt(root, 'profile', file, place) : undefined
  const own = new Set([kind === 'project' ? 'profile' : 'schemaVersion'])
  const keys = new Set([...settingKeys, ...formerKeys(version)])
  const found = collect(root, {file, place, keys, own})
  const {entries, changes} = migrate(version, found)
  const seen = new Set<string>()
  for (const {key, line} of entries) {
    if (seen.has(key)) throw syntax(file, line, key)
    seen.add(key)
  }
  return {entries, migrated: changes, ...(profile === undefined ? {} : {profile})}
}

function parse(text: string, file: string): {root: YAMLMap | undefined; place: Place} {
  if (text.length > MAX_CHARACTERS) throw syntax(file, 1, `> ${MAX_CHARACTERS}`)
  const lines = new LineCounter()
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line)
  const place: Place = (node) => {
    const range = (node as {range?: readonly number[] | null} | null)?.range
    return range ? lineAt(range[0] ?? 0) : 1
  }
  const document = parsed(text, file, lines)
  const fault = document.errors[0] ?? document.warnings[0]
  if (fault) throw syntax(file, lineAt(fault.pos[0]), fault.code)
  visit(document, {
    Node: (_, node) => {
      const {anchor, tag} = node as {anchor?: string; tag?: string}
      if (isAlias(node)) throw syntax(file, place(node), '*')
      if (anchor) throw syntax(file, place(node), '&')
      if (tag) throw syntax(file, place(node), '!')
    },
  })
  const root = document.contents
  if (root === null || (isScalar(root) && !root.source)) return {root: undefined, place}
  if (!isMap(root)) throw syntax(file, place(root), '–')
  return {root, place}
}

function parsed(text: string, file: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, {schema: 'failsafe', lineCounter, prettyErrors: false, logLevel: 'error'})
  } catch (cause) {
    // The composer recurses: a file nested thousands of levels deep ends here and not in a crash.
    throw syntax(file, 1, '…', cause)
  }
}

function syntax(file: string, line: number, found: string, cause?: unknown): DmpError {
  return new DmpError('DMP_PROFILE_SYNTAX', {params: {file, line, found}, details: {file, line}, cause})
}

function keyOf(pair: Pair, file: string, place: Place): string {
  const {key} = pair
  if (!isScalar(key) || typeof key.value !== 'string') throw syntax(file, place(key), '?')
  return key.value
}

function scalarAt(root: YAMLMap, name: string, file: string, place: Place): string | undefined {
  const pair = root.items.find((item) => isScalar(item.key) && item.key.value === name)
  if (!pair) return undefined
  const value = isScalar(pair.value) ? pair.value.value : undefined
  if (typeof value === 'string' && value !== '') return value
  throw invalid(file, place(pair.key), name, name === 'profile' ? 'NAME' : '1')
}

function versionOf(root: YAMLMap, file: string, place: Place): number {
  const text = scalarAt(root, 'schemaVersion', file, place) ?? '0'
  if (!/^\d{1,6}$/.test(text)) throw invalid(file, 1, 'schemaVersion', String(SCHEMA_VERSION))
  const version = Number(text)
  if (version <= SCHEMA_VERSION) return version
  throw new DmpError('DMP_PROFILE_NEWER', {
    params: {file, version, supported: SCHEMA_VERSION},
    details: {file, version},
  })
}

function invalid(file: string, line: number, key: string, expected: string): DmpError {
  return new DmpError('DMP_PROFILE_INVALID', {
    params: {file, line, key, expected},
    details: {file, line, key},
  })
}

interface Reading {
  readonly file: string
  readonly place: Place
  readonly keys: ReadonlySet<string>
  /** Top-level names that are no settings. */
  readonly own: ReadonlySet<string>
}

function collect(map: YAMLMap, reading: Reading, prefix = '', depth = 0): Entry<RawValue>[] {
  const {file, place, keys, own} = reading
  return map.items.flatMap((pair) => {
    const name = keyOf(pair, file, place)
    if (prefix === '' && own.has(name)) return []
    const key = prefix === '' ? name : `${prefix}.${name}`
    const line = place(pair.key)
    if (keys.has(key)) return [{key, line, raw: rawOf(pair.value as Node | null, key, line, file)}]
    if (depth < MAX_DEPTH && [...keys].some((known) => known.startsWith(`${key}.`))) {
      if (isMap(pair.value)) return collect(pair.value, reading, key, depth + 1)
      if (isScalar(pair.value) && !pair.value.source) return []
      throw invalid(file, line, key, '{…}')
    }
    throw new DmpError('DMP_PROFILE_KEY_UNKNOWN', {
      params: {file, line, key, nearest: nearest(key, keys) ?? '–'},
      details: {file, line, key},
    })
  })
}

/** A leaf: text, a list of texts, or a map of texts and lists of texts. */
function rawOf(node: Node | null, key: string, line: number, file: string, nested = false): RawValue {
  if (isScalar(node)) return String(node.value ?? '')
  if (isSeq(node) && node.items.every((item) => isScalar(item)))
    return node.items.map((item) => String((item as {value: unknown}).value ?? ''))
  if (isMap(node) && !nested) {
    const pairs = node.items.map((pair) => {
      const name = isScalar(pair.key) ? String(pair.key.value) : ''
      return [name, rawOf(pair.value as Node | null, key, line, file, true) as string | readonly string[]]
    })
    return Object.fromEntries(pairs)
  }
  throw invalid(file, line, key, '…')
}
