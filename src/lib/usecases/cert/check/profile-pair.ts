import {DmpError} from '../../../errors/dmp-error.ts'
import type {Certificate} from '../../../pki/certificate.ts'
import type {ProfileUse} from '../../../pki/checks/check.ts'
import type {KeySource, Profile} from '../../../profile/profile.ts'
import {quietPreview} from '../quiet-preview.ts'
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

export function useOfProfile({name, environment, structure}: Profile): ProfileUse {
  return {name, environment, finessEj: structure.finessEj, finessEg: structure.finessEg}
}

export interface PairUse {
  readonly sharedBy: readonly ProfileUse[]
  /** Names of profiles that could not be loaded, or whose certificates cannot be seen: they may use it too. */
  readonly unread: readonly string[]
}

/** Every profile of this machine that uses one of these certificates. */
export async function profilesUsing(
  bench: Pick<CheckBench, 'profiles' | 'keyFiles' | 'certificateSources'>,
  pair: readonly Certificate[],
): Promise<PairUse> {
  const wanted = pair.map(({sha256}) => sha256.hex)
  const sharedBy: ProfileUse[] = []
  const unread: string[] = []
  for (const {name} of await bench.profiles.list()) {
    const loaded = await tolerant(() => bench.profiles.load({name}))
    const {auth, sign} = loaded?.profile.certificates ?? {}
    const previews = await Promise.all(
      [auth, sign].map((key) => tolerant(async () => key && quietPreview(bench, key))),
    )
    if (loaded && previews.some((preview) => preview?.leaf && wanted.includes(preview.leaf.sha256.hex)))
      sharedBy.push(useOfProfile(loaded.profile))
    else if (previews.some((preview) => !preview?.leaf)) unread.push(name)
  }
  return {sharedBy, unread}
}

async function tolerant<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof DmpError) return undefined
    throw error
  }
}
