/**
 * What the sandbox reads in an X.509 certificate, with its own DER reader: names in their order, serial, key usages,
 * the ANS category of product and the period of use of the private key.
 *
 * Spec: RFC 5280; private extensions of the ANS (arc 1.2.250.1.71.1.2) as public certificates of the IGC-Santé carry
 * them. Signatures of certificates are checked by OpenSSL through node:crypto (`chain.ts`). It does not read CRLs nor
 * OCSP answers: revocation is not looked at here.
 */
import {X509Certificate} from 'node:crypto'
import type {PeerCertificate} from '../backend.ts'
import {type DerValue, oidOf, readDer, textOf, timeOf} from './der.ts'

/** One `type=value` pair; RDNs of organisation certificates hold one each. */
export type NamePart = readonly [type: string, value: string]

export interface Certificate {
  readonly x509: X509Certificate
  readonly der: Buffer
  /** In the order of the certificate. */
  readonly subject: readonly NamePart[]
  readonly issuer: readonly NamePart[]
  readonly serial: bigint
  readonly notBefore: number
  readonly notAfter: number
  /** Bit numbers of RFC 5280 §4.2.1.3: 0 digitalSignature, 1 nonRepudiation, 2 keyEncipherment… */
  readonly keyUsage: readonly number[]
  /** OIDs. */
  readonly extendedKeyUsage: readonly string[]
  /** Catégorie de produit (TRE_G01), 0x83 being a TEST software certificate. */
  readonly category: number | undefined
  /** End of use of the private key (2.5.29.16), only on signature certificates. */
  readonly keyUsableUntil: number | undefined
}

const nameTypes: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.8': 'ST',
  '2.5.4.7': 'L',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.4': 'SN',
}

/** Reads a DER certificate. Throws when it is not one. */
export function readCertificate(der: Uint8Array): Certificate {
  const x509 = new X509Certificate(der)
  const [tbs] = readDer(x509.raw).inside()
  const fields = tbs?.inside() ?? []
  const versioned = fields[0]?.tag === 0xa0 ? 1 : 0
  const at = (index: number): DerValue => {
    const value = fields[versioned + index]
    if (value === undefined) throw new RangeError('certificate too short')
    return value
  }
  const [notBefore, notAfter] = at(3).inside()
  const extensions = new Map(
    (
      fields
        .find((field) => field.tag === 0xa3)
        ?.inside()[0]
        ?.inside() ?? []
    ).map((extension) => {
      const [id, ...rest] = extension.inside()
      const value = rest.at(-1)
      if (id === undefined || value === undefined) throw new RangeError('empty extension')
      return [oidOf(id.content), value.content] as const
    }),
  )
  const usagePeriod = extensions.get('2.5.29.16')
  const category = extensions.get('1.2.250.1.71.1.2.5')
  const extended = extensions.get('2.5.29.37')
  const until =
    usagePeriod &&
    readDer(usagePeriod)
      .inside()
      .find((value) => value.tag === 0x81)
  return {
    x509,
    der: x509.raw,
    subject: nameOf(at(4)),
    issuer: nameOf(at(2)),
    serial: BigInt(`0x${at(0).content.toString('hex')}`),
    notBefore: notBefore ? timeOf(notBefore.content) : 0,
    notAfter: notAfter ? timeOf(notAfter.content) : 0,
    keyUsage: bitsOf(extensions.get('2.5.29.15')),
    extendedKeyUsage: extended
      ? readDer(extended)
          .inside()
          .map((value) => oidOf(value.content))
      : [],
    category: category ? readDer(category).content[0] : undefined,
    keyUsableUntil: until ? timeOf(until.content) : undefined,
  }
}

/** Certificates of a PEM text, in order. */
export function readPemCertificates(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => readCertificate(new X509Certificate(block).raw))
}

/** The view handed to the registry. */
export function peerOf(certificate: Certificate): PeerCertificate {
  const value = (type: string): string => certificate.subject.find(([each]) => each === type)?.[1] ?? ''
  return {
    subject: {C: value('C'), ST: value('ST'), O: value('O'), OU: value('OU'), CN: value('CN')},
    sha256Hex: certificate.x509.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

function nameOf(value: DerValue): NamePart[] {
  return value.inside().flatMap((rdn) =>
    rdn.inside().map((pair): NamePart => {
      const [type, text] = pair.inside()
      if (type === undefined || text === undefined) throw new RangeError('empty name')
      const oid = oidOf(type.content)
      return [nameTypes[oid] ?? oid, textOf(text)]
    }),
  )
}

function bitsOf(extension: Buffer | undefined): number[] {
  if (extension === undefined) return []
  const [, ...bytes] = readDer(extension).content
  return bytes.flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (0x80 >> bit)).map((bit) => index * 8 + bit),
  )
}
