import {allowedUses, cardTypeOf} from '../cards/card-types.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {extendedKeyUsageOids} from '../pki/extensions.ts'
import {cardHolderName, cardIssuerName, hidden} from '../pki/holder.ts'
import {productOf} from '../pki/product.ts'
import type {CardCertificate, CardCertificateUse} from './card-certificate.ts'
import {type CardProofAround, proofOfCard} from './card-proof.ts'
import type {ModuleProbe, RawCertificate, SeenSlot} from './cps-module.ts'

const anyExtendedKeyUsage = '2.5.29.37.0'

/**
 * The certificates of a card as facts. Kept apart from the checks: reading certificates is costly to load, and is only
 * needed where a card was read.
 */
export function withCertificatesRead(
  probe: ModuleProbe<RawCertificate>,
  unmask: boolean,
  around: CardProofAround,
): ModuleProbe<CardCertificate> {
  if (probe.state !== 'answered' || probe.slots.state !== 'listed')
    return probe as ModuleProbe<CardCertificate>
  const list = probe.slots.list.map((slot) => slotRead(slot, unmask, around))
  return {...probe, slots: {state: 'listed', list}}
}

function slotRead(
  {description, token}: SeenSlot<RawCertificate>,
  unmask: boolean,
  around: CardProofAround,
): SeenSlot<CardCertificate> {
  if (token.state !== 'read') return {description, token}
  const {certificates} = token
  if (certificates.state === 'failed') return {description, token: {...token, certificates}}
  const list = certificates.list.map((one) => cardCertificate(one, unmask, around))
  return {description, token: {...token, certificates: {state: 'read', list}}}
}

export function cardCertificate(
  {label, der}: RawCertificate,
  unmask: boolean,
  around: CardProofAround,
): CardCertificate {
  let certificate: Certificate
  try {
    certificate = readCertificate(der, label)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return {state: 'unreadable', label: unmask ? label : hidden}
  }
  const {notBefore, notAfter, cardType: code} = certificate
  const cardType = code === undefined ? null : (cardTypeOf(String(code)) ?? null)
  return {
    state: 'read',
    use: useOf(certificate),
    notBefore,
    notAfter,
    issuer: cardIssuerName(certificate, unmask),
    ...proofOfCard(certificate, unmask, around),
    product: productOf(certificate),
    holder: cardHolderName(certificate, unmask),
    cardType,
    allowed: cardType === null ? [] : allowedUses(cardType),
  }
}

/** TLS refuses a client whose extended key usage names other uses only (RFC 5280 §4.2.1.12). */
function useOf({isCa, keyUsage, extendedKeyUsage}: Certificate): CardCertificateUse {
  if (isCa) return 'other'
  if (keyUsage.includes('nonRepudiation')) return 'sign'
  const forClient =
    extendedKeyUsage.length === 0 ||
    [extendedKeyUsageOids.clientAuth, anyExtendedKeyUsage].some((oid) => extendedKeyUsage.includes(oid))
  return keyUsage.includes('digitalSignature') && forClient ? 'auth' : 'other'
}
