/**
 * What one source of certificates holds, whatever its format: the certificates, requests, revocation lists and keys
 * found in a file, on the standard input, at a server, in a token or in a Windows store.
 *
 * The format is told by content, never by name. Nothing here needs a secret: what cannot be seen without one is said
 * (`passwordNeeded`, a key's `encryption`). It does not judge: `pki/checks` does.
 */
import type {Certificate} from '../pki/certificate.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import type {CertificateRequest} from '../pki/request.ts'

export type ContainerFormat =
  | 'pem'
  | 'der'
  | 'pkcs7'
  | 'pkcs12'
  | 'jks'
  | 'jceks'
  | 'csr'
  | 'crl'
  | 'key'
  | 'tls'
  | 'pkcs11'
  | 'windows-store'

/** A private key as the source shows it; never the key itself. */
export interface KeyEntry {
  readonly form: 'pkcs1' | 'pkcs8' | 'sec1' | 'openssh' | 'pkcs12' | 'jks' | 'token' | 'windows-store'
  readonly encrypted: boolean
  /** Name of the scheme that protects it, e.g. `pbeWithSHAAnd3-KeyTripleDES-CBC`; absent in clear. */
  readonly encryption?: string
  /** Known for a key in clear, or opened with its password: SHA-256 of its public part, as `Certificate.publicKey.spkiSha256`. */
  readonly spkiSha256?: string
  /** Friendly name or alias, where there is one. */
  readonly alias?: string
  /** Position in {@link Container.certificates} of the certificate bound to it by a mark of the container. */
  readonly certificate?: number
}

/** A part that could not be read, beside others that could. */
export interface ContainerProblem {
  /** `certificate 3`, `PEM block 2 (line 41)`. */
  readonly part: string
  /** Short code of what is wrong, e.g. `x509:truncated@12`. */
  readonly problem: string
}

export interface Container {
  /** As the user named it: a path, `-`, an address, a `pkcs11:` URI. */
  readonly name: string
  readonly format: ContainerFormat
  /** In the order of the source. */
  readonly certificates: readonly Certificate[]
  /** The certificate that goes with the key, else the only one that is no authority. */
  readonly leaf?: Certificate
  readonly requests: readonly CertificateRequest[]
  /** DER of each certificate revocation list. */
  readonly revocationLists: readonly Uint8Array[]
  readonly keys: readonly KeyEntry[]
  /** True when something (certificates or key) stays hidden without the password. */
  readonly passwordNeeded: boolean
  readonly problems: readonly ContainerProblem[]
  /** What the container itself gets wrong (P12-…, FILE-05): see `pki/checks`. */
  readonly findings: readonly CertificateFinding[]
}
