import type {PublicKeyFacts} from './certificate.ts'
import type {DistinguishedName} from './distinguished-name.ts'
import type {CertificateExtensions} from './extensions.ts'

/** A certificate request (CSR, PKCS#10, RFC 2986). */
export interface CertificateRequest {
  readonly der: Uint8Array
  readonly subject: DistinguishedName
  readonly publicKey: PublicKeyFacts
  readonly signatureAlgorithm: string
  /** Asked for in the attribute extensionRequest; empty lists when there is none. */
  readonly extensions: CertificateExtensions
}
