import {type Certificate, isSelfIssued} from './certificate.ts'
import type {DistinguishedName} from './distinguished-name.ts'
import {escapeRfc2253} from './distinguished-name.ts'
import {productOf} from './product.ts'

export type NameOrder = 'certificate' | 'rfc2253'

/** Attributes that say who a person is: surname, given name, PS_IdNat in the CN, addresses. */
const personal: readonly string[] = ['SN', 'GN', 'CN', 'emailAddress', 'UID', 'serialNumber']
export const hidden = '…'

/** A PS_IdNat (RPPS or ADELI with its first digit) as cards and personal certificates bear it. */
const personNumber = /^[0-9]{9,12}(?:$|[^0-9])/
const hostName = /^[^ ]+\.[^ .]+$/
/** Two words of letters at least, as a given name and a surname are. */
const twoWords = /^\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*)+$/u

/**
 * A card or a personal certificate names somebody; those of organisations and servers name a service. The former
 * IGC-CPS wrote the name of a person into the CN alone, where its servers have their host.
 */
export function namesPerson(certificate: Certificate): boolean {
  const product = productOf(certificate)
  if (product === 'CARD_AUTH' || product === 'PERSON_SIGN') return true
  if (product === 'LEGACY_CPS' && !certificate.isCa)
    return !hostName.test(certificate.subject.commonName ?? '.') || nameOfPerson(certificate.subject)
  return certificate.isCa ? saysPerson(certificate.subject) : nameOfPerson(certificate.subject)
}

/** A name alone, as requests have it: a surname, a given name or a professional number in it, or words of no organisation. */
export function nameOfPerson(name: DistinguishedName): boolean {
  return saysPerson(name) || isBareName(name)
}

function saysPerson({rdns, commonName = ''}: DistinguishedName): boolean {
  return (
    personNumber.test(commonName) || rdns.some((rdn) => rdn.some(({type}) => type === 'SN' || type === 'GN'))
  )
}

function isBareName({rdns, commonName = ''}: DistinguishedName): boolean {
  const ofSome = rdns.some((rdn) => rdn.some(({type}) => type === 'O' || type === 'OU'))
  return !ofSome && twoWords.test(commonName)
}

/** Whoever signed their own certificate is named by its issuer too. */
export function issuerNamesPerson(certificate: Certificate): boolean {
  return isSelfIssued(certificate) && namesPerson(certificate)
}

/** The name in certificate order; of a person nothing but the kind is left, unless told otherwise. */
export function holderName(certificate: Certificate, unmasked = false): string {
  return shownName(certificate.subject, 'certificate', !unmasked && namesPerson(certificate))
}

/** Short name of the issuer. */
export function issuerName(certificate: Certificate, unmasked = false): string {
  if (!unmasked && issuerNamesPerson(certificate)) return shownName(certificate.issuer, 'certificate', true)
  return certificate.issuer.commonName ?? certificate.issuer.certificate
}

/** What a certificate on a card tells of its holder that names nobody: a card is a person's, whatever stands in it. */
const ofNobody: readonly string[] = ['C', 'title']

/** The holder of a certificate on a card; unless told otherwise nothing but the country and the profession. */
export function cardHolderName({subject}: Certificate, unmasked = false): string {
  return unmasked ? subject.certificate : textOf(subject, 'certificate', (type) => !ofNobody.includes(type))
}

/** Short name of the issuer of a certificate on a card, where that is an organisation: whoever can make one names it. */
export function cardIssuerName(certificate: Certificate, unmasked = false): string {
  const {issuer} = certificate
  const ofSome = issuer.organisation !== undefined && !isSelfIssued(certificate) && !saysPerson(issuer)
  if (unmasked || ofSome) return issuer.commonName ?? issuer.certificate
  return textOf(issuer, 'certificate', (type) => !ofNobody.includes(type))
}

/** What must not stand in a sentence about the certificate of a person. */
export function personalValues({subject}: Certificate): readonly string[] {
  return subject.rdns
    .flat()
    .flatMap(({type, value}) => (personal.includes(type) && value !== '' ? [value] : []))
}

/** Attributes of a name, one list per RDN; those that tell who a person is are hidden when `masked`. */
export function shownRdns(name: DistinguishedName, masked: boolean) {
  return hiddenRdns(name, (type) => masked && personal.includes(type))
}

function hiddenRdns(name: DistinguishedName, hides: (type: string) => boolean) {
  return name.rdns.map((rdn) => rdn.map(({type, value}) => ({type, value: hides(type) ? hidden : value})))
}

/** A name in the order wanted, see {@link DistinguishedName}. */
export function shownName(name: DistinguishedName, order: NameOrder, masked: boolean): string {
  return masked ? textOf(name, order, (type) => personal.includes(type)) : name[order]
}

function textOf(name: DistinguishedName, order: NameOrder, hides: (type: string) => boolean): string {
  const texts = hiddenRdns(name, hides).map((rdn) =>
    rdn.map(({type, value}) => `${type}=${value === hidden ? value : escapeRfc2253(value)}`).join('+'),
  )
  return order === 'rfc2253' ? texts.toReversed().join(',') : texts.join(', ')
}
