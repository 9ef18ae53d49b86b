import {type CertificateExtensions, extendedKeyUsageOids, keyUsageNames} from '../../pki/extensions.ts'
import {hidden} from '../../pki/holder.ts'

/** Extensions as they are shown: OIDs that have a usual name bear it. */
export interface ExtensionFacts {
  readonly keyUsage: readonly string[]
  readonly extendedKeyUsage: readonly {readonly oid: string; readonly name: string | null}[]
  readonly basicConstraints: {readonly ca: boolean; readonly pathLength: number | null}
  readonly policies: readonly {readonly oid: string; readonly cps: readonly string[]}[]
  readonly subjectKeyId: string | null
  readonly authorityKeyId: string | null
  readonly subjectAltName: readonly {readonly type: string; readonly value: string}[]
  readonly crl: readonly string[]
  readonly deltaCrl: readonly string[]
  readonly ocsp: readonly string[]
  readonly caIssuers: readonly string[]
  /** ISO 8601, UTC. */
  readonly privateKeyUsage: {readonly notBefore: string | null; readonly notAfter: string | null} | null
  /** Catégorie de produit, two hexadecimal digits. */
  readonly category: string | null
  readonly cardType: number | null
  readonly cardNumber: string | null
  readonly profession: number | null
  /** OIDs of the extensions marked critical. */
  readonly critical: readonly string[]
  /** Extensions that this program does not read. */
  readonly unknown: readonly {readonly oid: string; readonly critical: boolean; readonly hex: string}[]
}

const usageNames: ReadonlyMap<string, string> = new Map([
  ...Object.entries(extendedKeyUsageOids).map(([name, oid]): [string, string] => [oid, name]),
  ['1.3.6.1.5.5.7.3.3', 'codeSigning'],
  ['1.3.6.1.5.5.7.3.8', 'timeStamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSPSigning'],
  ['2.5.29.37.0', 'anyExtendedKeyUsage'],
])

/** `masked`: the certificate names a person, whose addresses and card are not shown. */
export function extensionFacts(extensions: CertificateExtensions, masked: boolean): ExtensionFacts {
  const {privateKeyUsage, category} = extensions
  return {
    keyUsage: keyUsageNames.filter((name) => extensions.keyUsage.includes(name)),
    extendedKeyUsage: extensions.extendedKeyUsage.map((oid) => ({oid, name: usageNames.get(oid) ?? null})),
    basicConstraints: {ca: extensions.isCa, pathLength: extensions.pathLength ?? null},
    policies: extensions.policyStatements,
    subjectKeyId: extensions.subjectKeyId ?? null,
    authorityKeyId: extensions.authorityKeyId ?? null,
    subjectAltName: extensions.altNames.map(({type, value}) => ({
      type,
      value: masked && type !== 'dns' && type !== 'ip' ? hidden : value,
    })),
    crl: extensions.crlUrls,
    deltaCrl: extensions.freshestCrlUrls,
    ocsp: extensions.ocspUrls,
    caIssuers: extensions.caIssuersUrls,
    privateKeyUsage: privateKeyUsage
      ? {notBefore: instant(privateKeyUsage.notBefore), notAfter: instant(privateKeyUsage.notAfter)}
      : null,
    category: category === undefined ? null : category.toString(16).padStart(2, '0'),
    cardType: extensions.cardType ?? null,
    cardNumber: masked && extensions.cardNumber !== undefined ? hidden : (extensions.cardNumber ?? null),
    profession: extensions.profession ?? null,
    critical: extensions.entries.filter(({critical}) => critical).map(({oid}) => oid),
    unknown: extensions.entries
      .filter(({known}) => !known)
      .map(({oid, critical, hex}) => ({oid, critical, hex: masked ? hidden : hex})),
  }
}

function instant(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString().replace('.000Z', 'Z')
}
