import {DmpError} from '../lib/errors/dmp-error.ts'
import type {Clock} from '../lib/ports/clock.ts'
import type {Files} from '../lib/ports/files.ts'
import type {ChainWatch, Journal, JournalHealth} from '../lib/ports/journal.ts'
import type {Random} from '../lib/ports/random.ts'
import type {Secrets} from '../lib/ports/secrets.ts'
import {
  isServerJournal,
  JOURNAL_FORM,
  type ServerAddress,
  serverAddress,
} from '../lib/profile/journal-address.ts'
import type {Profile} from '../lib/profile/profile.ts'
import {sharedByKey} from './shared-by-key.ts'

export interface JournalMeans {
  readonly profile: Profile
  readonly stateFolder: string
  /** Where the journals of all state folders are noted. */
  readonly journalNotes: string
  readonly files: Pick<Files, 'write'>
  readonly keyDir: string
  readonly secrets: () => Promise<Secrets>
  readonly clock: Clock
  readonly random: Random
  /** A bulk run: the only one on a journal in a file. On a server several work side by side. */
  readonly runner: boolean
}

/** Where the database is and how to enter it, for everything that a profile keeps there. */
export interface ServerEntrance {
  readonly address: ServerAddress
  readonly path: string
  readonly password?: string
}

const lend = sharedByKey<Journal>((journal) => journal.close())

/** The journal of a profile: a file, or a database on a server, which the establishments of one process share. */
export async function openProfileJournal(means: JournalMeans): Promise<Journal> {
  const {profile, stateFolder, keyDir, clock, random, runner} = means
  const {path} = profile.journal
  const {environment} = profile
  const oidRoot = oidRootOf(profile)
  const establishment = establishmentOf(profile)
  const common = {path, keyDir, registryDir: stateFolder, oidRoot, environment, establishment, clock, random}
  if (!isServerJournal(path)) {
    const {openJournal} = await import('../lib/journal/journal.ts')
    const {noteJournal, refuseSecondJournal} = await import('../lib/journal/known-elsewhere.ts')
    const own = {notes: means.journalNotes, path, oidRoot, environment}
    refuseSecondJournal(own)
    const journal = await openJournal({...common, mode: runner ? 'runner' : 'single'})
    await noteJournal(own, means.files)
    return journal
  }
  const {value, release} = await lend(`${path}\n${oidRoot}\n${environment}`, async () => {
    const {openPostgresJournal} = await import('../lib/journal-postgres/postgres-journal.ts')
    return openPostgresJournal({...common, ...(await serverEntrance(means))})
  })
  const lent = new Proxy(value, {
    get(journal, name) {
      if (name === 'close') return release
      const member: unknown = Reflect.get(journal, name)
      return typeof member === 'function' ? member.bind(journal) : member
    },
  })
  const {ownHolds} = await import('../lib/journal/own-holds.ts')
  return ownHolds(lent, profile.name)
}

/** The journal in a file as it is, where a full disk or missing rights keep it from being opened as usual. */
export async function readProfileJournal(
  {profile, keyDir, random}: Pick<JournalMeans, 'profile' | 'keyDir' | 'random'>,
  because: DmpError,
): Promise<Journal> {
  const {path} = profile.journal
  if (isServerJournal(path)) throw because
  const {openJournalToRead} = await import('../lib/journal/read-only-journal.ts')
  return openJournalToRead({path, keyDir, random, because})
}

/** @param copy of a journal on a server, its own address: the database was put back by its own tools */
export async function restoreProfileJournal(means: JournalMeans, copy: string) {
  const {profile, stateFolder, keyDir, clock, random} = means
  const {path} = profile.journal
  const {environment} = profile
  const common = {
    path,
    keyDir,
    registryDir: stateFolder,
    oidRoot: oidRootOf(profile),
    environment,
    clock,
    random,
  }
  if (isServerJournal(path)) {
    const {restoreServerJournal} = await import('../lib/journal-postgres/restore-server.ts')
    return restoreServerJournal({...common, ...(await serverEntrance(means))})
  }
  const {restoreJournal} = await import('../lib/journal/restore.ts')
  return restoreJournal({...common, establishment: establishmentOf(profile), copy})
}

export async function checkProfileJournal(means: JournalMeans, watch?: ChainWatch): Promise<JournalHealth> {
  const {profile, stateFolder, keyDir} = means
  const {path} = profile.journal
  if (!isServerJournal(path)) {
    const {requireRestored} = await import('../lib/journal/restore-gate.ts')
    requireRestored(path)
    const {checkJournal} = await import('../lib/journal/check.ts')
    return checkJournal({path, keyDir, registryDir: stateFolder, watch})
  }
  const {Database} = await import('../lib/journal-postgres/database.ts')
  const {checkServerJournal} = await import('../lib/journal-postgres/check-server.ts')
  const database = new Database(await serverEntrance(means))
  try {
    return await checkServerJournal(database, {keyDir, registryDir: stateFolder, watch})
  } finally {
    await database.close()
  }
}

/** @throws DmpError DMP_JOURNAL_URL, DMP_SECRET_UNAVAILABLE */
export async function serverEntrance({
  profile,
  secrets,
}: Pick<JournalMeans, 'profile' | 'secrets'>): Promise<ServerEntrance> {
  const {path, password: source} = profile.journal
  const address = serverAddress(path)
  if (typeof address === 'string')
    throw new DmpError('DMP_JOURNAL_URL', {params: {reason: address, expected: JOURNAL_FORM}})
  const password = source && (await (await secrets()).get(source, 'journal.password'))
  return {address, path, ...(password ? {password} : {})}
}

/** What a journal in a file says of whose it is: a copy of another one is not put in its place. */
function establishmentOf({name, structure}: Profile): string {
  return `${name} ${structure.finessEj} ${structure.finessEg}`
}

function oidRootOf({ids}: Profile): string {
  const root = ids.form === '2.25' ? '2.25' : ids.oidRoot
  if (!root) throw new DmpError('DMP_PROFILE_INCOMPLETE', {params: {file: '-', keys: 'ids.oidRoot'}})
  return root
}
