import type {CertificateSources} from '../../ports/certificate-sources.ts'
import type {KeyFilePreview, KeyFiles} from '../../ports/key-files.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import type {KeySource} from '../../profile/profile.ts'
import {certificatePathOf} from './own-certificates.ts'

export interface QuietBench {
  readonly keyFiles: Pick<KeyFiles, 'preview' | 'tokenPreview'>
  readonly certificateSources: CertificateSources
}

/** Secrets that can be had without anybody being asked; a token's PIN is never tried for a mere look. */
export function quietPassphrase(key: KeySource): SecretSource | undefined {
  if (key.kind === 'pkcs11') return undefined
  const {from} = key.passphrase
  return from === 'file' || from === 'command' ? key.passphrase : undefined
}

/**
 * The certificate of a key source as it shows without a secret, else with the secret of the profile where nobody has to
 * be asked for it: many PKCS#12 files hide their certificates too. Still without a leaf when it cannot be seen so.
 * @throws DmpError DMP_KEY_FILE_UNREADABLE, DMP_KEY_PASSPHRASE_WRONG, DMP_SECRET_UNAVAILABLE
 */
export async function quietPreview(
  {keyFiles, certificateSources}: QuietBench,
  key: KeySource,
): Promise<KeyFilePreview> {
  const bare = await keyFiles.preview(key)
  const [path, passphrase] = [certificatePathOf(key), quietPassphrase(key)]
  if (bare.leaf || path === undefined || passphrase === undefined) return bare
  const {leaf, certificates} = await certificateSources.open(path, {passphrase})
  return leaf ? {...bare, leaf, certificates} : bare
}

/**
 * {@link quietPreview}, and of a token what it shows without its PIN: for who is about to change or to check that very
 * source, for the module of a token may be slow, or read a card that is not meant.
 * @throws DmpError those of {@link quietPreview}, DMP_KEY_TOKEN_UNAVAILABLE
 */
export async function shownWithoutPin(bench: QuietBench, key: KeySource): Promise<KeyFilePreview> {
  return key.kind === 'pkcs11' ? bench.keyFiles.tokenPreview(key) : quietPreview(bench, key)
}
