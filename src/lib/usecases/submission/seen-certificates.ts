import type {Workbench} from '../ports.ts'

/** OU of the two certificates as far as they can be read without a passphrase; absent when they cannot. */
export interface SeenCertificates {
  readonly auth?: string
  readonly sign?: string
}

/** PKCS#12 of the ANS show their certificates in clear, so the structure can be compared before any key is opened. */
export async function seenCertificates(
  bench: Pick<Workbench, 'keyFiles' | 'profile'>,
): Promise<SeenCertificates> {
  const {certificates} = await bench.profile()
  const [auth, sign] = [
    await bench.keyFiles.leafUnit(certificates.auth),
    await bench.keyFiles.leafUnit(certificates.sign),
  ]
  return {...(auth ? {auth} : {}), ...(sign ? {sign} : {})}
}
