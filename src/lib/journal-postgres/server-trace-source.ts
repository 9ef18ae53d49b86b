import {DmpError} from '../errors/dmp-error.ts'
import {keyFileOf, keyLost, readKeys} from '../journal/key-file.ts'
import {Sealing} from '../journal/sealing.ts'
import type {Random} from '../ports/random.ts'
import type {OpenedSource} from '../ports/trace-sources.ts'
import type {Environment} from '../profile/profile.ts'
import {checkServerSource} from './check-server-source.ts'
import {Database, type DatabaseOptions} from './database.ts'
import {schemaVersion} from './schema.ts'
import {ServerQueries} from './server-queries.ts'
import {ServerSettings} from './server-settings.ts'

export interface ServerSourceOptions extends DatabaseOptions {
  readonly keyDir: string
  readonly random: Random
}

/**
 * Opens a journal on a server to read its traces, beside its writers: no place of a writer is taken.
 * @throws DmpError DMP_TRACE_STORE when the database holds no journal, DMP_JOURNAL_UNAVAILABLE, _KEY_LOST, _NEWER, _DAMAGED
 */
export async function openServerTraceSource(options: ServerSourceOptions): Promise<OpenedSource> {
  const {path, keyDir, random} = options
  const database = new Database(options)
  try {
    if ((await schemaVersion(database, path)) === 0)
      throw new DmpError('DMP_TRACE_STORE', {params: {path, reason: 'not-a-journal'}})
    const journalId = await ServerSettings.journalId(database)
    if (journalId === undefined)
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'setting-journal'}})
    const keyFile = keyFileOf(keyDir, journalId)
    const sealing = new Sealing(readKeys(keyFile, path), random)
    const [check] = await database.rows("SELECT value FROM meta WHERE key = 'key'")
    if (!sealing.useKey(Sealing.keyIdOf(String(check?.['value'])))) throw keyLost(keyFile, path)
    const settings = new ServerSettings(sealing, journalId, path)
    const environment = (await settings.get(database, 'environment')) as Environment
    const writers = await database.rows('SELECT id, seq FROM writers')
    const queries = new ServerQueries(database, sealing)
    return {
      journalId,
      file: path,
      environment,
      ends: Object.fromEntries(writers.map(({id, seq}) => [String(id), Number(seq)])),
      events: (query) => queries.events(query),
      items: (query) => queries.eachItem(query, 'planned'),
      check: (options) => checkServerSource(database, sealing, options),
      close: () => database.close(),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
