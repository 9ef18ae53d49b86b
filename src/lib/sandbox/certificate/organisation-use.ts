import type {Certificate} from './certificate.ts'

/** Why a certificate is not the product asked for; the words go into the answer. */
export interface UseObjection {
  readonly cause: 'category' | 'key-usage' | 'structure' | 'key-period'
  readonly text: string
}

const clientAuth = '1.3.6.1.5.5.7.3.2'
const emailProtection = '1.3.6.1.5.5.7.3.4'
/** Certificat logiciel TEST (TRE_G01). */
const testSoftware = 0x83
/** Certificats logiciels, of production and TEST: what a captured exchange may show. */
export const softwareCategories: readonly number[] = [0x03, testSoftware]
/** Struct_IdNat: `1` + FINESS or `3` + SIRET (TRE_G07). */
const structureId = /^(?:1[0-9AB]{9}|3\d{14})$/

export function isStructureId(text: string): boolean {
  return structureId.test(text)
}

/** ORG AUTH_CLI: keyUsage digitalSignature alone, EKU clientAuth alone (IGC-Santé products, EX_GEN-1450). */
export function objectToAuthCli(
  certificate: Certificate,
  categories: readonly number[] = [testSoftware],
): UseObjection | undefined {
  const right = sameSet(certificate.keyUsage, [0]) && sameSet(certificate.extendedKeyUsage, [clientAuth])
  if (!right) return {cause: 'key-usage', text: 'Le certificat client n’est pas un certificat ORG AUTH_CLI'}
  return objectToOrganisation(certificate, categories)
}

/** ORG SIGN (cachet): keyUsage digitalSignature and nonRepudiation, EKU emailProtection alone. */
export function objectToSeal(
  certificate: Certificate,
  at: number,
  categories: readonly number[] = [testSoftware],
): UseObjection | undefined {
  const right =
    sameSet(certificate.keyUsage, [0, 1]) && sameSet(certificate.extendedKeyUsage, [emailProtection])
  if (!right) return {cause: 'key-usage', text: 'Le certificat signataire n’est pas un certificat ORG SIGN'}
  if (certificate.keyUsableUntil !== undefined && at > certificate.keyUsableUntil) {
    return {cause: 'key-period', text: 'La période d’utilisation de la clé privée du cachet est passée'}
  }
  return objectToOrganisation(certificate, categories)
}

function objectToOrganisation(
  certificate: Certificate,
  categories: readonly number[],
): UseObjection | undefined {
  if (!categories.includes(certificate.category ?? -1)) {
    return {cause: 'category', text: 'La catégorie de produit n’est pas « certificat logiciel TEST »'}
  }
  const units = certificate.subject.filter(([type]) => type === 'OU')
  if (units.length !== 1 || !isStructureId(units[0]?.[1] ?? '')) {
    return {cause: 'structure', text: 'Le certificat ne porte pas un identifiant de structure unique dans OU'}
  }
  return undefined
}

function sameSet<T>(found: readonly T[], wanted: readonly T[]): boolean {
  return found.length === wanted.length && wanted.every((each) => found.includes(each))
}
