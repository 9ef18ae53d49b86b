/*
 * The identities file: which qualified INS stands behind the hospital's own number of a patient (IPP), as the identity
 * vigilance unit exports it. A backlog seldom holds the INS itself.
 *
 * Everything doubtful about an identity is found out when the file is loaded, before any document: one INS for an IPP,
 * one IPP for an INS, right key, an OID that belongs to the environment, sex against the first digit, only identities
 * that the source calls qualified (RNIV; EX_GEN-1270, EX_GEN-1520). A doubt about a person holds all of that person's
 * documents: a later date does not win, nothing is chosen.
 *
 * A line may say that a number of the hospital was merged into another (`merged_into`): nothing goes under it any more.
 *
 * Former numbers (`ins_history`) are kept to refuse them: feeding goes under the current INS only (EX_GEN-1300).
 *
 * Not here: asking INSi, deciding that two people are one.
 */
import type {Ins, PatientIdentity} from '../ins/patient-identity.ts'

/** Why documents of a patient wait; message `batch.reason.<reason>`. */
export type IdentityDoubt =
  | 'identity-faulty'
  | 'identity-two-ins'
  | 'identity-two-ipp'
  | 'identity-two-traits'
  | 'identity-sex'
  | 'identity-parent'
  | 'identity-merged'
  | 'identity-environment'
  | 'identity-not-qualified'

export type FoundIdentity =
  /** `identity` when the file gives the traits; `asOf` AAAAMMJJ. */
  | {readonly ins: Ins; readonly identity?: PatientIdentity; readonly asOf?: string}
  | {readonly doubt: IdentityDoubt}

/** What a file of identities was worth; no trait and no INS inside. */
export interface IdentitiesReport {
  readonly file: string
  readonly lines: number
  readonly patients: number
  /** Patients whose documents may go. */
  readonly usable: number
  readonly doubts: Readonly<Partial<Record<IdentityDoubt, number>>>
  /** Lines that could not be used, the first ones named. */
  readonly faulty: number
  readonly faults: readonly {readonly line: number; readonly field: string; readonly reason: string}[]
  /** Remarks by rule: what is unusual and stops nothing. */
  readonly warnings: Readonly<Record<string, number>>
  /** Identities last checked longer ago than asked for. */
  readonly old: number
}

export interface Identities {
  find(ipp: string): FoundIdentity | undefined
  /** Is there a patient whose number is the same but for leading zeros? */
  hasNear(ipp: string): boolean
  /** The current number of the patient who had this one before; undefined for a number that the file calls nobody's former one. */
  currentOf(former: string): string | undefined
  readonly report: IdentitiesReport
}

/** One patient of a file, as it was put in. */
export interface ListedIdentity {
  readonly ipp: string
  readonly line: number
  readonly deceased: boolean
  readonly found: FoundIdentity
}

/** The whole file, for those who look at it and not through it. */
export interface ListedIdentities extends Identities {
  /** In the order of the file. */
  each(): Iterable<ListedIdentity>
  /** Number of the hospital that a merged one became; undefined when it was not merged. */
  mergedInto(ipp: string): string | undefined
  /** First number of the hospital under which the file gives an INS. */
  ippOf(ins: Ins): string | undefined
}
