import {join} from 'node:path'
import type {Database} from '../lib/journal-postgres/database.ts'
import type {Clock} from '../lib/ports/clock.ts'
import type {Journal} from '../lib/ports/journal.ts'
import type {Quota} from '../lib/ports/quota.ts'
import type {Secrets} from '../lib/ports/secrets.ts'
import {isServerJournal} from '../lib/profile/journal-address.ts'
import type {Profile} from '../lib/profile/profile.ts'
import type {PaceLedger} from '../lib/quota/pace-ledger.ts'
import {serverEntrance} from './open-journal.ts'
import {sharedByKey} from './shared-by-key.ts'

export interface QuotaMeans {
  readonly profile: Profile
  readonly stateFolder: string
  readonly secrets: () => Promise<Secrets>
  /** Opening it makes the tables of a server. */
  readonly journal: () => Promise<Journal>
  readonly clock: Clock
  readonly dailyNoticeGiven: boolean
}

const lend = sharedByKey<Database>((database) => database.close())

/** The pace of a profile: of this machine, and with a journal on a server of all its machines together. */
export async function openProfileQuota(means: QuotaMeans): Promise<Quota> {
  const {openQuota} = await import('../lib/quota/quota.ts')
  const {profile, clock, dailyNoticeGiven} = means
  const {limits, environment} = profile
  const shared = isServerJournal(profile.journal.path) ? {shared: await serverLedger(means)} : {}
  return openQuota({
    dir: join(means.stateFolder, 'quota'),
    key: keyOf(profile),
    ...limits,
    perSecond: limits.submitPerSecond,
    environment,
    clock,
    dailyNoticeGiven,
    ...shared,
  })
}

async function serverLedger(means: QuotaMeans): Promise<PaceLedger> {
  const {profile, clock, dailyNoticeGiven} = means
  await means.journal()
  const {ServerLedger} = await import('../lib/quota/server-ledger.ts')
  const {keyText} = await import('../lib/quota/grant-log.ts')
  const {value: database, release} = await lend(profile.journal.path, async () => {
    const {Database} = await import('../lib/journal-postgres/database.ts')
    return new Database(await serverEntrance(means))
  })
  const ledger = new ServerLedger({
    database,
    key: keyText(keyOf(profile), profile.environment),
    guard: {...profile.limits, dailyNoticeGiven},
    clock,
    perSecond: profile.limits.submitPerSecond,
  })
  ledger.close = release
  return ledger
}

function keyOf({structure, lps}: Profile) {
  return {establishment: structure.finessEj, software: lps.name}
}
