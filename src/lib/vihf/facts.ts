import type {SealCertificate} from '../ports/signer.ts'
import type {Profile} from '../profile/profile.ts'

/** A code of JDV_J65 (SubjectRole): profession, specialty, or AUTOMATE. */
export interface VihfRole {
  readonly code: string
  readonly codeSystem: string
  readonly displayName: string
}

/** What stays the same from one assertion to the next of a profile. */
export interface VihfProfile {
  readonly version: '3.0' | '4.0'
  readonly authModeName: 'Authentification_Mode' | 'Authentification_mode'
  /** Subject DN of the ORG SIGN certificate, in the order the profile wants. */
  readonly issuer: string
  /** Base64 of the DER of the ORG SIGN certificate. */
  readonly certificateBase64: string
  readonly nameId: string
  readonly authnContext: 'unspecified' | 'Password' | 'TLSClient' | 'SmartcardPKI'
  /** Struct_IdNat: `1`+FINESS or `3`+SIRET. */
  readonly structureId: string
  /** `SAxx` of JDV_J61. */
  readonly sector: string
  readonly subjectId: string
  /** Profession first, then the specialty where there is one; or AUTOMATE alone. */
  readonly roles: readonly VihfRole[]
  readonly lps: {readonly name: string; readonly version: string; readonly id?: string}
  /** LPS_ID_HOMOLOGATION_DMP: a secret (EX_GEN-1490). */
  readonly homologation: string
}

/** What changes with each call. Times are milliseconds since 1970. */
export interface VihfFacts {
  /** Without prefix; the assertion's ID is `_` + this UUID. */
  readonly uuid: string
  readonly issuedAt: number
  /** When the user logged in to the source system; for AUTOMATE, when the program started. */
  readonly authenticatedAt: number
  /** INS as CX without CX-7. */
  readonly patientId: string
}

export const AUTOMATE: VihfRole = {
  code: 'AUTOMATE',
  codeSystem: '1.2.250.1.213.1.1.4.6',
  displayName: 'AUTOMATE',
}

const PROFESSIONS = '1.2.250.1.71.1.2.7'
const SPECIALTIES = '1.2.250.1.71.4.2.5'
const PHARMACISTS = '1.2.250.1.71.4.2.6'

export interface VihfProfileInput {
  readonly seal: SealCertificate
  readonly homologation: string
  /** OU of the ORG SIGN certificate, used when `vihf.structure` is `certificate`. */
  readonly certificateOu: string
  /** Labels of the profession and specialty of a named user; their codes otherwise. */
  readonly professionLabel?: string
  readonly specialtyLabel?: string
}

/** PS_IdNat prefix of a person known by the structure: `3`+FINESS, or `5`+SIRET (HL7V2-IG). */
function staffPrefix(structureId: string): string {
  return structureId.startsWith('3') ? `5${structureId.slice(1)}` : `3${structureId.slice(1)}`
}

/** An id already in national form (`8`+RPPS, `0`+ADELI, or scoped by a structure) is given as it is. */
function nameIdOf(id: string, structureId: string): string {
  return id.includes('/') || /^(?:8\d{11}|0\d{9})$/.test(id) ? id : `${staffPrefix(structureId)}/${id}`
}

/** Identifiant_Structure: the site, or what the OU of the certificate names (`vihf.structure`). */
export function vihfStructureId(profile: Profile, certificateOu: string): string {
  return profile.vihf.structure === 'certificate' ? certificateOu : `1${profile.structure.finessEg}`
}

/** NameID of the person responsible for an automate, or of the named user. */
export function vihfNameId({vihf: {user}}: Profile, structureId: string): string {
  return nameIdOf(user.kind === 'automate' ? user.responsibleId : user.id, structureId)
}

/** What the assertions of a profile have in common; `vihf.*`, `structure.*` and `lps.*` of the configuration. */
export function vihfProfileOf(profile: Profile, input: VihfProfileInput): VihfProfile {
  const structureId = vihfStructureId(profile, input.certificateOu)
  const leaf = input.seal.chain[0]
  if (!leaf) throw new RangeError('a seal certificate has at least its leaf')
  const {user} = profile.vihf
  const lps = {
    name: profile.lps.name,
    version: profile.lps.version,
    ...(profile.lps.id === undefined ? {} : {id: profile.lps.id}),
  }
  return {
    version: profile.vihf.version,
    authModeName: profile.vihf.authModeName,
    issuer: leaf.subject[profile.vihf.issuerDnOrder],
    certificateBase64: leaf.derBase64,
    nameId: vihfNameId(profile, structureId),
    authnContext: profile.vihf.authnContext,
    structureId,
    sector: profile.structure.sector,
    subjectId:
      user.kind === 'automate'
        ? `${profile.lps.name}, ${profile.author.modelName ?? profile.lps.version}`
        : `${user.family}, ${user.given}`,
    roles: user.kind === 'automate' ? [AUTOMATE] : rolesOf(user, input),
    lps,
    homologation: input.homologation,
  }
}

function rolesOf(
  user: {readonly professionCode: string; readonly specialtyCode?: string},
  input: VihfProfileInput,
): readonly VihfRole[] {
  const profession: VihfRole = {
    code: user.professionCode,
    codeSystem: PROFESSIONS,
    displayName: input.professionLabel ?? user.professionCode,
  }
  if (user.specialtyCode === undefined) return [profession]
  const codeSystem = user.professionCode === '21' ? PHARMACISTS : SPECIALTIES
  const displayName = input.specialtyLabel ?? user.specialtyCode
  return [profession, {code: user.specialtyCode, codeSystem, displayName}]
}
