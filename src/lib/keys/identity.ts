import type {KeyObject} from 'node:crypto'
import type {Certificate} from '../pki/certificate.ts'
import type {CertificateFinding} from '../pki/finding.ts'

export type IdentityPurpose = 'auth' | 'sign'

/** A key that stays on a token and signs through a child process. */
export interface TokenSigningKey {
  readonly kind: 'token-signing'
  /** RSASSA-PKCS1-v1_5 over a DigestInfo. @throws DmpError DMP_KEY_TOKEN_UNAVAILABLE */
  signDigestInfo(digestInfo: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>
  close(): Promise<void>
}

/** A key that stays on a token and serves TLS through an OpenSSL engine. */
export interface TokenEngineKey {
  readonly kind: 'token-engine'
  /** Absolute path of the engine. */
  readonly engine: string
  /** `pkcs11:` URI, without any PIN. */
  readonly identifier: string
}

export type TokenKey = TokenSigningKey | TokenEngineKey

/** One certificate with its private key, from whatever source the profile names. */
export interface Identity {
  readonly purpose: IdentityPurpose
  readonly certificate: Certificate
  /** Issuers found beside the key, nearest first. */
  readonly chain: readonly Certificate[]
  /** Every other certificate found beside the key, the chain included. */
  readonly companions: readonly Certificate[]
  readonly key: KeyObject | TokenKey
  /** What the user should know of the source (legacy encryption, no MAC…); never errors. */
  readonly findings: readonly CertificateFinding[]
}

export function isTokenKey(key: KeyObject | TokenKey): key is TokenKey {
  return 'kind' in key
}
