import {hostname, userInfo} from 'node:os'
import type {Profile} from '../lib/profile/profile.ts'
import type {ActorTrace} from '../lib/traces/trace-fields.ts'

/** Who acts, as traces tell it. */
export function actorOf(profile: Profile): ActorTrace {
  const {user} = profile.vihf
  const organisation = (finess: string, level: 'EJ' | 'EG') => ({
    finess,
    level,
    name: profile.structure.name,
    idNat: `1${finess}`,
  })
  return {
    ...(user.kind === 'named'
      ? {
          user: {
            id: user.id,
            idType: 'local' as const,
            name: `${user.family} ${user.given}`,
            role: user.professionCode,
          },
        }
      : {}),
    org: organisation(profile.structure.finessEj, 'EJ'),
    site: organisation(profile.structure.finessEg, 'EG'),
    os: {account: userInfo().username, host: hostname()},
    software: {
      name: profile.lps.name,
      version: profile.lps.version,
      ...(profile.lps.id ? {lpsId: profile.lps.id} : {}),
    },
  }
}
