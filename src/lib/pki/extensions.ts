import {DerError, type DerNode, readDer, universal} from './der.ts'
import {
  bitStringBytes,
  child,
  contextChild,
  expectUniversal,
  oidValue,
  sequenceOf,
  smallInteger,
  textValue,
  timeValue,
  toHex,
} from './der-values.ts'
import {type AlternativeName, namesOfTag, readGeneralNames} from './general-names.ts'

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
  /** Every name of the SAN, in order. */
  readonly altNames: readonly AlternativeName[]
  /** Each policy with the addresses of its statement (CPS). */
  readonly policyStatements: readonly {readonly oid: string; readonly cps: readonly string[]}[]
  /** Where changes to the revocation list are published; LDAP only at the IGC-Santé. */
  readonly freshestCrlUrls: readonly string[]
  /** Every extension, in the order of the certificate, known or not. */
  readonly entries: readonly ExtensionEntry[]
  /** Lower-case hexadecimal. */
  readonly subjectKeyId?: string
  readonly authorityKeyId?: string
  /** The issuer's certificate itself, where it is named so: DER of its own issuer's name, and its serial number. */
  readonly authorityCertificate?: {readonly issuerHex?: string; readonly serialHex: string}
  readonly isCa: boolean
  readonly pathLength?: number
  /** Catégorie de produit (TRE_G01, `1.2.250.1.71.1.2.5`): 0x03 software, 0x83 software TEST… */
  readonly category?: number
  /** privateKeyUsagePeriod, ms since 1970; on SIGN certificates only. */
  readonly privateKeyUsage?: {readonly notBefore?: number; readonly notAfter?: number}
  /** Type of card (`1.2.250.1.71.1.2.2`): 0 CPS, 2 CPE; others are not known. */
  readonly cardType?: number
  /** Issuer and number of a card (`1.2.250.1.71.1.2.3`), `8025000001/2800636234`. */
  readonly cardNumber?: string
  /** Profession (TRE_G15, `1.2.250.1.71.1.2.7`). */
  readonly profession?: number
}

export interface ExtensionEntry {
  readonly oid: string
  readonly critical: boolean
  /** False: this program does not read it. Critical besides, it must be refused (RFC 5280 §4.2). */
  readonly known: boolean
  /** The value, hexadecimal; cut after 256 bytes. */
  readonly hex: string
}

type Mutable<T> = {-readonly [K in keyof T]: T[K]}
type Reader = (value: DerNode, into: Partial<Mutable<CertificateExtensions>>) => void

