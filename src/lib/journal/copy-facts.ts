import {chmodSync, closeSync, fsyncSync, openSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {backup, DatabaseSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import {checkJournal} from './check.ts'
import {missingHead} from './check-tables.ts'
import {currentHeads} from './checkpoints.ts'
import {connect} from './connect.ts'
import type {JournalOptions} from './journal.ts'
import {ENDS} from './restore-gate.ts'
import {type Heads, RootRegister} from './root-register.ts'
import {Settings} from './settings.ts'
import {diskError, storageError} from './storage-error.ts'
import {Store} from './store.ts'
import {walState} from './wal-state.ts'

/** What a journal in a file says of itself, unopened. */
export interface JournalFacts {
  readonly journalId: string
  readonly heads: Heads
  readonly root: string
  readonly environment: string
  /** Profiles with their structures; none in journals of earlier versions. */
  readonly establishments: readonly string[]
  /** Profiles whose runs and documents it has. */
  readonly profiles: readonly string[]
}

export function factsOf(path: string): JournalFacts | undefined {
  return withStore(path, (store) => {
    const journalId = Settings.journalId(store)
    if (journalId === undefined) return undefined
    const setting = (name: string) => {
      const value = store.get('SELECT value FROM meta WHERE key = ?', name)?.['value']
      return value === undefined ? undefined : String(value)
    }
    return {
      journalId,
      heads: currentHeads(store),
      root: setting('root') ?? '',
      environment: setting('environment') ?? '',
      establishments: JSON.parse(setting('establishments') ?? '[]') as string[],
      profiles: store.hasTable('batches')
        ? store
            .all(`SELECT establishment AS name FROM batches UNION
              SELECT establishment FROM items WHERE establishment IS NOT NULL`)
            .map(({name}) => String(name))
        : [],
    }
  })
}

/** Of these memories, the ends that the chains of the journal do not pass through: by number and by what the event is. */
export function lackedBy(path: string, memories: readonly Heads[]): readonly Heads[] {
  return withStore(path, (store) => {
    const lacked = memories.map(
      (heads) =>
        Object.fromEntries(
          Object.entries(heads).filter(([writer, end]) => missingHead(store, {[writer]: end}) !== undefined),
        ) as Heads,
    )
    const texts = new Set(lacked.map((heads) => JSON.stringify(heads)))
    return [...texts]
      .map((text) => JSON.parse(text) as Heads)
      .filter((heads) => Object.keys(heads).length > 0)
  })
}

/** How many events those ends tell to be missing, at least: one where a chain of the same length went another way. */
export function countMissing(lacked: readonly Heads[], own: Heads): number {
  const most = new Map<string, number>()
  for (const heads of lacked)
    for (const [writer, {seq}] of Object.entries(heads))
      most.set(writer, Math.max(most.get(writer) ?? 1, seq - (own[writer]?.seq ?? 0)))
  return [...most.values()].reduce((sum, count) => sum + count, 0)
}

/**
 * The copy beside its place, with what its own write-ahead file still has, on disk.
 * @throws DmpError DMP_JOURNAL_DAMAGED of the copy, _UNWRITABLE
 */
export async function takeCopy(copy: string, part: string): Promise<void> {
  dropPart(part)
  let source: DatabaseSync | undefined
  try {
    if (walState(copy) === 'cut') throw damagedCopy(copy, 'write-ahead-file')
    closeSync(openSync(part, 'wx', 0o600))
    source = new DatabaseSync(copy, {readOnly: true, timeout: 10_000})
    await backup(source, part)
    chmodSync(part, 0o600)
    flush(part)
  } catch (error) {
    dropPart(part)
    throw aboutCopy(diskError(storageError(error, part), part), part, copy)
  } finally {
    source?.close()
  }
}

export function dropPart(part: string): void {
  for (const end of ENDS) rmSync(`${part}${end}`, {force: true})
}

export function flush(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Of a copy that holds, and that belongs here. `file`: where it stands to be looked at.
 * @throws DmpError DMP_JOURNAL_DAMAGED, _NEWER, _OID_ROOT
 */
export async function factsOfCopy(
  {file, copy, path}: {readonly file: string; readonly copy: string; readonly path: string},
  options: JournalOptions,
): Promise<JournalFacts> {
  const {keyDir, registryDir = keyDir, oidRoot, environment, establishment} = options
  try {
    // What the machine remembers says that the copy is old, which is known.
    const {findings} = await checkJournal({path: file, keyDir, registryDir: join(file, 'none'), isCopy: true})
    const [fault] = findings
    const facts = fault ? undefined : factsOf(file)
    if (facts === undefined) throw damagedCopy(copy, fault?.note ?? fault?.kind ?? 'not-a-journal')
    for (const [expected, found] of [
      [oidRoot, facts.root],
      [environment, facts.environment],
    ] as const)
      if (found !== expected)
        throw new DmpError('DMP_JOURNAL_OID_ROOT', {params: {path: copy, expected, found}})
    requireOwn(facts, {copy, establishment})
    requireFree(registryDir, {id: facts.journalId, root: facts.root, path})
    return facts
  } catch (error) {
    throw aboutCopy(error, file, copy)
  }
}

/** @throws DmpError DMP_JOURNAL_OID_ROOT of a copy that says to be of another profile or structure */
function requireOwn(
  {establishments, profiles}: JournalFacts,
  {copy, establishment}: {readonly copy: string; readonly establishment: string | undefined},
): void {
  if (establishment === undefined) return
  const [name = ''] = establishment.split(' ')
  const isOwn =
    establishments.length > 0
      ? establishments.includes(establishment)
      : profiles.length === 0 || profiles.includes(name)
  if (isOwn) return
  const found = (establishments.length > 0 ? establishments : profiles).join(', ')
  throw new DmpError('DMP_JOURNAL_OID_ROOT', {
    params: {path: copy, expected: establishment, found, case: 'establishment'},
  })
}

/** Whether the copy itself says that it is of this profile. */
export function saysOwn(
  {establishments, profiles}: JournalFacts,
  establishment: string | undefined,
): boolean {
  return (
    establishment === undefined ||
    establishments.includes(establishment) ||
    profiles.includes(establishment.split(' ')[0] ?? '')
  )
}

function requireFree(
  registryDir: string,
  journal: {readonly id: string; readonly root: string; readonly path: string},
): void {
  const register = new RootRegister(registryDir)
  try {
    register.requireOne(journal, true)
  } finally {
    register.close()
  }
}

function damagedCopy(path: string, reason: string): DmpError {
  return new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason, case: 'copy'}})
}

/** The user knows the copy by its name, not where it is looked at. */
function aboutCopy(error: unknown, file: string, copy: string): unknown {
  if (!(error instanceof DmpError) || error.params['path'] !== file) return error
  const {code, params, cause} = error
  if (code === 'DMP_JOURNAL_UNWRITABLE') return error
  const damage = code === 'DMP_JOURNAL_DAMAGED' ? {case: 'copy'} : {}
  return new DmpError(code, {params: {...params, path: copy, ...damage}, cause: cause ?? error})
}

function withStore<T>(path: string, look: (store: Store) => T): T {
  const store = new Store(connect(path, {readOnly: true}), path)
  try {
    return look(store)
  } finally {
    store.close()
  }
}
