/**
 * Code tables (jeux de valeurs) of the CI-SIS and of the DMP, and the questions asked of them.
 *
 * Tables are data (`data/valuesets/*.json`, one file each), replaceable without a release: of two tables with
 * the same id the one with the newer `version` wins. DMP tables (J57–J62, J66) decide what the DMP accepts;
 * CI-SIS tables (J01, J02, J04, J07…) decide whether a CDA conforms. `ASS_X16` gives the class of every type.
 * Sources: CI-SIS "jeux de valeurs", ANS terminologies package; each file names its own.
 *
 * It does not read files (src/lib/files/valueset-files.ts does) and knows no hierarchy between codes.
 */
import type {CodedValue} from './coded-value.ts'

/** One table as stored: `codes` are `[code, codeSystem, displayName]`; systems are OIDs, or `URN`, `ASTM`. */
export interface ValueSetTable {
  readonly id: string
  readonly name: string
  readonly oid: string
  readonly version: string
  readonly source: string
  readonly use: string
  readonly codes: readonly (readonly [code: string, system: string, label: string])[]
  /**
   * Only in correspondence tables: ASS_X16 `[typeCode, typeSystem, classCode, classSystem]`, ASS_A11
   * `[templateId root, '', formatCode, formatSystem]`.
   */
  readonly map?: readonly (readonly [string, string, string, string])[]
}

/** Which table answers, for `config check` and reports. `origin` is the folder it came from. */
export interface ValueSetInfo {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly origin: string
}

export interface ValueSets {
  has(table: string, code: string, system?: string): boolean
  find(table: string, code: string, system?: string): CodedValue | undefined
  /** classCode that ASS_X16 gives to a typeCode, with its J57 label. */
  classOfType(typeCode: string): CodedValue | undefined
  /** formatCode (J60) of a structured document whose header bears this content model (ASS_A11). */
  formatOfTemplate(root: string): CodedValue | undefined
  list(table: string): readonly CodedValue[]
  tables(): readonly ValueSetInfo[]
}

export interface TableFrom {
  readonly table: ValueSetTable
  readonly origin: string
}

/** Versions start with a date (`20240927…`) or a number (`1.1.0 (2024-01-26)`); dates are compared first. */
function versionKey(version: string): string {
  const date = /\b(\d{4})-?(\d{2})-?(\d{2})/.exec(version)
  return date ? `${date[1]}${date[2]}${date[3]}` : `0 ${version}`
}

/** True when `a` replaces `b`; the later in the list wins a draw. */
function replaces(a: ValueSetTable, b: ValueSetTable): boolean {
  return versionKey(a.version) >= versionKey(b.version)
}

/** @param given tables in order of increasing precedence at equal version (packaged first, user's last) */
export function valueSetsOf(given: readonly TableFrom[]): ValueSets {
  const ids = new Set(given.map(({table}) => table.id))
  return valueSetsRead([...ids], (wanted) => given.filter(({table}) => table.id === wanted))
}

/**
 * The same over tables that are read when first asked for.
 * @param ids every table there is
 * @param read the versions of one table, in order of increasing precedence at equal version; asked once each
 */
export function valueSetsRead(ids: readonly string[], read: (id: string) => readonly TableFrom[]): ValueSets {
  const known = new Set(ids)
  const kept = onceEach((id) => (known.has(id) ? newestOf(read(id)) : undefined))
  const codes = onceEach((id) => indexed(kept(id)?.table.codes ?? []))
  const map = onceEach(
    (id) => new Map(kept(id)?.table.map?.map(([from, , code, system]) => [from, {code, system}])),
  )

  const find = (table: string, code: string, system?: string) => {
    const same = codes(table).get(code)
    return system === undefined ? same?.[0] : same?.find((one) => one.codeSystem === system)
  }
  const labelled = (table: string, found: {code: string; system: string} | undefined) => {
    if (!found) return undefined
    const {code, system} = found
    return find(table, code, system) ?? {code, codeSystem: system, displayName: code}
  }
  return {
    has: (table, code, system) => find(table, code, system) !== undefined,
    find,
    classOfType: (typeCode) => labelled('J57', map('ASS_X16').get(typeCode)),
    formatOfTemplate: (root) => labelled('J60', map('ASS_A11').get(root)),
    list: (table) => [...codes(table).values()].flat(),
    tables: () =>
      ids.flatMap((wanted) => {
        const one = kept(wanted)
        if (!one) return []
        const {id, name, version} = one.table
        return {id, name, version, origin: one.origin}
      }),
  }
}

function onceEach<T>(make: (id: string) => T): (id: string) => T {
  const made = new Map<string, {readonly value: T}>()
  return (id) => {
    const before = made.get(id)
    if (before) return before.value
    const value = make(id)
    made.set(id, {value})
    return value
  }
}

function newestOf(versions: readonly TableFrom[]): TableFrom | undefined {
  let newest: TableFrom | undefined
  for (const one of versions) if (!newest || replaces(one.table, newest.table)) newest = one
  return newest
}

function indexed(codes: ValueSetTable['codes']): ReadonlyMap<string, readonly CodedValue[]> {
  const index = new Map<string, CodedValue[]>()
  for (const [code, codeSystem, displayName] of codes) {
    const same = index.get(code)
    if (same) same.push({code, codeSystem, displayName})
    else index.set(code, [{code, codeSystem, displayName}])
  }
  return index
}

/** What is wrong with the shape of a table file, or undefined when it can be used. */
export function tableFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'object'
  const table = value as Record<string, unknown>
  for (const key of ['id', 'name', 'oid', 'version', 'source', 'use'])
    if (typeof table[key] !== 'string') return key
  if (!rowsOf(table['codes'], 3)) return 'codes'
  if (table['map'] !== undefined && !rowsOf(table['map'], 4)) return 'map'
  return undefined
}

function rowsOf(value: unknown, width: number): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (row) => Array.isArray(row) && row.length === width && row.every((cell) => typeof cell === 'string'),
    )
  )
}
