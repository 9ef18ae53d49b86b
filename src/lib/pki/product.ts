import type {Certificate} from './certificate.ts'
import {extendedKeyUsageOids as eku} from './extensions.ts'

/**
 * Products of the IGC-Santé. ORG SIGN and SERV SIGN cannot be told apart and are both `SIGN`; CARD covers the
 * certificates of CPx cards, PERSON a person's software certificate.
 */
export type CertificateProduct =
  | 'ORG_AUTH_CLI'
  | 'SIGN'
  | 'SSL_SERV'
  | 'CARD_AUTH'
  | 'PERSON_SIGN'
  | 'AUTHORITY'
  | 'LEGACY_CPS'
  | 'unknown'

/** Issuer of the former IGC-CPS2bis and 2ter, stopped at the end of 2020. */
export function isLegacyCps(certificate: Certificate): boolean {
  return [certificate.issuer.organisation, certificate.subject.organisation].some(
    (name) => name?.startsWith('GIP-CPS') === true,
  )
}

/**
 * What a certificate is for, by key usage and extended key usage (decoded from published IGC-Santé certificates;
 * the policy OID names the product in production only).
 */
export function productOf(certificate: Certificate): CertificateProduct {
  if (last?.of !== certificate) last = {of: certificate, product: recognise(certificate)}
  return last.product
}

/** Several rules ask of the same certificate, one after the other. */
let last: {readonly of: Certificate; readonly product: CertificateProduct} | undefined

function recognise(certificate: Certificate): CertificateProduct {
  if (isLegacyCps(certificate)) return 'LEGACY_CPS'
  if (certificate.isCa) return 'AUTHORITY'
  const usage = certificate.keyUsage.join('+')
  const extended = certificate.extendedKeyUsage
  const has = (oid: string) => extended.includes(oid)
  if (has(eku.smartcardLogon)) return 'CARD_AUTH'
  if (has(eku.serverAuth) && usage === 'digitalSignature+keyEncipherment') return 'SSL_SERV'
  if (has(eku.clientAuth) && !has(eku.serverAuth) && usage === 'digitalSignature') return 'ORG_AUTH_CLI'
  if (has(eku.emailProtection) && usage === 'digitalSignature+nonRepudiation') return 'SIGN'
  if (has(eku.emailProtection) && usage === 'nonRepudiation') return 'PERSON_SIGN'
  return 'unknown'
}
