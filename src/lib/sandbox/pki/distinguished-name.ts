import type forge from 'node-forge'

/** One RDN each, in certificate order. */
export type DistinguishedName = readonly (readonly [type: 'C' | 'ST' | 'O' | 'OU' | 'CN', value: string])[]

const OIDS = {C: '2.5.4.6', ST: '2.5.4.8', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3'} as const

/** `C` is a PrintableString, the others UTF8String, as in certificates of the IGC-Santé. */
export function subjectAttributes(
  name: DistinguishedName,
  library: typeof forge,
): forge.pki.CertificateField[] {
  const {Type} = library.asn1
  return name.map(([type, value]) => ({
    type: OIDS[type],
    value,
    valueTagClass: (type === 'C' ? Type.PRINTABLESTRING : Type.UTF8) as unknown as forge.asn1.Class,
  }))
}

const AUTHORITY_ROOM: DistinguishedName = [
  ['C', 'FR'],
  ['O', 'DMP SANDBOX'],
  ['OU', '0002 000000000'],
  ['OU', 'IGC-SANTE TEST FICTIF'],
]

export const rootName: DistinguishedName = [...AUTHORITY_ROOM, ['CN', 'TEST AC RACINE ELEMENTAIRE FICTIVE']]
export const intermediateName: DistinguishedName = [
  ...AUTHORITY_ROOM,
  ['CN', 'TEST AC ELEMENTAIRE ORGANISATIONS FICTIVE'],
]

/** The common name is the one that clients of INSi require of the issuer; all else says that it is invented. */
export const insiRootName: DistinguishedName = [...AUTHORITY_ROOM, ['CN', 'TEST AC RACINE INSI FICTIVE']]
export const insiIssuerName: DistinguishedName = [
  ...AUTHORITY_ROOM,
  ['CN', 'TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'],
]

/** Subject of an organisation's certificate: order C, ST, O, OU, CN; O is cut at 40 characters. */
export function organisationName(organisation: string, unit: string, commonName: string): DistinguishedName {
  return [
    ['C', 'FR'],
    ['ST', 'Département fictif (99)'],
    ['O', organisation.toUpperCase().slice(0, 40)],
    ['OU', unit],
    ['CN', commonName],
  ]
}
