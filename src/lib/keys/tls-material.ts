import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, isSelfIssued} from '../pki/certificate.ts'
import {buildChain, knownAuthorities} from '../pki/chain.ts'
import {certificatePem, readCertificates} from '../pki/pem.ts'
import type {Files} from '../ports/files.ts'
import type {Environment} from '../profile/profile.ts'
import {type Identity, isTokenKey} from './identity.ts'

/** Options for `tls.createSecureContext`, to be spread as they are. PEM texts; `key` is secret. */
export interface TlsMaterial {
  /** Leaf, then its intermediates; the root stays out. */
  readonly cert: string
  readonly key?: string
  readonly privateKeyEngine?: string
  readonly privateKeyIdentifier?: string
  /** Replaces Node's own list: nothing else is trusted. */
  readonly ca: string[]
}

export interface TrustSettings {
  readonly environment: Environment
  /** Certificates of `trust.caFiles`, see {@link readCaFiles}. */
  readonly caCertificates: readonly Certificate[]
  /** Authorities added to this machine: they complete a chain, and count for servers only where the IGC-Santé is theirs. */
  readonly added?: readonly Certificate[]
}

const maxCaBytes = 1 << 20

/** @throws DmpError DMP_FILE_UNREADABLE, DMP_KEY_FILE_UNREADABLE */
export async function readCaFiles(
  paths: readonly string[],
  files: Pick<Files, 'read'>,
): Promise<readonly Certificate[]> {
  const found: Certificate[] = []
  for (const path of paths)
    found.push(...readCertificates(await files.read(path, {maxBytes: maxCaBytes}), path))
  return found
}

/**
 * Client certificate and server trust of the mutual TLS. Trusted for the server: in production the production
 * IGC-Santé authorities, in test and formation both hierarchies (test hosts are seen with production chains), as
 * found in the user's own files; and what `trust.caFiles` adds. The sandbox trusts `trust.caFiles` alone.
 * @throws DmpError DMP_KEY_TOKEN_TLS_UNSUPPORTED for a key that signs on a token
 */
export function tlsMaterial(identity: Identity, trust: TrustSettings): TlsMaterial {
  const chain =
    identity.chain.length > 0 ? identity.chain : buildChain(identity.certificate, trust.added ?? [])
  const cert = [identity.certificate, ...chain.filter((link) => !isSelfIssued(link))]
    .map(certificatePem)
    .join('')
  return {cert, ...keyMaterial(identity), ca: trustedAuthorities(identity, trust).map(certificatePem)}
}

function keyMaterial({
  key,
}: Identity): Pick<TlsMaterial, 'key' | 'privateKeyEngine' | 'privateKeyIdentifier'> {
  if (!isTokenKey(key)) return {key: key.export({format: 'pem', type: 'pkcs8'}).toString()}
  if (key.kind === 'token-engine') return {privateKeyEngine: key.engine, privateKeyIdentifier: key.identifier}
  throw new DmpError('DMP_KEY_TOKEN_TLS_UNSUPPORTED', {params: {token: '', engine: '', problem: 'no-engine'}})
}

/** The authorities that the server's certificate may come from, each once. */
export function trustedAuthorities(identity: Identity, trust: TrustSettings): Certificate[] {
  const {environment, caCertificates} = trust
  const wanted = environment === 'production' ? (['production'] as const) : (['production', 'test'] as const)
  const known =
    environment === 'sandbox'
      ? []
      : knownAuthorities([...identity.companions, ...(trust.added ?? [])], wanted)
  const all = [...known, ...caCertificates]
  return [...new Map(all.map((certificate) => [certificate.sha256.hex, certificate])).values()]
}
