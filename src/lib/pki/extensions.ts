import {type DerNode, readDer, universal} from './der.ts'
import {
  bitStringBytes,
  child,
  contextChild,
  oidValue,
  sequenceOf,
  smallInteger,
  timeValue,
  toHex,
} from './der-values.ts'

/** RFC 5280 §4.2.1.3, in bit order. */
export const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsage = (typeof keyUsageNames)[number]

export const extendedKeyUsageOids = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const

export interface CertificateExtensions {
  readonly keyUsage: readonly KeyUsage[]
  /** OIDs, see {@link extendedKeyUsageOids}. */
  readonly extendedKeyUsage: readonly string[]
  readonly policies: readonly string[]
  readonly crlUrls: readonly string[]
  readonly ocspUrls: readonly string[]
  readonly caIssuersUrls: readonly string[]
  /** DNS names of the SAN. */
  readonly dnsNames: readonly string[]
  /** Lower-case hexadecimal. */
  readonly subjectKeyId?: string
  readonly authorityKeyId?: string
  readonly isCa: boolean
  readonly pathLength?: number
  /** Catégorie de produit (TRE_G01, `1.2.250.1.71.1.2.5`): 0x03 software, 0x83 software TEST… */
  readonly category?: number
  /** privateKeyUsagePeriod, ms since 1970; on SIGN certificates only. */
  readonly privateKeyUsage?: {readonly notBefore?: number; readonly notAfter?: number}
}

type Mutable<T> = {-readonly [K in keyof T]: T[K]}
type Reader = (value: DerNode, into: Mutable<CertificateExtensions>) => void

const readers: Readonly<Record<string, Reader>> = {
  '2.5.29.15': (value, into) => {
    const bytes = bitStringBytes(value)
    into.keyUsage = keyUsageNames.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
  },
  '2.5.29.37': (value, into) => {
    into.extendedKeyUsage = sequenceOf(value).map(oidValue)
  },
  '2.5.29.32': (value, into) => {
    into.policies = sequenceOf(value).map((policy) => oidValue(child(policy, 0, universal.oid)))
  },
  '2.5.29.31': (value, into) => {
    into.crlUrls = sequenceOf(value).flatMap((point) => {
      const name = contextChild(point, 0)
      const full = name && contextChild(name, 0)
      return full ? generalNames(full, 6) : []
    })
  },
  '1.3.6.1.5.5.7.1.1': (value, into) => {
    const urls = (method: string) =>
      sequenceOf(value)
        .filter((access) => oidValue(child(access, 0, universal.oid)) === method)
        .flatMap((access) => generalNames(access, 6))
    into.ocspUrls = urls('1.3.6.1.5.5.7.48.1')
    into.caIssuersUrls = urls('1.3.6.1.5.5.7.48.2')
  },
  '2.5.29.17': (value, into) => {
    into.dnsNames = generalNames(value, 2)
  },
  '2.5.29.14': (value, into) => {
    into.subjectKeyId = toHex(value.content)
  },
  '2.5.29.35': (value, into) => {
    const keyId = contextChild(value, 0)
    if (keyId) into.authorityKeyId = toHex(keyId.content)
  },
  '2.5.29.19': (value, into) => {
    const [first, second] = value.children
    into.isCa = first?.tag === universal.boolean && (first.content[0] ?? 0) !== 0
    if (into.isCa && second) into.pathLength = smallInteger(second)
  },
  '2.5.29.16': (value, into) => {
    const from = contextChild(value, 0)
    const to = contextChild(value, 1)
    into.privateKeyUsage = {
      ...(from ? {notBefore: timeValue(from)} : {}),
      ...(to ? {notAfter: timeValue(to)} : {}),
    }
  },
  '1.2.250.1.71.1.2.5': (value, into) => {
    const byte = value.content.length === 1 ? value.content[0] : undefined
    if (byte !== undefined) into.category = byte
  },
}

function generalNames(parent: DerNode, tag: number): string[] {
  return parent.children
    .filter((node) => node.tagClass === 'context' && node.tag === tag)
    .map((node) => Buffer.from(node.content).toString('latin1'))
}

/** Reads `[3] EXPLICIT Extensions`. @throws DerError */
export function readExtensions(wrapper: DerNode | undefined): CertificateExtensions {
  return readExtensionList(wrapper?.children[0])
}

/** Reads `Extensions`, as certificates, requests and revocation lists hold them. @throws DerError */
export function readExtensionList(list: DerNode | undefined): CertificateExtensions {
  const found: Mutable<CertificateExtensions> = {
    keyUsage: [],
    extendedKeyUsage: [],
    policies: [],
    crlUrls: [],
    ocspUrls: [],
    caIssuersUrls: [],
    dnsNames: [],
    isCa: false,
  }
  for (const extension of list ? sequenceOf(list) : []) {
    const reader = readers[oidValue(child(extension, 0, universal.oid))]
    // the value follows an optional BOOLEAN `critical`
    const holder = extension.children.at(-1)
    if (reader && holder && holder.tag === universal.octetString) reader(readDer(holder.content), found)
  }
  return found
}
