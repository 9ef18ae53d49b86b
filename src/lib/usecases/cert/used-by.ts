import {DmpError} from '../../errors/dmp-error.ts'
import {type CertificateUse, placeOf} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'
import {quietPreview, shownWithoutPin} from './quiet-preview.ts'

/** A profile that refers to a certificate. */
export interface UsedBy {
  readonly profile: string
  readonly use: CertificateUse
  readonly path: string
}

/**
 * Every profile of this user that refers to a file with one of these certificates, by fingerprint: what has to change
 * when it is replaced. Profiles and files that cannot be read are told by name.
 * @param tokens also what tokens show without a PIN: their modules are loaded
 */
export async function usesOfFingerprints(
  bench: Pick<LifecycleBench, 'profiles' | 'keyFiles' | 'certificateSources'>,
  {tokens = false}: {readonly tokens?: boolean} = {},
): Promise<{
  readonly bySha256: ReadonlyMap<string, readonly UsedBy[]>
  readonly unread: readonly string[]
}> {
  const bySha256 = new Map<string, UsedBy[]>()
  const unread = new Set<string>()
  for (const {name} of await bench.profiles.list()) {
    try {
      const {profile} = await bench.profiles.load({name})
      for (const use of ['auth', 'sign'] as const) {
        const own = profile.certificates[use]
        const {leaf} = await (tokens ? shownWithoutPin : quietPreview)(bench, own)
        const path = placeOf(own)
        if (leaf) {
          const known = bySha256.get(leaf.sha256.hex) ?? []
          bySha256.set(leaf.sha256.hex, [...known, {profile: name, use, path}])
        } else unread.add(name)
      }
    } catch (error) {
      if (!(error instanceof DmpError)) throw error
      unread.add(name)
    }
  }
  return {bySha256, unread: [...unread].sort()}
}
