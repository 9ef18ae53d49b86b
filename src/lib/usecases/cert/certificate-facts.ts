import {matchAnchor} from '../../pki/anchors.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {trustPath} from '../../pki/chain.ts'
import type {DistinguishedName} from '../../pki/distinguished-name.ts'
import {type EnvironmentReport, environmentOf} from '../../pki/environment.ts'
import {issuerNamesPerson, type NameOrder, namesPerson, shownName, shownRdns} from '../../pki/holder.ts'
import {certificatePem} from '../../pki/pem.ts'
import {type CertificateProduct, productOf} from '../../pki/product.ts'
import {readStructureId, type StructureIdKind} from '../../pki/structure-id.ts'
import {endOfUse} from '../../renewal/calendar.ts'
import {type ExtensionFacts, extensionFacts} from './extension-facts.ts'

const DAY_MS = 86_400_000

export interface NameFacts {
  readonly dn: string
  /** In certificate order, whatever the order of `dn`. */
  readonly rdns: readonly (readonly {readonly type: string; readonly value: string}[])[]
  readonly C?: string
  readonly ST?: string
  readonly O?: string
  readonly OU?: string
  readonly CN?: string
}

export interface StructureFacts {
  readonly type: StructureIdKind
  readonly id: string
  /** `null` where no rule is known. */
  readonly checkDigitOk: boolean | null
  readonly deprecated: boolean
}

/** What one certificate says, as `dmp cert inspect` shows it. Instants are ISO 8601, UTC. */
export interface CertificateFacts {
  /** From 1, in the order of the source. */
  readonly position: number
  readonly role: 'leaf' | 'authority' | 'other'
  /** Friendly name or alias in the source. */
  readonly label?: string
  readonly product: CertificateProduct
  readonly environment: EnvironmentReport
  readonly subject: NameFacts
  /** `file`: the authority of the IGC-Santé, known from data, whose key signed it. */
  readonly issuer: NameFacts & {
    readonly file: string | null
    readonly trusted: boolean
    /** Names a known authority whose key did not sign it. */
    readonly forged: boolean
  }
  readonly structure: StructureFacts | null
  readonly serialNumber: {readonly hex: string; readonly decimal: string}
  readonly validity: {
    readonly state: 'valid' | 'expired' | 'not-yet-valid'
    readonly notBefore: string
    readonly notAfter: string
    /** The earlier of notAfter and the end of the key's own period. */
    readonly endOfUse: string
    readonly daysLeft: number
    readonly renewableUntil: string
  }
  readonly publicKey: {readonly algorithm: string; readonly bits: number; readonly spkiSha256: string}
  readonly signatureAlgorithm: string
  readonly fingerprints: {readonly sha1: string; readonly sha256: string}
  readonly extensions: ExtensionFacts
  /** True: it names a person, whose traits are hidden. */
  readonly masked: boolean
  readonly pem?: string
}

export interface FactsWish {
  readonly dn: NameOrder
  readonly withPem: boolean
  readonly unmask: boolean
  /** ms since 1970. */
  readonly now: number
}

/** `pool`: the other certificates of the source, from which its chain is built. */
export function certificateFacts(
  certificate: Certificate,
  pool: readonly Certificate[],
  wish: FactsWish,
): Omit<CertificateFacts, 'position' | 'role' | 'label'> {
  const masked = !wish.unmask && namesPerson(certificate)
  const end = endOfUse(certificate)
  const {notBefore, notAfter, publicKey} = certificate
  return {
    product: productOf(certificate),
    environment: environmentOf(certificate),
    subject: nameFacts(certificate.subject, wish.dn, masked),
    issuer: {
      ...nameFacts(certificate.issuer, wish.dn, !wish.unmask && issuerNamesPerson(certificate)),
      ...trustOf(certificate, pool),
    },
    structure: structureOf(certificate),
    serialNumber: certificate.serial,
    validity: {
      state: wish.now < notBefore ? 'not-yet-valid' : wish.now > notAfter ? 'expired' : 'valid',
      notBefore: instant(notBefore),
      notAfter: instant(notAfter),
      endOfUse: instant(end),
      daysLeft: Math.floor((end - wish.now) / DAY_MS),
      renewableUntil: instant(notAfter),
    },
    publicKey: {algorithm: publicKey.algorithm, bits: publicKey.bits, spkiSha256: publicKey.spkiSha256},
    signatureAlgorithm: certificate.signatureAlgorithm,
    fingerprints: {sha1: certificate.sha1.hex, sha256: certificate.sha256.hex},
    extensions: extensionFacts(certificate, masked),
    masked,
    ...(wish.withPem && !masked ? {pem: certificatePem(certificate)} : {}),
  }
}

export function nameFacts(name: DistinguishedName, order: NameOrder, masked: boolean): NameFacts {
  const rdns = shownRdns(name, masked)
  const wanted = ['C', 'ST', 'O', 'OU', 'CN']
  const firsts = rdns
    .flat()
    .filter(({type}) => wanted.includes(type))
    .toReversed()
  return {
    dn: shownName(name, order, masked),
    rdns,
    ...Object.fromEntries(firsts.map(({type, value}) => [type, value])),
  }
}

/** An authority of the IGC-Santé is what its own facts say it is; any other certificate, what its chain says. */
function trustOf(certificate: Certificate, pool: readonly Certificate[]) {
  const own = matchAnchor(certificate)
  const path = trustPath(certificate, pool, [])
  if (path.kind === 'anchor') return {file: path.anchor.name, trusted: true, forged: false}
  if (own) return {file: own.name, trusted: true, forged: false}
  return {file: null, trusted: false, forged: path.kind === 'none' && path.reason === 'forged'}
}

export function structureOf({subject}: Pick<Certificate, 'subject'>): StructureFacts | null {
  const found = readStructureId(subject.organisationalUnit ?? '')
  if (!found) return null
  const {kind, number, keyOk, deprecated} = found
  return {type: kind, id: number, checkDigitOk: keyOk ?? null, deprecated}
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
