import {DmpError} from '../../../errors/dmp-error.ts'
import type {Certificate} from '../../../pki/certificate.ts'
import type {ProfileUse} from '../../../pki/checks/check.ts'
import type {SecretSource} from '../../../ports/secrets.ts'
import type {KeySource, Profile} from '../../../profile/profile.ts'
import type {CheckBench} from './check-wish.ts'

/** The source that a profile names, as `certificateSources` opens it, and the file of its key where that is another. */
export function sourceOfKey(key: KeySource): {readonly name: string; readonly keyName?: string} {
  switch (key.kind) {
    case 'pkcs12':
      return {name: key.path}
    case 'pem': {
      const {certificatePath: name, keyPath} = key
      return keyPath === name ? {name} : {name, keyName: keyPath}
    }
    case 'pkcs11': {
      const [token, object, module] = [key.tokenLabel, key.keyLabel, key.modulePath].map(encodeURIComponent)
      return {name: `pkcs11:token=${token};object=${object}?module-path=${module}`}
    }
  }
}

/** Secrets that can be had without anybody being asked; a token's PIN is never tried for a mere check. */
export function quietPassphrase(key: KeySource): SecretSource | undefined {
  if (key.kind === 'pkcs11') return undefined
  const {from} = key.passphrase
  return from === 'file' || from === 'command' ? key.passphrase : undefined
}

export function useOfProfile({name, environment, structure}: Profile): ProfileUse {
  return {name, environment, finessEj: structure.finessEj, finessEg: structure.finessEg}
}

/** Every profile of this machine that uses one of these certificates. One that cannot be loaded says nothing. */
export async function profilesUsing(
  {profiles, keyFiles}: Pick<CheckBench, 'profiles' | 'keyFiles'>,
  pair: readonly Certificate[],
): Promise<readonly ProfileUse[]> {
  const wanted = pair.map(({sha256}) => sha256.hex)
  const found: ProfileUse[] = []
  for (const {name} of await profiles.list()) {
    const loaded = await tolerant(() => profiles.load({name}))
    if (!loaded) continue
    const {auth, sign} = loaded.profile.certificates
    const previews = await Promise.all([auth, sign].map((key) => tolerant(() => keyFiles.preview(key))))
    if (previews.some((preview) => preview?.leaf && wanted.includes(preview.leaf.sha256.hex)))
      found.push(useOfProfile(loaded.profile))
  }
  return found
}

async function tolerant<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof DmpError) return undefined
    throw error
  }
}
