import {DmpError} from '../../errors/dmp-error.ts'
import {igcSanteAnchors} from '../../pki/anchors.ts'
import type {CertificateEnvironment} from '../../pki/environment.ts'
import {lineOf, type TrustBench, type TrustLine} from './cert-trust.ts'
import {fingerprintOf} from './vouch.ts'

export interface KnownAnchor {
  /** As the ANS publishes it, e.g. `ACI-EL-ORG-TEST`. */
  readonly name: string
  readonly subject: string
  readonly sha256: string
  readonly environment: CertificateEnvironment
  /** ISO 8601, UTC. */
  readonly notAfter: string
}

export interface TrustList {
  readonly path: string
  /** Known by the product: facts, not certificates. */
  readonly anchors: readonly KnownAnchor[]
  readonly authorities: readonly (TrustLine & {readonly addedAt: string})[]
}

/** @throws DmpError DMP_TRUST_STORE_UNREADABLE */
export async function listTrust({trustStore}: Pick<TrustBench, 'trustStore'>): Promise<TrustList> {
  const stored = await trustStore.list()
  return {
    path: await trustStore.path(),
    anchors: igcSanteAnchors.map(({name, subject, sha256, environment, notAfter}) => ({
      ...{name, subject, sha256, environment, notAfter},
    })),
    authorities: stored.map((one) => ({...lineOf(one), addedAt: new Date(one.addedAt).toISOString()})),
  }
}

export interface TrustRemoval {
  readonly path: string
  readonly removed: TrustLine
}

/** Fewer name too many. */
const fewest = 8

/**
 * @param fingerprint whole, or its first characters
 * @throws DmpError DMP_TRUST_NOT_FOUND, DMP_TRUST_STORE_UNREADABLE
 */
export async function removeTrust(
  {trustStore}: Pick<TrustBench, 'trustStore'>,
  fingerprint: string,
): Promise<TrustRemoval> {
  const wanted = fingerprintOf(fingerprint)
  const named = (await trustStore.list()).filter(
    ({certificate}) => wanted.length >= fewest && certificate.sha256.hex.startsWith(wanted),
  )
  const [one] = named
  if (!one || named.length > 1)
    throw new DmpError('DMP_TRUST_NOT_FOUND', {
      params: {fingerprint: wanted, case: named.length > 1 ? 'several' : 'none'},
    })
  await trustStore.remove(one.certificate.sha256.hex)
  return {path: await trustStore.path(), removed: lineOf(one)}
}
