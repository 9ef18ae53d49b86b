/** A setting as a file states it. */
export interface Entry<Raw> {
  readonly key: string
  readonly raw: Raw
  readonly line: number
}

interface Migration {
  /** Old key → key of the next version. */
  readonly renames: Readonly<Record<string, string>>
  /** By new key: old word → new word. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/**
 * How a file of version n becomes one of version n + 1, at index n. A released step never changes; each has a
 * frozen file in test/unit/profile/samples.
 */
const migrations: readonly Migration[] = [
  {
    renames: {
      endpoint: 'endpoints.base',
      'structure.finess': 'structure.finessEj',
      'structure.site': 'structure.finessEg',
      'lps.homologationNumber': 'lps.homologation',
      oidRoot: 'ids.oidRoot',
    },
    words: {environment: {prod: 'production', training: 'formation'}},
  },
]

/** Keys that files of `version` may hold beside the present ones. */
export function formerKeys(version: number): readonly string[] {
  return migrations.slice(version).flatMap(({renames}) => Object.keys(renames))
}

export interface Migrated<Raw> {
  readonly entries: readonly Entry<Raw>[]
  /** `old → new`, for the notice to the user. */
  readonly changes: readonly string[]
}

/** Brings the entries of an older file to the present keys and words. */
export function migrate<Raw>(version: number, entries: readonly Entry<Raw>[]): Migrated<Raw> {
  const changes: string[] = []
  const moved = migrations.slice(version).reduce(
    (current, {renames, words}) =>
      current.map((entry) => {
        const key = renames[entry.key] ?? entry.key
        const word = typeof entry.raw === 'string' ? words[key]?.[entry.raw] : undefined
        if (key !== entry.key) changes.push(`${entry.key} → ${key}`)
        if (word !== undefined) changes.push(`${key}: ${String(entry.raw)} → ${word}`)
        return {...entry, key, raw: word === undefined ? entry.raw : (word as Raw)}
      }),
    entries,
  )
  return {entries: moved, changes}
}
