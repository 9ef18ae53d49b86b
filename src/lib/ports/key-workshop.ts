import type {Certificate} from '../pki/certificate.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import type {KeySource} from '../profile/profile.ts'

/** A new key and a request for it; both are texts to be written as they are. */
export interface NewKeyRequest {
  /** PKCS#8, encrypted. */
  readonly keyPem: string
  /** PKCS#10. */
  readonly requestPem: string
  readonly spkiSha256: string
}

export interface RepackedFile {
  readonly bytes: Uint8Array
  /** The certificate that goes with the key. */
  readonly leaf: Certificate
  readonly certificates: number
}

/** A certificate whose private key was opened and belongs to it. */
export interface ProvenCertificate {
  readonly certificate: Certificate
  /** Every other certificate found beside the key. */
  readonly companions: readonly Certificate[]
  readonly findings: readonly CertificateFinding[]
}

/** Makes, opens and protects private keys; none ever comes out of it in clear. */
export interface KeyWorkshop {
  /** @param subject DER of the name to ask for */
  newRequest(subject: Uint8Array, passphrase: string): Promise<NewKeyRequest>
  /**
   * The same PKCS#12 file under another protection, proven to open again.
   * @throws DmpError DMP_KEY_PASSPHRASE_WRONG, DMP_KEY_FILE_UNREADABLE, DMP_CERTIFICATE_UNFIT (KEY-01)
   */
  repack(
    file: {readonly bytes: Uint8Array; readonly name: string},
    wish: {
      readonly passphrase: string
      readonly newPassphrase: string
      readonly form: 'aes' | 'legacy'
      readonly clearCertificates?: boolean
    },
  ): Promise<RepackedFile>
  /**
   * Opens a source with its secret.
   * @throws DmpError DMP_KEY_FILE_UNREADABLE, DMP_KEY_FILE_EXPOSED, DMP_KEY_PASSPHRASE_WRONG, DMP_SECRET_UNAVAILABLE,
   * DMP_CERTIFICATE_UNFIT (KEY-01)
   */
  prove(source: KeySource, use: 'auth' | 'sign'): Promise<ProvenCertificate>
  /** A file that holds a key. @throws DmpError DMP_KEY_FILE_EXPOSED, DMP_KEY_FILE_UNREADABLE */
  readPrivate(path: string): Promise<Uint8Array>
}
