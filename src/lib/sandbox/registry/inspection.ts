import type {RegistryStore, StoredEntry} from '../store/registry-store.ts'

export interface Inspection extends Readonly<Record<string, unknown>> {
  readonly documents: readonly InspectedEntry[]
  readonly sets: {readonly submissions: number; readonly updates: number}
  readonly calls: readonly {
    readonly action: string
    readonly outcome: string
    readonly code: string
    readonly count: number
  }[]
}

export interface InspectedEntry {
  readonly uniqueId: string
  readonly entryUuid: string
  /** Last part of the status: Approved, Deprecated, Deleted. */
  readonly status: string
  readonly hash: string
  readonly size: number
  /** INS, its middle masked unless asked for whole. */
  readonly patient: string
  readonly set: string
  readonly structure: string
  readonly type: string
  readonly confidentiality: string
  readonly signature: boolean
  readonly replaces: string | null
}

/** All that is registered, in an order that only depends on the content of the registry. */
export function inspectStore(store: RegistryStore, showPatients: boolean): Inspection {
  return {
    documents: store.allEntries().map((entry) => inspectEntry(entry, showPatients)),
    sets: store.setCounts(),
    calls: store.callCounts(),
  }
}

function inspectEntry(entry: StoredEntry, showPatients: boolean): InspectedEntry {
  const matricule = entry.patientId.split('^')[0] ?? ''
  return {
    uniqueId: entry.uniqueId,
    entryUuid: entry.entryUuid,
    status: entry.status.split(':').at(-1) ?? '',
    hash: entry.sha1,
    size: entry.size,
    patient: showPatients ? matricule : `${matricule.slice(0, 1)}${'*'.repeat(12)}${matricule.slice(-2)}`,
    set: entry.setUniqueId,
    structure: entry.structureId,
    type: entry.typeCode,
    confidentiality: entry.confidentiality,
    signature: entry.isSignature,
    replaces: entry.replaces ?? null,
  }
}