const readers: Readonly<Record<string, Reader>> = {
  '2.5.29.15': (value, into) => {
    const bytes = bitStringBytes(value)
    into.keyUsage = keyUsageNames.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
  },
  '2.5.29.37': (value, into) => {
    into.extendedKeyUsage = sequenceOf(value).map(oidValue)
  },
  '2.5.29.32': (value, into) => {
    into.policyStatements = sequenceOf(value).map((policy) => ({
      oid: oidValue(child(policy, 0, universal.oid)),
      cps: (policy.children[1]?.children ?? [])
        .filter((qualifier) => oidValue(child(qualifier, 0, universal.oid)) === cpsQualifier)
        .flatMap((qualifier) => (qualifier.children[1] ? [textValue(qualifier.children[1])] : [])),
    }))
    into.policies = into.policyStatements.map(({oid}) => oid)
  },
  '2.5.29.31': (value, into) => {
    into.crlUrls = distributionPoints(value)
  },
  '2.5.29.46': (value, into) => {
    into.freshestCrlUrls = distributionPoints(value)
  },
  '1.3.6.1.5.5.7.1.1': (value, into) => {
    const urls = (method: string) =>
      sequenceOf(value)
        .filter((access) => oidValue(child(access, 0, universal.oid)) === method)
        .flatMap((access) => namesOfTag(access, 6))
    into.ocspUrls = urls('1.3.6.1.5.5.7.48.1')
    into.caIssuersUrls = urls('1.3.6.1.5.5.7.48.2')
  },
  '2.5.29.17': (value, into) => {
    into.altNames = readGeneralNames(value)
    into.dnsNames = namesOfTag(value, 2)
  },
  '2.5.29.14': (value, into) => {
    into.subjectKeyId = toHex(value.content)
  },
  '2.5.29.35': (value, into) => {
    const keyId = contextChild(value, 0)
    if (keyId) into.authorityKeyId = toHex(keyId.content)
    const [names, serial] = [contextChild(value, 1), contextChild(value, 2)]
    const name = names && contextChild(names, 4)?.children[0]
    if (serial)
      into.authorityCertificate = {
        serialHex: toHex(serial.content),
        ...(name ? {issuerHex: toHex(name.raw)} : {}),
      }
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
  '1.2.250.1.71.1.2.2': (value, into) => {
    into.cardType = smallInteger(value)
  },
  '1.2.250.1.71.1.2.3': (value, into) => {
    into.cardNumber = textValue(value)
  },
  '1.2.250.1.71.1.2.7': (value, into) => {
    into.profession = smallInteger(value)
  },
}

const cpsQualifier = '1.3.6.1.5.5.7.2.1'
/** The private extensions are little documented: another form than those seen makes no certificate unreadable. */
const privateArc = '1.2.250.1.71.1.2.'
const maxHexBytes = 256

function distributionPoints(value: DerNode): string[] {
  return sequenceOf(value).flatMap((point) => {
    const name = contextChild(point, 0)
    const full = name && contextChild(name, 0)
    return full ? namesOfTag(full, 6) : []
  })
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
    altNames: [],
    policyStatements: [],
    freshestCrlUrls: [],
    entries: [],
    isCa: false,
  }
  const entries: ExtensionEntry[] = []
  for (const extension of list ? sequenceOf(list) : []) {
    const {entry, facts} = readExtension(extension)
    entries.push(entry)
    Object.assign(found, facts)
  }
  found.entries = entries
  return found
}

interface ReadExtension {
  readonly entry: ExtensionEntry
  readonly facts: Partial<CertificateExtensions>
}

/** But for the names and keys of their holders, the certificates of one authority have the same extensions. */
const ofTheirOwn = ['2.5.29.14', '2.5.29.16', '2.5.29.17', '1.2.250.1.71.1.2.3']
const maxKnown = 256
const maxKnownBytes = 512
const known = new Map<string, ReadExtension>()

function readExtension(extension: DerNode): ReadExtension {
  const {raw} = extension
  const key = raw.length > maxKnownBytes ? undefined : toHex(raw)
  const before = key === undefined ? undefined : known.get(key)
  if (before) return before
  const oid = oidValue(child(extension, 0, universal.oid))
  // the value follows an optional BOOLEAN `critical`
  const holder = expectUniversal(extension.children.at(-1), universal.octetString, extension)
  const flag = extension.children[1]
  const value = holder.content
  const facts = {}
  const entry: ExtensionEntry = {
    oid,
    critical: flag?.tag === universal.boolean && (flag.content[0] ?? 0) !== 0,
    known: readValue(oid, value, facts),
    hex: toHex(value.subarray(0, maxHexBytes)),
  }
  const read = {entry, facts}
  if (key === undefined || ofTheirOwn.includes(oid)) return read
  if (known.size === maxKnown) known.clear()
  known.set(key, read)
  return read
}

/** Whether the extension was read. */
function readValue(oid: string, value: Uint8Array, into: Partial<Mutable<CertificateExtensions>>): boolean {
  const reader = Object.hasOwn(readers, oid) ? readers[oid] : undefined
  if (!reader) return false
  try {
    reader(readDer(value), into)
    return true
  } catch (error) {
    if (error instanceof DerError && oid.startsWith(privateArc)) return false
    throw error
  }
}
