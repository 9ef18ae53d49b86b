/**
 * The invented patients of the sandbox and what the DMP knows of each: whether a record exists, is open, is tied to
 * Mon espace santé, who is blocked from it. Listed in `data/sandbox-patients.json`.
 *
 * A changed INS is modelled so: the record hangs on the current number; a former number is either unknown (the
 * default: TD0.2 answers NF, feeding answers XDSUnknownPatientId) or `reconciled` (TD0.2 answers with the current
 * number, feeding answers XDSPatientIDReconciliationError), or the change is still `pending` (the former number is the
 * one in force and the current one is unknown), so that a test can let it happen between two starts.
 *
 * Not modelled: creation, reactivation and closure of a record, authorisations granted one by one.
 */

export const TEST_INS_OID = '1.2.250.1.213.1.4.10'

export interface PatientTraits {
  readonly birthName: string
  /** All of them, separated by spaces. */
  readonly givenNames: string
  readonly firstGiven: string
  readonly sex: 'M' | 'F'
  /** AAAAMMJJ */
  readonly birthDate: string
  readonly birthPlace: string
}

export interface SandboxPatient {
  /** Stable name in the list, used as the record's key in the registry. */
  readonly key: string
  /** 15 characters. */
  readonly matricule: string
  readonly formerMatricules: readonly string[]
  readonly oid: string
  readonly traits: PatientTraits
  readonly usedName?: string
  /** What a hospital wrongly holds for this patient, for tests of trait comparison. */
  readonly heldLocally?: Partial<PatientTraits>
  readonly dmp: 'active' | 'closed' | 'none'
  /** Tied to Mon espace santé. */
  readonly linked: boolean
  readonly closure?: {readonly date: string; readonly reason: string}
  /** Struct_IdNat of establishments the patient blocked; `*` is every one. */
  readonly blocks: readonly string[]
}

export type InsChange = 'done' | 'reconciled' | 'pending'

/** What the DMP makes of an INS. */
export type PatientMatch =
  | {readonly kind: 'found'; readonly patient: SandboxPatient}
  | {readonly kind: 'moved'; readonly patient: SandboxPatient}
  | {readonly kind: 'unknown'}

/** The patient that an INS of the test OID names at present. */
export function findPatient(
  patients: readonly SandboxPatient[],
  ins: {readonly matricule: string; readonly oid: string},
  change: InsChange,
): PatientMatch {
  for (const patient of patients) {
    if (patient.oid !== ins.oid) continue
    const current = patient.matricule === ins.matricule
    const former = patient.formerMatricules.includes(ins.matricule)
    if (!current && !former) continue
    const hasChanged = patient.formerMatricules.length > 0
    if (current) return hasChanged && change === 'pending' ? {kind: 'unknown'} : {kind: 'found', patient}
    if (change === 'pending') return {kind: 'found', patient}
    return change === 'reconciled' ? {kind: 'moved', patient} : {kind: 'unknown'}
  }
  return {kind: 'unknown'}
}

export function isBlocked(patient: SandboxPatient, structureId: string): boolean {
  return patient.blocks.includes('*') || patient.blocks.includes(structureId)
}

/** Full years at `now`, by the calendar of UTC days. */
export function ageAt(patient: SandboxPatient, now: number): number {
  const {birthDate} = patient.traits
  const today = new Date(now).toISOString().slice(0, 10).replaceAll('-', '')
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(4) < birthDate.slice(4) ? years - 1 : years
}
