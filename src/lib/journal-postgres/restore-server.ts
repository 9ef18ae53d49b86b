import {DmpError} from '../errors/dmp-error.ts'
import {catchUp} from '../journal/restore-items.ts'
import type {Journal} from '../ports/journal.ts'
import type {RestoredFile} from '../ports/journal-health.ts'
import {Database, type Session, type Sql} from './database.ts'
import {identifyServer} from './identify.ts'
import {remember, remembered} from './known-heads.ts'
import {LOCKS} from './load-rows.ts'
import {openPostgresJournal, type PostgresJournalOptions, requireDurable} from './postgres-journal.ts'
import {schemaVersion} from './schema.ts'
import {
  beingRestored,
  countMissing,
  markOf,
  memoryOf,
  RESTORING_LOCK,
  type RestorationMark,
  restorationsOf,
  setMark,
} from './server-restorations.ts'
import type {ServerSettings} from './server-settings.ts'
import {IS_HELD} from './writer-session.ts'

interface Begun {
  readonly mark: RestorationMark
  /** Begun before, and cut short. */
  readonly isAgain: boolean
  readonly settings: ServerSettings
  readonly journalId: string
  /** Restorations of before this one, known here or there. */
  readonly earlier: readonly string[]
  readonly missing: number
}

/**
 * The database was put back from an older dump, by its own tools: whatever may have left since becomes `unknown`, and runs
 * wait for a person's word, on every machine, as after the restoration of a journal in a file of which nothing else is left.
 * Only the operator can know it on a machine that saw nothing since the dump. Cut short, the same command ends it.
 * @throws DmpError DMP_JOURNAL_LOCKED beside anybody who writes, _UNWRITABLE (no journal there), _KEY_LOST, _OID_ROOT
 */
export async function restoreServerJournal(options: PostgresJournalOptions): Promise<RestoredFile> {
  const database = new Database(options)
  try {
    const session = await database.session()
    try {
      const begun = await begin(session, options)
      return await finish(session, begun, options)
    } finally {
      await session.close()
    }
  } finally {
    await database.close()
  }
}

async function begin(session: Session, options: PostgresJournalOptions): Promise<Begun> {
  const {path, registryDir, environment, random, clock} = options
  const [lock] = await session.rows(
    'SELECT pg_try_advisory_lock($1, $2) AS taken',
    LOCKS.whole,
    RESTORING_LOCK,
  )
  if ((lock?.['taken'] as unknown) !== true) throw beingRestored(path)
  const begun = await session.transaction(async (sql) => {
    await requireDurable(sql, path, environment)
    if ((await schemaVersion(sql, path)) === 0)
      throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path, reason: 'no-journal'}})
    const {settings, journalId} = await identifyServer(sql, options)
    await requireAlone(sql, path)
    const before = await markOf(sql, settings)
    const mark = before ?? {id: random.uuid(), at: clock.now()}
    await setMark(sql, settings, mark)
    const memory = remembered(registryDir, journalId)
    const earlier = [...new Set([...(await restorationsOf(sql)), ...memory.restorations])]
    const missing = await countMissing(sql, memory.heads)
    return {mark, isAgain: before !== undefined, settings, journalId, earlier, missing}
  })
  try {
    // Whoever took a place before the mark was there shows now; whoever takes one from here on sees the mark.
    await requireAlone(session, path)
    return begun
  } catch (error) {
    if (!begun.isAgain) await session.transaction((sql) => setMark(sql, begun.settings, undefined))
    throw error
  }
}

async function finish(
  session: Session,
  begun: Begun,
  options: PostgresJournalOptions,
): Promise<RestoredFile> {
  const {mark, isAgain, settings, journalId, earlier, missing} = begun
  // Nobody else is there: what any writer left under way is known to be abandoned.
  const journal = await openPostgresJournal({...options, graceMs: 0, restoring: true})
  try {
    const done = isAgain ? await doneBefore(journal, mark) : undefined
    const caught = await catchUp(journal, {
      told: undefined,
      now: mark.at,
      missing,
      isAll: () => false,
      ...(done && {done}),
    })
    const memory = await session.transaction(async (sql) => {
      await settings.set(sql, 'restorations', JSON.stringify([...earlier, mark.id]))
      await setMark(sql, settings, undefined)
      return memoryOf(sql)
    })
    remember(options.registryDir, journalId, memory)
    const {isComplete: accounted, ...caughtUp} = caught
    return {missing, forked: false, accounted, ...caughtUp}
  } finally {
    await journal.close()
  }
}

/** @throws DmpError DMP_JOURNAL_LOCKED */
async function requireAlone(sql: Sql, path: string): Promise<void> {
  const held = await sql.rows(`SELECT 1 FROM writers w WHERE ${IS_HELD} LIMIT 1`)
  if (held.length > 0) throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path, reason: 'writers'}})
}

/** Items that this restoration had dealt with when it was cut short. */
async function doneBefore(journal: Journal, {at}: RestorationMark): Promise<ReadonlySet<string>> {
  const done = new Set<string>()
  for await (const {itemId} of journal.events({operation: 'journal-restored', since: at, until: at + 1}))
    if (itemId !== undefined) done.add(itemId)
  return done
}
