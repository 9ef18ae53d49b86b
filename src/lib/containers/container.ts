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
  /** Where it lies, when that is another file than {@link Container.name}. */
  readonly file?: string
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

/** What keeps a PKCS#12 or Java store closed, by the names of its schemes. */
export interface Protection {
  /** `clear`, or the scheme that hides the certificates. */
  readonly certificates: string
  /** Hash and rounds of the integrity check; absent when there is none. */
  readonly mac?: {readonly hash: string; readonly iterations: number}
}

/** What a Windows store tells of one certificate beside the certificate itself. */
export interface StoreEntry {
  /** `LocalMachine\My`, as far as it is told. */
  readonly store: string
  /** SHA-1 of the certificate, lower-case hexadecimal. */
  readonly thumbprint: string
  readonly friendlyName?: string
  readonly subject?: string
  readonly hasPrivateKey?: boolean
  /** Undefined where the capture does not tell. */
  readonly exportable?: boolean
  /** Name of the CSP or KSP that keeps the key. */
  readonly provider?: string
  /** Accounts allowed to read the key file, where the capture tells. */
  readonly readers?: readonly string[]
}

export interface Container {
  /** As the user named it: a path, `-`, an address, a `pkcs11:` URI. */
  readonly name: string
  readonly format: ContainerFormat
  /** In the order of the source. */
  readonly certificates: readonly Certificate[]
  /** Friendly name or alias of each certificate, `''` for none; absent when none has one. */
  readonly labels?: readonly string[]
  /** The certificate that goes with the key, else the only one that is no authority. */
  readonly leaf?: Certificate
  readonly requests: readonly CertificateRequest[]
  /** DER of each certificate revocation list. */
  readonly revocationLists: readonly Uint8Array[]
  readonly keys: readonly KeyEntry[]
  /** Of a token: positions of certificates beside which it shows, without its PIN, the public part of another key only. */
  readonly strangers?: readonly number[]
  /** True when something (certificates or key) stays hidden without the password. */
  readonly passwordNeeded: boolean
  readonly protection?: Protection
  /** Of a Windows store: also entries whose certificate the capture does not hold. */
  readonly storeEntries?: readonly StoreEntry[]
  /** Of a server: what the handshake said. */
  readonly server?: {readonly protocol: string; readonly cipher: string; readonly address: string}
  readonly problems: readonly ContainerProblem[]
  /** What the container itself gets wrong (P12-…, FILE-05): see `pki/checks`. */
  readonly findings: readonly CertificateFinding[]
}
