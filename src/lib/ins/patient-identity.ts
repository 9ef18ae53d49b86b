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
