import type {SettingValue} from '../profile/setting.ts'

/** Value of a setting before or after; null: it was not in the file. */
export type KeptValue = SettingValue | null

/** One installation in a profile, enough to go back. */
export interface InstallRecord {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly certificates: readonly {
    readonly use: 'auth' | 'sign'
    readonly before: string | null
    readonly after: string
  }[]
  readonly before: Readonly<Record<string, KeptValue>>
  readonly after: Readonly<Record<string, KeptValue>>
  /** SHA-256 of the files named by `before`, by path; one that could not be read is not among them. */
  readonly files?: Readonly<Record<string, string>>
  /** Set once it was taken back. */
  readonly undoneAt?: string
}

export interface InstallHistory {
  readonly version: 1
  readonly records: readonly InstallRecord[]
}

export const noHistory: InstallHistory = {version: 1, records: []}

/** Undefined when the text is no such history. */
export function readHistory(text: string): InstallHistory | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const records = (value as Partial<InstallHistory> | null)?.records
    const whole = (value as Partial<InstallHistory> | null)?.version === 1 && Array.isArray(records)
    return whole && records.every(isRecord) ? {version: 1, records} : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is InstallRecord {
  const {at, certificates, before, after} = (value ?? {}) as Partial<Record<keyof InstallRecord, unknown>>
  const isMap = (part: unknown) => typeof part === 'object' && part !== null && !Array.isArray(part)
  return typeof at === 'string' && Array.isArray(certificates) && isMap(before) && isMap(after)
}

/** The installations that a rollback may take back, latest first. */
export function standingRecords({records}: InstallHistory): readonly InstallRecord[] {
  return records.filter(({undoneAt}) => undoneAt === undefined).toReversed()
}

export function withRecord({records}: InstallHistory, record: InstallRecord): InstallHistory {
  return {version: 1, records: [...records, record]}
}

export function markUndone({records}: InstallHistory, undone: InstallRecord, at: string): InstallHistory {
  return {
    version: 1,
    records: records.map((record) => (record === undone ? {...record, undoneAt: at} : record)),
  }
}

/** The files of certificates and keys that settings name; the module of a token is none. */
export function filesNamed(settings: InstallRecord['before']): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]) =>
    /\.(?:path|certificatePath|keyPath)$/.test(key) && typeof value === 'string' ? [value] : [],
  )
}

/** For comparing: the order of the parts of a value says nothing. */
export function canonicalValue(value: KeptValue): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value)
}
