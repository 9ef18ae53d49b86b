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

const uses: Readonly<Record<string, CertificateUse>> = {ORG_AUTH_CLI: 'auth', SIGN: 'sign'}

/** What a certificate serves for in a profile, by its product. */
export function useOf(certificate: Certificate): CertificateUse | null {
  return uses[productOf(certificate)] ?? null
}

/** The certificates of the sources named, else the two of the profile. @throws those of the sources and the profile */
export async function wantedCertificates(
  bench: Pick<LifecycleBench, 'certificateSources' | 'keyWorkshop' | 'profile'>,
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

/** Without its secret where it shows without; with it where it does not. */
export async function ownCertificate(
  bench: Pick<LifecycleBench, 'certificateSources' | 'keyWorkshop'>,
  own: KeySource,
  use: CertificateUse,
): Promise<FoundCertificate> {
  const path = certificatePathOf(own)
  if (path !== undefined) {
    try {
      return {source: path, use, certificate: (await leafOfSource(bench, path)).leaf}
    } catch (error) {
      if (!(error instanceof DmpError && error.params['problem'] === 'password-needed')) throw error
    }
  }
  const {certificate} = await (await bench.keyWorkshop()).prove(own, use)
  return {source: path ?? own.kind, use, certificate}
}
