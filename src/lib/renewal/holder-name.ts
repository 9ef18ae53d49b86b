import type {Certificate} from '../pki/certificate.ts'
import {productOf} from '../pki/product.ts'

/** Attributes that name a person on a card or a personal certificate: surname, given name, and the PS_IdNat in the CN. */
const personal = new Set(['SN', 'GN', 'CN', 'emailAddress', 'UID'])

/** A certificate of a card or of a person names somebody; those of organisations name a service. */
export function isPersonal(certificate: Certificate): boolean {
  const product = productOf(certificate)
  return product === 'CARD_AUTH' || product === 'PERSON_SIGN'
}

/** The name in certificate order; of a person nothing but the kind is left, unless told otherwise. */
export function holderName(certificate: Certificate, unmasked = false): string {
  const {subject} = certificate
  if (unmasked || !isPersonal(certificate)) return subject.certificate
  return subject.rdns
    .map((rdn) => rdn.map(({type, value}) => `${type}=${personal.has(type) ? '…' : value}`).join('+'))
    .join(', ')
}
