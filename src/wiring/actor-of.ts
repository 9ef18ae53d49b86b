import {hostname, userInfo} from 'node:os'
import type {Profile} from '../lib/profile/profile.ts'
import type {ActorTrace} from '../lib/traces/trace-fields.ts'

/** Who acts, as traces tell it. */
export function actorOf(profile: Profile): ActorTrace {
  const organisation = (finess: string, level: 'EJ' | 'EG') => ({
    finess,
    level,
    name: profile.structure.name,
    idNat: `1${finess}`,
  })
  return {
    ...userOf(profile),
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

/** National number of a professional: `8` + RPPS, or `0` + ADELI (PS_IdNat). */
const RPPS = /^8?(\d{11})$/
const ADELI = /^0\d{9}$/

/** All that is known of the person, so that each way of naming them finds their acts; nobody for an automate. */
function userOf({vihf: {user}}: Profile): Pick<ActorTrace, 'user'> {
  if (user.kind !== 'named') return {}
  const {id, family, given, professionCode, specialtyCode} = user
  const rpps = RPPS.exec(user.rpps ?? id)?.[1]
  const idType = RPPS.test(id) ? 'RPPS' : ADELI.test(id) ? 'ADELI' : 'local'
  return {
    user: {
      id,
      idType,
      ...(rpps ? {rpps} : {}),
      name: `${family} ${given}`,
      family,
      given,
      role: professionCode,
      ...(specialtyCode ? {specialty: specialtyCode} : {}),
    },
  }
}
