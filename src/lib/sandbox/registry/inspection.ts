import type {PatientTraits, SandboxPatient} from '../patients/patient.ts'
import type {RegistryStore, StoredEntry} from '../store/registry-store.ts'

export interface InspectedPatient {
  readonly key: string
  readonly dmp: string
  readonly linked: boolean
  readonly ins: string
  readonly oid: string
  /** Only when patients are shown. */
  readonly traits?: PatientTraits
}

export interface Inspection extends Readonly<Record<string, unknown>> {
  readonly documents: readonly InspectedEntry[]
  readonly patients: readonly InspectedPatient[]
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
export function inspectStore(
  store: RegistryStore,
  patients: readonly SandboxPatient[],
  showPatients: boolean,
): Inspection {
  return {
    documents: store.allEntries().map((entry) => inspectEntry(entry, showPatients)),
    patients: patients.map((patient) => inspectPatient(patient, showPatients)),
    sets: store.setCounts(),
    calls: store.callCounts(),
  }
}

function inspectPatient(patient: SandboxPatient, show: boolean): InspectedPatient {
  const {key, dmp, linked, oid, traits, matricule} = patient
  return {key, dmp, linked, ins: show ? matricule : masked(matricule), oid, ...(show ? {traits} : {})}
}

function masked(matricule: string): string {
  return `${matricule.slice(0, 1)}${'*'.repeat(12)}${matricule.slice(-2)}`
}

function inspectEntry(entry: StoredEntry, showPatients: boolean): InspectedEntry {
  const matricule = entry.patientId.split('^')[0] ?? ''
  return {
    uniqueId: entry.uniqueId,
    entryUuid: entry.entryUuid,
    status: entry.status.split(':').at(-1) ?? '',
    hash: entry.sha1,
    size: entry.size,
    patient: showPatients ? matricule : masked(matricule),
    set: entry.setUniqueId,
    structure: entry.structureId,
    type: entry.typeCode,
    confidentiality: entry.confidentiality,
    signature: entry.isSignature,
    replaces: entry.replaces ?? null,
  }
}
