import type {Certificate} from '../pki/certificate.ts'
import type {KeySource} from '../profile/profile.ts'

/** What the files of a key source show before any secret is asked for. */
export interface KeyFilePreview {
  /** The certificate that goes with the key; undefined when it cannot be seen without the secret. */
  readonly leaf?: Certificate
  /** Every certificate seen, the leaf included. */
  readonly certificates: readonly Certificate[]
  /** Octal mode (`0644`) of a key file that others than its owner can open. */
  readonly exposed?: {readonly path: string; readonly mode: string}
  /** A token shows the public part of another key beside the certificate: the two do not belong together. */
  readonly strangeKey?: boolean
}

export interface KeyFiles {
  /** Nothing of a token: see {@link tokenPreview}. @throws DmpError DMP_KEY_FILE_UNREADABLE */
  preview(source: KeySource): Promise<KeyFilePreview>
  /**
   * What a token shows without its PIN. Its module is loaded, in a process of its own.
   * @throws DmpError DMP_KEY_TOKEN_UNAVAILABLE
   */
  tokenPreview(source: Extract<KeySource, {readonly kind: 'pkcs11'}>): Promise<KeyFilePreview>
  /**
   * OU of the certificate that goes with the key, as far as it can be read without a secret: what
   * `preview(source).leaf.subject` says, at less cost; undefined when it cannot be read.
   */
  leafUnit(source: KeySource): Promise<string | undefined>
  /** The certificates of a PEM or DER file. @throws DmpError DMP_KEY_FILE_UNREADABLE */
  authorities(path: string): Promise<readonly Certificate[]>
}
