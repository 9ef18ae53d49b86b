import {mkdtempSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {backup, DatabaseSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import type {JournalItem} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import {makeFolder} from '../system/make-folder.ts'
import {connect} from './connect.ts'
import {useKeyOf} from './identity.ts'
import {ItemFinder} from './item-query.ts'
import {keyFileOf, readKeys} from './key-file.ts'
import {requireRestored} from './restore-gate.ts'
import {migrate, schemaVersion} from './schema.ts'
import {Sealing} from './sealing.ts'
import {Settings} from './settings.ts'
import {diskError, storageError} from './storage-error.ts'
import {Store} from './store.ts'

export interface EarlierJournalOptions {
  readonly path: string
  readonly keyDir: string
  /** Private folder for the copy that is read. */
  readonly folder: string
  readonly random: Random
}

/** Another journal, open to read. */
export interface OpenedCopy {
  readonly store: Store
  readonly sealing: Sealing
  close(): void
}

/**
 * Reads the items of another journal. What names a patient stays sealed in the copy that is read.
 * @throws DmpError DMP_JOURNAL_KEY_LOST, DMP_JOURNAL_DAMAGED, DMP_JOURNAL_NEWER, DMP_JOURNAL_UNWRITABLE
 */
export async function* earlierJournal(options: EarlierJournalOptions): AsyncGenerator<JournalItem> {
  requireRestored(options.path)
  const {store, sealing, close} = await openCopyOf(options)
  try {
    yield* new ItemFinder(store, sealing).each({actions: ['submit', 'replace', 'delete']}, 'planned')
  } finally {
    close()
  }
}

/**
 * Opens another journal, perhaps of an earlier version or in use: a copy of one moment, brought to the present version and
 * removed at the end. @throws DmpError as `earlierJournal`
 */
export async function openCopyOf(options: EarlierJournalOptions): Promise<OpenedCopy> {
  const {path, keyDir, folder, random} = options
  makeFolder(folder)
  const work = workFolder(folder)
  let store: Store | undefined
  const close = () => {
    store?.close()
    rmSync(work, {recursive: true, force: true})
  }
  try {
    const copy = join(work, 'journal.db')
    await copyOf(path, copy)
    const opened = new Store(connect(copy, {}), path)
    store = opened
    opened.transaction(() => {
      const version = schemaVersion(opened)
      if (version === 0) throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'not-a-journal'}})
      migrate(opened, version)
    })
    const id = Settings.journalId(opened)
    if (id === undefined)
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'setting-journal'}})
    const keys = readKeys(keyFileOf(keyDir, id), path)
    const sealing = new Sealing(keys, random)
    useKeyOf(opened, sealing)
    return {store: opened, sealing, close}
  } catch (error) {
    close()
    throw error
  }
}

function workFolder(folder: string): string {
  try {
    return mkdtempSync(join(folder, 'earlier-'))
  } catch (error) {
    throw diskError(error, folder)
  }
}

async function copyOf(path: string, copy: string): Promise<void> {
  let source: DatabaseSync | undefined
  try {
    source = new DatabaseSync(path, {readOnly: true})
    await backup(source, copy)
  } catch (error) {
    throw storageError(error, path)
  } finally {
    source?.close()
  }
}
