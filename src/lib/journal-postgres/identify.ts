import {DmpError} from '../errors/dmp-error.ts'
import {createKeys, keyFileOf, keyLost, readKeys} from '../journal/key-file.ts'
import {Sealing} from '../journal/sealing.ts'
import type {Random} from '../ports/random.ts'
import type {Environment} from '../profile/profile.ts'
import type {Sql} from './database.ts'
import {LOCKS} from './load-rows.ts'
import {migrate, schemaVersion} from './schema.ts'
import {ServerSettings} from './server-settings.ts'

/** Sealed in every journal: opens with the right key only. */
const KEY_CHECK = 'dmp journal key check'

export interface IdentifyOptions {
  readonly path: string
  readonly keyDir: string
  readonly oidRoot: string
  readonly environment: Environment
  readonly random: Random
}

export interface ServerIdentity {
  readonly journalId: string
  readonly sealing: Sealing
  readonly settings: ServerSettings
}

/**
 * Which journal the database holds, its key tried before anything else. The first machine makes the journal and its
 * key file; every other machine needs a copy of that file. Inside a transaction of its own.
 * @throws DmpError DMP_JOURNAL_KEY_LOST, DMP_JOURNAL_OID_ROOT, DMP_JOURNAL_DAMAGED, DMP_JOURNAL_NEWER
 */
export async function identifyServer(sql: Sql, options: IdentifyOptions): Promise<ServerIdentity> {
  // One machine at a time makes or migrates the tables.
  await sql.rows('SELECT pg_advisory_xact_lock($1, 0)', LOCKS.whole)
  const version = await schemaVersion(sql, options.path)
  await migrate(sql, version)
  return version === 0 ? create(sql, options) : recognise(sql, options)
}

async function create(sql: Sql, options: IdentifyOptions): Promise<ServerIdentity> {
  const {path, keyDir, oidRoot, environment, random} = options
  const journalId = random.uuid()
  const sealing = new Sealing(createKeys(keyFileOf(keyDir, journalId), random), random)
  const settings = new ServerSettings(sealing, journalId, path)
  await settings.set(sql, 'journal', journalId)
  await settings.set(sql, 'key', sealing.seal('key', KEY_CHECK))
  await settings.set(sql, 'root', oidRoot)
  await settings.set(sql, 'environment', environment)
  await settings.set(sql, 'next', 1)
  return {journalId, sealing, settings}
}

async function recognise(sql: Sql, options: IdentifyOptions): Promise<ServerIdentity> {
  const {path, keyDir, oidRoot, environment, random} = options
  const journalId = await ServerSettings.journalId(sql)
  if (journalId === undefined)
    throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'setting-journal', case: 'server'}})
  const keyFile = keyFileOf(keyDir, journalId)
  const sealing = new Sealing(readKeys(keyFile, path), random)
  if (!(await opens(sql, sealing))) throw keyLost(keyFile, path)
  const settings = new ServerSettings(sealing, journalId, path)
  for (const [name, expected] of [
    ['root', oidRoot],
    ['environment', environment],
  ] as const) {
    const found = await settings.get(sql, name)
    if (found !== expected) throw new DmpError('DMP_JOURNAL_OID_ROOT', {params: {path, expected, found}})
  }
  return {journalId, sealing, settings}
}

async function opens(sql: Sql, sealing: Sealing): Promise<boolean> {
  const [row] = await sql.rows("SELECT value FROM meta WHERE key = 'key'")
  try {
    return sealing.open('key', String(row?.['value'])) === KEY_CHECK
  } catch {
    return false
  }
}
