/*
 * The patient as the DMP knows one: the matricule INS with the OID of its authority, and the traits stricts.
 *
 * The same digits under another OID are another identity: `.8` (NIR) and `.9` (NIA) are real, `.10` is for
 * tests and `.11` for demonstrations, and nothing in the digits tells them apart. Only a qualified identity
 * (RNIV: fetched from INSi and checked against papers) may go to the DMP; nothing in a CDA header or in XDS
 * metadata says so, so the statement must come from the source system.
 *
 * Sources: RNIV (statuses, exceptional dates), CI-SIS structuration minimale (traits stricts of the header),
 * the Assurance Maladie's published NIR validator (layout and key), homologation plan EX_GEN-1270, -1290, -1520,
 * REC_0.2-1020, REC_0.2-1120.
 *
 * Not here: calling INSi, reading a Vitale card, deciding that two people are the same. Comparisons are shown;
 * a person decides.
 */
import type {Oid} from '../ids/oid.ts'

/** Matricule INS: 13 characters and their two-digit key. */
export type Matricule = string & {readonly __brand: 'Matricule'}

/** What identifies a patient for the DMP: the same digits under another OID are another identity. */
export interface Ins {
  readonly matricule: Matricule
  readonly oid: Oid
}

export type IdentityStatus = 'QUAL' | 'VALI' | 'RECUP' | 'PROV'

/** Traits stricts (RNIV), as they go into the CDA header. */
export interface StrictTraits {
  readonly birthName: string
  /** All given names of the birth act, space separated. */
  readonly givenNames: string
  readonly firstGiven: string
  readonly sex: 'M' | 'F'
  /** AAAAMMJJ. */
  readonly birthDate: string
  /** INSEE code (COG), five characters. */
  readonly birthPlace: string
}

export interface PatientIdentity {
  readonly ins: Ins
  readonly traits: StrictTraits
  readonly usedName?: string
  readonly usedGiven?: string
  /** Local patient number (IPP) and the OID of the domain that allots it. */
  readonly ipp?: {readonly value: string; readonly oid: Oid}
}

/** A doubt about an identity; its sentence is the message `rule.<rule>`. Params never hold a trait. */
export interface IdentityFinding {
  readonly rule: `INS-${string}`
  readonly severity: 'error' | 'warning'
  readonly params: Readonly<Record<string, string | number>>
}
