import {join} from 'node:path'
import type {Clock} from '../lib/ports/clock.ts'
import type {Files} from '../lib/ports/files.ts'
import type {Profiles} from '../lib/ports/profiles.ts'
import type {Random} from '../lib/ports/random.ts'
import type {Revocation} from '../lib/ports/revocation.ts'
import type {TrustStore} from '../lib/ports/trust-store.ts'
import {once} from './once.ts'

export interface TrustMeans {
  readonly stateFolder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly random: Random
  readonly files: Files
  readonly profiles: Pick<Profiles, 'locations'>
}

/** Who is trusted on this machine and what is revoked; the modules load when a command asks, never otherwise. */
export function certificateTrust(means: TrustMeans): {
  readonly revocation: Revocation
  readonly trustStore: TrustStore
} {
  const {stateFolder, env, clock, random, files, profiles} = means
  const revocation = once(async () => {
    const {createRevocation} = await import('../lib/revocation-sources/revocation.ts')
    return createRevocation({folder: join(stateFolder, 'revocation'), clock, random, files, env})
  })
  const store = once(async () => {
    const {createTrustStore} = await import('../lib/trust-store/trust-store.ts')
    return createTrustStore({path: join((await profiles.locations()).configFolder, 'trust.json'), files})
  })
  return {
    revocation: {
      statusOf: async (certificate, issuer, wish) => (await revocation()).statusOf(certificate, issuer, wish),
    },
    trustStore: {
      path: async () => (await store()).path(),
      list: async () => (await store()).list(),
      add: async (authorities) => (await store()).add(authorities),
      remove: async (sha256) => (await store()).remove(sha256),
    },
  }
}
