import type {Certificate} from './certificate.ts'
import type {DistinguishedName} from './distinguished-name.ts'
import {escapeRfc2253} from './distinguished-name.ts'
import {productOf} from './product.ts'

export type NameOrder = 'certificate' | 'rfc2253'

/** Attributes that say who a person is: surname, given name, PS_IdNat in the CN, addresses. */
const personal: readonly string[] = ['SN', 'GN', 'CN', 'emailAddress', 'UID', 'serialNumber']
export const hidden = '…'

/** A card or a personal certificate names somebody; those of organisations and servers name a service. */
export function namesPerson(certificate: Certificate): boolean {
  const product = productOf(certificate)
  if (product === 'CARD_AUTH' || product === 'PERSON_SIGN') return true
  return certificate.subject.rdns.some((rdn) => rdn.some(({type}) => type === 'SN' || type === 'GN'))
}

/** Attributes of a name, one list per RDN; those that tell who a person is are hidden when `masked`. */
export function shownRdns(name: DistinguishedName, masked: boolean) {
  return name.rdns.map((rdn) =>
    rdn.map(({type, value}) => ({type, value: masked && personal.includes(type) ? hidden : value})),
  )
}

/** A name in the order wanted, see {@link DistinguishedName}. */
export function shownName(name: DistinguishedName, order: NameOrder, masked: boolean): string {
  if (!masked) return name[order]
  const texts = shownRdns(name, true).map((rdn) =>
    rdn.map(({type, value}) => `${type}=${value === hidden ? value : escapeRfc2253(value)}`).join('+'),
  )
  return order === 'rfc2253' ? texts.toReversed().join(',') : texts.join(', ')
}
