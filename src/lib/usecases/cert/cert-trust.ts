import {DmpError} from '../../errors/dmp-error.ts'
import {igcSanteAnchors} from '../../pki/anchors.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {provenBasis, type TrustBasis, type TrustedAuthority} from '../../pki/trusted-authority.ts'
import type {CertificateSources} from '../../ports/certificate-sources.ts'
import type {TrustStore} from '../../ports/trust-store.ts'
import type {Workbench} from '../ports.ts'
import {secretOfFlag} from './secret-wish.ts'
import {requireWord} from './vouch.ts'

export interface TrustBench extends Pick<Workbench, 'clock' | 'prompter' | 'files'> {
  readonly certificateSources: CertificateSources
  readonly trustStore: TrustStore
}

/** An authority as reports show it. */
export interface TrustLine {
  readonly subject: string
  /** Of the certificate, hexadecimal, lower case. */
  readonly sha256: string
  /** ISO 8601, UTC. */
  readonly notBefore: string
  readonly notAfter: string
  readonly basis: TrustBasis
  /** The anchor it is or descends from. */
  readonly anchor: string | null
}

export interface TrustAddition {
  readonly path: string
  readonly added: readonly TrustLine[]
  /** In the store before, on the same ground. */
  readonly already: readonly TrustLine[]
  /** SHA-256 of the certificates of the source that are no authorities. */
  readonly passedOver: readonly string[]
  /** Of those added, SHA-256 of the ones whose time is over. */
  readonly ended: readonly string[]
}

export interface TrustWish {
  readonly source: string
  readonly yes: boolean
  readonly confirm?: string | undefined
  /** Also one that bears the name of an authority of the IGC-Santé without its key. */
  readonly namesake?: boolean | undefined
  /** Of the source: `file:PATH`, `prompt`… */
  readonly passphraseFrom?: string | undefined
}

/**
 * Makes the authorities of a source known to this machine. One that the product proves counts at once; for any other
 * the operator vouches, with its fingerprint.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE {problem: no-authority}, DMP_CONFIRMATION_NEEDED,
 *   DMP_TRUST_STORE_UNREADABLE, and those of the source
 */
export async function addTrust(bench: TrustBench, wish: TrustWish): Promise<TrustAddition> {
  const {certificateSources, trustStore, clock} = bench
  const secret = secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom)
  const {certificates, passwordNeeded} = await certificateSources.open(
    wish.source,
    secret ? {passphrase: secret} : {},
  )
  const distinct = [...new Map(certificates.map((one) => [one.sha256.hex, one])).values()]
  const authorities = distinct.filter(({isCa}) => isCa)
  if (authorities.length === 0) {
    const problem = passwordNeeded ? 'password-needed' : 'no-authority'
    throw new DmpError('DMP_CERT_SOURCE_UNREADABLE', {params: {source: wish.source, problem}})
  }
  const stored = await trustStore.list()
  const pool = [...authorities, ...stored.map(({certificate}) => certificate)]
  const now = clock.now()
  const found = authorities.map((certificate): TrustedAuthority => {
    const proven = provenBasis(certificate, pool)
    return proven.basis === 'unproven'
      ? {certificate, basis: 'operator', addedAt: now}
      : {certificate, basis: proven.basis, anchor: proven.anchor.name, addedAt: now}
  })
  const isStored = (one: TrustedAuthority) =>
    stored.some(
      ({certificate, basis}) => certificate.sha256.hex === one.certificate.sha256.hex && basis === one.basis,
    )
  const fresh = found.filter((one) => !isStored(one))
  for (const {certificate, basis} of fresh)
    if (basis === 'operator') await requireWord(bench, wish, certificate, isNamesake(certificate))
  if (fresh.length > 0) await trustStore.add(fresh)
  return {
    path: await trustStore.path(),
    added: fresh.map(lineOf),
    already: found.filter(isStored).map(lineOf),
    passedOver: distinct.filter(({isCa}) => !isCa).map(({sha256}) => sha256.hex),
    ended: fresh
      .filter(({certificate}) => certificate.notAfter < now)
      .map(({certificate}) => certificate.sha256.hex),
  }
}

/** Bears the name, or one that looks like it, or the key id of an anchor without being one. */
function isNamesake({subject, subjectKeyId}: Certificate): boolean {
  const [whole, own] = [looksOf(subject.certificate), looksOf(subject.commonName ?? '')]
  return igcSanteAnchors.some((anchor) => {
    const name = commonNameOf(anchor.subject)
    const looksAlike = looksOf(anchor.subject) === whole || (name !== '' && looksOf(name) === own)
    return looksAlike || anchor.subjectKeyId === subjectKeyId
  })
}

/** What a reader takes for the same: no case, no accents, no signs that do not show, one blank for many. */
function looksOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\p{M}\p{Cf}\p{Cc}]/gu, '')
  return plain
    .replace(/[\s\p{P}\p{Z}]+/gu, ' ')
    .trim()
    .toLowerCase()
}

function commonNameOf(subject: string): string {
  return /(?:^|, )CN=([^,]*)/.exec(subject)?.[1] ?? ''
}

export function lineOf({certificate, basis, anchor}: TrustedAuthority): TrustLine {
  const {subject, sha256, notBefore, notAfter} = certificate
  return {
    subject: subject.certificate,
    sha256: sha256.hex,
    notBefore: new Date(notBefore).toISOString(),
    notAfter: new Date(notAfter).toISOString(),
    basis,
    anchor: anchor ?? null,
  }
}
