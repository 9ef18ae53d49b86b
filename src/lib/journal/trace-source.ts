import {statSync} from 'node:fs'
import {DatabaseSync} from 'node:sqlite'
import {pathToFileURL} from 'node:url'
import {DmpError} from '../errors/dmp-error.ts'
import type {OpenedSource} from '../ports/trace-sources.ts'
import type {Environment} from '../profile/profile.ts'
import {checkSource} from './check-source.ts'
import {type EarlierJournalOptions, openCopyOf} from './earlier-journal.ts'
import {useKeyOf} from './identity.ts'
import {ItemFinder} from './item-query.ts'
import {keyFileOf, keyLost, readKeys} from './key-file.ts'
import {Queries} from './queries.ts'
import {requireRestored} from './restore-gate.ts'
import {SCHEMA_VERSION, schemaVersion} from './schema.ts'
import {Sealing} from './sealing.ts'
import {Settings} from './settings.ts'
import {storageError} from './storage-error.ts'
import {Store} from './store.ts'

/** SQLite: cannot open, attempt to write, failure to write (no room or right for the files that connections share). */
const NEEDS_FILES: ReadonlySet<unknown> = new Set([8, 10, 13, 14])

interface Opened {
  readonly store: Store
  readonly sealing: Sealing
  close(): void
}

/**
 * Opens a journal in a file to read its traces, beside whoever writes it: no place of a writer is taken, nothing is
 * recovered. One of an earlier version is read in a copy of one moment, brought to this version and removed at the end.
 * @throws DmpError DMP_TRACE_STORE when the file is no journal, DMP_JOURNAL_KEY_LOST, _NEWER, _DAMAGED
 */
export async function openTraceSource(options: EarlierJournalOptions): Promise<OpenedSource> {
  const {path} = options
  requireRestored(path)
  const {store, sealing, close} = await open(options)
  try {
    const journalId = Settings.journalId(store)
    if (journalId === undefined)
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'setting-journal'}})
    const settings = new Settings(store, sealing, journalId)
    sealing.mixed = settings.has('rotation') && settings.get('rotation') === 'open'
    const queries = new Queries(store, sealing)
    const finder = new ItemFinder(store, sealing)
    const writers = store.all('SELECT id, seq FROM writers')
    return {
      journalId,
      file: path,
      environment: settings.get('environment') as Environment,
      ends: Object.fromEntries(writers.map(({id, seq}) => [String(id), Number(seq)])),
      events: (query) => queries.events(query),
      items: (query) => finder.each(query, 'planned'),
      check: (asked) => checkSource({store, sealing}, {journalId, keyDir: options.keyDir}, asked),
      close: async () => close(),
    }
  } catch (error) {
    close()
    throw error
  }
}

async function open(options: EarlierJournalOptions): Promise<Opened> {
  const {path, keyDir, random} = options
  if (!statSync(path, {throwIfNoEntry: false})?.isFile()) throw notAStore(path, 'absent')
  const store = new Store(connectBeside(path), path)
  const close = () => store.close()
  try {
    const version = versionOf(store)
    if (version < SCHEMA_VERSION) {
      close()
      return await openCopyOf(options)
    }
    const keyFile = keyFileOf(keyDir, Settings.journalId(store) ?? '')
    const sealing = new Sealing(readKeys(keyFile, path), random)
    if (!useKeyOf(store, sealing)) throw keyLost(keyFile, path)
    return {store, sealing, close}
  } catch (error) {
    close()
    throw error
  }
}

function versionOf(store: Store): number {
  let version = 0
  try {
    version = schemaVersion(store)
  } catch (error) {
    const {code, params} = error as DmpError
    const reason = String(params?.['reason'] ?? '')
    if (code === 'DMP_JOURNAL_DAMAGED' && reason.startsWith('not-a-')) throw notAStore(store.path, reason)
    throw error
  }
  if (version === 0) throw notAStore(store.path, 'not-a-journal')
  return version
}

function notAStore(path: string, reason: string): DmpError {
  return new DmpError('DMP_TRACE_STORE', {params: {path, reason}})
}

/**
 * Beside a process at work, or one that begins meanwhile. Where the files that connections share cannot be made, nobody
 * else has it open either: it is read as it lies there.
 */
function connectBeside(path: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, {readOnly: true, timeout: 10_000})
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return database
  } catch (error) {
    database?.close()
    const {errcode} = error as {errcode?: unknown}
    if (typeof errcode !== 'number' || !NEEDS_FILES.has(errcode & 0xff)) throw sourceError(error, path)
  }
  try {
    return new DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), {readOnly: true})
  } catch (error) {
    throw sourceError(error, path)
  }
}

function sourceError(error: unknown, path: string): unknown {
  const translated = storageError(error, path)
  if (!(translated instanceof DmpError)) return error
  const reason = String(translated.params['reason'] ?? '')
  return reason === 'not-a-database' ? notAStore(path, reason) : translated
}
