/**
 * What an inventory keeps of the certificates and keys of a tree: enough to tell which is which, where each lies and
 * what is wrong with it, and no more, for there may be a hundred thousand. Pure: files are read and profiles asked for
 * elsewhere (`certificate-tree/`, `usecases/cert/scan.ts`), the rules are those of `pki/checks`.
 *
 * Certificates count once by their SHA-256, wherever they lie. Authorities are listed and not judged, unless their
 * key lies in the tree: bundles of the system are full of old ones. Certificates of other PKIs are judged by their dates alone.
 *
 * It asks no network, opens nothing with a password and builds no chain: `cert check` does, one source at a time.
 */
import type {ContainerFormat, KeyEntry} from '../containers/container.ts'
import type {Certificate} from '../pki/certificate.ts'
import {endOfUse} from '../pki/checks/time.ts'
import {environmentOf} from '../pki/environment.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import {holderName, issuerName} from '../pki/holder.ts'
import {productOf} from '../pki/product.ts'
import {readStructureId} from '../pki/structure-id.ts'

/** One certificate, however often it was met. */
export interface CertificateRecord {
  readonly sha256: string
  readonly product: string
  readonly environment: string
  /** In certificate order; names of persons hidden unless asked for. */
  readonly subject: string
  readonly issuer: string
  /** Struct_IdNat. */
  readonly structure: string | null
  /** ms since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  readonly endOfUse: number
  readonly authority: boolean
  readonly spkiSha256: string
  /** The same for certificates of which one may replace the other. */
  readonly family: string
  /** Files that hold it, in the order they were met. */
  readonly paths: string[]
  readonly findings: readonly CertificateFinding[]
}

export interface KeyRecord {
  readonly path: string
  readonly format: ContainerFormat
  readonly form: KeyEntry['form']
  readonly encrypted: boolean
  readonly encryption: string | null
  readonly spkiSha256: string | null
  /** SHA-256 of a certificate of the same container that is bound to it. */
  readonly boundTo: string | null
}

/** A finding on a file. */
export interface FileFinding {
  readonly path: string
  readonly sha256: string | null
  readonly finding: CertificateFinding
}

export function certificateRecord(
  certificate: Certificate,
  findings: readonly CertificateFinding[],
  unmask: boolean,
): CertificateRecord {
  const id = readStructureId(certificate.subject.organisationalUnit ?? '')
  const product = productOf(certificate)
  return {
    sha256: certificate.sha256.hex,
    product,
    environment: environmentOf(certificate).verdict,
    subject: holderName(certificate, unmask),
    issuer: issuerName(certificate, unmask),
    structure: id ? `${id.prefix}${id.number}` : null,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    endOfUse: endOfUse(certificate),
    authority: certificate.isCa,
    spkiSha256: certificate.publicKey.spkiSha256,
    family: `${product} ${certificate.subject.derHex}`,
    paths: [],
    findings,
  }
}
