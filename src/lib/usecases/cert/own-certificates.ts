import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {productOf} from '../../pki/product.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import type {KeySource} from '../../profile/profile.ts'
import {leafOfSource} from './leaf-of-source.ts'
import type {LifecycleBench} from './ports.ts'

export type CertificateUse = 'auth' | 'sign'

/** A certificate to plan for, and where it was found. */
export interface FoundCertificate {
  readonly source: string
  readonly use: CertificateUse | null
  readonly certificate: Certificate
}

/** Where a source of keys shows its certificate. */
export function certificatePathOf(source: KeySource): string | undefined {
  switch (source.kind) {
    case 'pkcs12':
      return source.path
    case 'pem':
      return source.certificatePath
    case 'pkcs11':
      return undefined
  }
}

/** Where a source of keys shows its certificate, as it is told: the path, or the object of a token. */
export function placeOf(source: KeySource): string {
  if (source.kind !== 'pkcs11') return source.kind === 'pkcs12' ? source.path : source.certificatePath
  const {tokenLabel, keyLabel} = source
  return `pkcs11:token=${encodeURIComponent(tokenLabel)};object=${encodeURIComponent(keyLabel)}`
}

const uses: Readonly<Record<string, CertificateUse>> = {ORG_AUTH_CLI: 'auth', SIGN: 'sign'}

/** What a certificate serves for in a profile, by its product. */
export function useOf(certificate: Certificate): CertificateUse | null {
  return uses[productOf(certificate)] ?? null
}

/** The certificates of the sources named, else the two of the profile. @throws those of the sources and the profile */
export async function wantedCertificates(
  bench: Pick<LifecycleBench, 'certificateSources' | 'keyFiles' | 'keyWorkshop' | 'profile'>,
  sources: readonly string[],
  passphrase?: SecretSource,
): Promise<readonly FoundCertificate[]> {
  if (sources.length > 0) {
    const found: FoundCertificate[] = []
    for (const source of sources) {
      const certificate = (await leafOfSource(bench, source, passphrase)).leaf
      found.push({source, use: useOf(certificate), certificate})
    }
    return found
  }
  const {certificates} = await bench.profile()
  return [
    await ownCertificate(bench, certificates.auth, 'auth'),
    await ownCertificate(bench, certificates.sign, 'sign'),
  ]
}

/**
 * Without its secret where it shows without; with it where it does not. Of a token nothing but the certificate is wanted:
 * its PIN is tried only where that is hidden, and nobody needs an engine.
 */
export async function ownCertificate(
  bench: Pick<LifecycleBench, 'certificateSources' | 'keyFiles' | 'keyWorkshop'>,
  own: KeySource,
  use: CertificateUse,
): Promise<FoundCertificate> {
  const source = placeOf(own)
  if (own.kind === 'pkcs11') {
    const {leaf} = await bench.keyFiles.tokenPreview(own)
    const certificate = leaf ?? (await (await bench.keyWorkshop()).prove(own, 'sign')).certificate
    return {source, use, certificate}
  }
  try {
    return {source, use, certificate: (await leafOfSource(bench, source)).leaf}
  } catch (error) {
    if (!(error instanceof DmpError && error.params['problem'] === 'password-needed')) throw error
  }
  const {certificate} = await (await bench.keyWorkshop()).prove(own, use)
  return {source, use, certificate}
}
