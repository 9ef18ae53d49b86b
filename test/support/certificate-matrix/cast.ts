import type {Certificate} from '../../../src/lib/pki/certificate.ts'
import type {CertificateEnvironment} from '../../../src/lib/pki/environment.ts'
import {Mint, type Minted, type Wish} from './mint.ts'

/** The instant at which everything is judged, unless a case says otherwise. */
export const now = Date.UTC(2026, 5, 1, 12)

export const authorityExtensions = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
]
export const linkExtensions = [...authorityExtensions, 'authorityKeyIdentifier=keyid']

/** Name of an authority in the image of the IGC-Santé; its key is of this test alone. */
export function authorityName(environment: CertificateEnvironment, name: string): string {
  const test = environment === 'test' ? 'TEST ' : ''
  return `/C=FR/O=ASIP-SANTE/OU=0002 187512751/OU=IGC-SANTE${test && ' TEST'}/CN=${test}${name}`
}

export const structure = '10B0000014'
export const leafName = (cn: string, unit = structure) =>
  `/C=FR/ST=Département fictif (99)/O=CENTRE HOSPITALIER FICTIF/OU=${unit}/CN=${cn}`

const uses = {
  auth: ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=clientAuth'],
  sign: ['keyUsage=critical,digitalSignature,nonRepudiation', 'extendedKeyUsage=emailProtection'],
  server: [
    'keyUsage=critical,digitalSignature,keyEncipherment',
    'extendedKeyUsage=serverAuth,clientAuth',
    'subjectAltName=DNS:dmp.example.invalid',
  ],
  cardAuth: [
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=clientAuth,1.3.6.1.4.1.311.20.2.2',
    'subjectAltName=otherName:1.3.6.1.4.1.311.20.2.3;UTF8:00B6087510@carte-cps.fr',
  ],
  cardSign: ['keyUsage=critical,nonRepudiation', 'extendedKeyUsage=emailProtection'],
} as const
export type Use = keyof typeof uses
const productArc: Partial<Record<Use, string>> = {auth: '4', sign: '3', server: '5'}

/** Extensions of a leaf of that product and environment (decoded from published certificates). */
export function leafExtensions(environment: CertificateEnvironment, use: Use, policy?: string): string[] {
  const test = environment === 'test'
  const card = use === 'cardAuth' || use === 'cardSign'
  const category = (card ? 0 : 3) + (test ? 0x80 : 0)
  const own = test ? '1.2.250.1.213.1.7.2.1.1.1.1' : `1.2.250.1.213.1.7.1.1.2.${productArc[use] ?? '9'}.1`
  const suffix = test ? '-TEST' : ''
  return [
    'basicConstraints=CA:FALSE',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    ...uses[use],
    `1.2.250.1.71.1.2.5=DER:0401${category.toString(16).padStart(2, '0')}`,
    `certificatePolicies=${policy ?? own}`,
    `crlDistributionPoints=URI:http://igc.example.invalid/CRL/ACI-EL-ORG${suffix}.crl`,
    `authorityInfoAccess=OCSP;URI:http://ocsp.example.invalid,caIssuers;URI:http://igc.example.invalid/AC/ACI-EL-ORG${suffix}.cer`,
  ]
}

/** privateKeyUsagePeriod of a seal. */
export const keyPeriod = (from: string, to: string) =>
  `2.5.29.16=DER:3022800F${Buffer.from(from).toString('hex')}810F${Buffer.from(to).toString('hex')}`

/** Who plays: two environments with a root and an authority each, and whatever a case wants beside. */
export class Cast {
  readonly mint = new Mint()

  root(environment: CertificateEnvironment = 'test'): Minted {
    return this.mint.issue(`acr-${environment}`, undefined, {
      subject: authorityName(environment, 'AC RACINE IGC-SANTE ELEMENTAIRE'),
      key: `acr-${environment}`,
      extensions: authorityExtensions,
      from: '20130625000000Z',
      to: '20330625000000Z',
    })
  }

  authority(environment: CertificateEnvironment = 'test'): Minted {
    return this.link(`aci-${environment}`, this.root(environment), {
      subject: authorityName(environment, 'AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'),
      key: `aci-${environment}`,
      to: '20330624000000Z',
    })
  }

  /** An authority below another. */
  link(name: string, issuer: Minted, wish: Partial<Wish> = {}): Minted {
    const subject = `/C=FR/O=DMP ESSAI/CN=${name.toUpperCase()}`
    const dates = {from: '20130625000000Z', to: '20330601000000Z'}
    return this.mint.issue(name, issuer, {
      subject,
      extensions: linkExtensions,
      key: 'aci-test',
      ...dates,
      ...wish,
    })
  }

  /** An ORG AUTH_CLI TEST unless told otherwise. */
  leaf(
    name: string,
    wish: Partial<Wish> & {issuer?: Minted; environment?: CertificateEnvironment; use?: Use} = {},
  ) {
    const {environment = 'test', use = 'auth', issuer = this.authority(environment), ...rest} = wish
    return this.mint.issue(name, issuer, {
      subject: leafName(name.toUpperCase()),
      extensions: leafExtensions(environment, use),
      ...rest,
    })
  }

  get pool(): readonly Certificate[] {
    return [this.authority(), this.root()].map(({certificate}) => certificate)
  }
}
