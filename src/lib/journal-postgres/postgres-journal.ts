/**
 * The journal on a PostgreSQL server, for several machines or establishments that feed together: the same port, events,
 * chains, sealing and look-ups as the journal in a file (see `lib/journal`), whose pure parts it uses.
 *
 * Each process writes one chain on a connection of its own and holds a lock of that session: when the process dies the
 * server drops the lock, and others settle what it left. Calls of one moment go to the server in one transaction; when
 * a method returns, its writes are on the server's disk. A server that is away is waited for (`patienceMs`); an answer
 * lost with the line is looked for, so that nothing is written twice. Claims hold the patient, for a lease by the
 * server's clock; their tokens fence off a worker that wakes after it.
 *
 * Rules: EX_GEN-1350 and EX_2.1-1130 (identifiers), article R.1111-43 of the Code de la santé publique (traces).
 *
 * The key file is not on the server: every machine has its copy. The database is backed up and put back by its own tools
 * (pg_dump), after which `restoreServerJournal` doubts what it cannot know; keys are not changed in it. It decides nothing about what is sent.
 */
import {DmpError} from '../errors/dmp-error.ts'
import type {Clock} from '../ports/clock.ts'
import type {Journal} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import type {ServerAddress} from '../profile/journal-address.ts'
import type {Environment} from '../profile/profile.ts'
import {Committer} from './committer.ts'
import {Database, type Sql} from './database.ts'
import {identifyServer} from './identify.ts'
import {remember, remembered} from './known-heads.ts'
import {OpenServerJournal} from './open-server-journal.ts'
import {ServerAllotment} from './server-allotment.ts'
import {ServerCheckpoints} from './server-checkpoints.ts'
import {ServerClaims} from './server-claims.ts'
import {lostSince, memoryOf, olderThanKnown} from './server-restorations.ts'
import {WriterSession} from './writer-session.ts'

const PATIENCE_MS = 20_000
/** After a start of the server its clients need some time to come back before an absent one counts as dead. */
const GRACE_MS = 15_000

export interface PostgresJournalOptions {
  readonly address: ServerAddress
  /** The address as the user wrote it; it holds no secret. */
  readonly path: string
  readonly password?: string | undefined
  /** Folder of key files. */
  readonly keyDir: string
  /** Folder where this machine remembers how far it saw the chains. */
  readonly registryDir: string
  readonly oidRoot: string
  readonly environment: Environment
  readonly clock: Clock
  readonly random: Random
  readonly patienceMs?: number
  readonly graceMs?: number
  /** By the restoration itself: alone on it, it opens a journal that lacks what this machine knows. */
  readonly restoring?: boolean
}

/**
 * Opens the journal, making it at first use. What dead processes left in `sending` becomes `unknown`.
 * @throws DmpError DMP_JOURNAL_UNAVAILABLE, _UNWRITABLE, _NEWER, _DAMAGED, _KEY_LOST, _OID_ROOT
 */
export async function openPostgresJournal(options: PostgresJournalOptions): Promise<Journal> {
  const {path, registryDir, clock, random, environment, restoring = false} = options
  const database = new Database(options)
  const graceMs = options.graceMs ?? GRACE_MS
  const writer = new WriterSession(database, random, {graceMs, restoring})
  try {
    const identity = await database.transaction(async (sql) => {
      await requireDurable(sql, path, environment)
      const found = await identifyServer(sql, options)
      if (restoring) return {...found, memory: undefined}
      const missing = await lostSince(sql, remembered(registryDir, found.journalId))
      if (missing !== undefined) throw olderThanKnown(path, missing)
      return {...found, memory: await memoryOf(sql)}
    })
    const {sealing, settings, journalId, memory} = identity
    const session = Buffer.from(random.bytes(6)).toString('hex')
    const checkpoints = new ServerCheckpoints(sealing, clock)
    const committer = new Committer({
      database,
      writer,
      sealing,
      environment,
      clock,
      random,
      session,
      patienceMs: options.patienceMs ?? PATIENCE_MS,
      afterEvents: (sql, count) => checkpoints.after(sql, count),
      onLost: (writerId, end) => {
        const {heads, restorations} = remembered(registryDir, journalId)
        remember(registryDir, journalId, {heads: {...heads, [writerId]: end}, restorations})
      },
    })
    const journal = new OpenServerJournal({
      database,
      writer,
      committer,
      sealing,
      journalId,
      clock,
      graceMs,
      isRemembered: !restoring,
      checkpoints,
      check: {keyDir: options.keyDir, registryDir},
      allotment: new ServerAllotment(options.oidRoot, {database, settings, random}),
      claims: new ServerClaims({database, sealing, session, writerId: () => writer.writerId}),
    })
    await journal.takeOver(true)
    if (memory !== undefined) remember(registryDir, journalId, memory)
    return journal
  } catch (error) {
    await writer.close()
    await database.close()
    throw error
  }
}

/** A server that does not flush loses what was acknowledged when its machine loses power. */
export async function requireDurable(sql: Sql, path: string, environment: Environment): Promise<void> {
  if (environment === 'sandbox') return
  const [row] = await sql.rows("SELECT current_setting('fsync') AS flushed")
  if (row?.['flushed'] !== 'on')
    throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path, reason: 'fsync-off'}})
}
