import {existsSync} from 'node:fs'
import {setImmediate as breathe} from 'node:timers/promises'
import {DmpError} from '../errors/dmp-error.ts'
import type {ChainWatch, JournalFault, JournalHealth} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import {systemRandom} from '../system/random.ts'
import {
  checkBatches,
  checkCheckpoints,
  checkHalves,
  checkHeads,
  checkHolds,
  checkItem,
  emptyCounts,
  missingHead,
  missingItems,
} from './check-tables.ts'
import type {CheckpointRow} from './checkpoint-row.ts'
import {connect} from './connect.ts'
import {eventRecord} from './event-row.ts'
import {useKeyOf} from './identity.ts'
import {ITEM_ROWS} from './item-row.ts'
import {keptCheckpoint, keptFault} from './kept-checkpoint.ts'
import {keyFileOf, readKeys} from './key-file.ts'
import type {UncleanEnd} from './open-sessions.ts'
import {realPath} from './refuse-first.ts'
import {MOST_FAULTS, Replay} from './replay.ts'
import {RootRegister} from './root-register.ts'
import {isOwnSchema, schemaVersion} from './schema.ts'
import {Sealing} from './sealing.ts'
import {Settings} from './settings.ts'
import {Store} from './store.ts'
import {UncleanEndings} from './unclean-endings.ts'
import {WriterSlots} from './writer-slots.ts'

const PAGE = 1000

export interface CheckOptions {
  readonly path: string
  readonly keyDir: string
  readonly registryDir?: string
  readonly watch?: ChainWatch | undefined
  /** A copy, or what was put aside: not compared with the checkpoint kept beside the key, which is of the journal in use. */
  readonly isCopy?: boolean
}

/**
 * Checks a journal from the outside, damaged or not, without changing it: the file, every chain, the signed
 * checkpoints, and that items and holds are what the events say. Without the key file the signatures alone are
 * left out. Others may write meanwhile: it reads one moment of the journal.
 * @throws DmpError DMP_JOURNAL_NEWER, DMP_JOURNAL_UNWRITABLE (no such file)
 */
export async function checkJournal(options: CheckOptions): Promise<JournalHealth> {
  const {path} = options
  const findings: JournalFault[] = []
  const items = emptyCounts()
  using replay = new Replay({watch: options.watch})
  let signaturesChecked = false
  let journalId: string | undefined
  if (!existsSync(path)) throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path, reason: 'ENOENT'}})
  const lostOf = lookAtEndings(options)
  let kept: CheckpointRow | undefined
  let mayMiss: UncleanEnd | undefined
  const store = new Store(connect(path, {readOnly: true}), path)
  try {
    schemaVersion(store)
    // First what was kept, then the moment of the journal that is read: others may sign more in between.
    if (options.isCopy !== true) kept = keptCheckpoint(options.keyDir, Settings.journalId(store) ?? '')
    store.exec('BEGIN')
    journalId = Settings.journalId(store)
    mayMiss = lostOf(journalId ?? '')
    signaturesChecked = await walk(store, options, {findings, items, replay, kept})
  } catch (error) {
    if (!(error instanceof DmpError) || error.code !== 'DMP_JOURNAL_DAMAGED') throw error
    findings.push({kind: 'file', note: String(error.params['reason'])})
  } finally {
    store.rollback()
    store.close()
  }
  const all = [...findings, ...replay.faults].slice(0, MOST_FAULTS)
  const {events, firstBroken} = replay
  return {
    ...(journalId === undefined ? {} : {journalId}),
    events,
    ...(firstBroken ? {firstBroken} : {}),
    items,
    findings: all,
    faults: all.map(faultWords),
    signaturesChecked,
    ...(mayMiss ? {mayMiss} : {}),
    isKept: kept !== undefined,
  }
}

/** To be called before the journal is opened. */
function lookAtEndings({
  path: file,
  keyDir,
  registryDir = keyDir,
}: CheckOptions): (journalId: string) => UncleanEnd | undefined {
  if (!existsSync(RootRegister.fileIn(registryDir))) return () => undefined
  const path = realPath(file)
  return withRegister(registryDir, (register) => {
    const endings = new UncleanEndings({path, register, slots: new WriterSlots(path), slot: 0})
    return (id) =>
      withRegister(registryDir, (again) => endings.lost(id, again) ?? again.sessions.lastUnclean(id))
  })
}

function withRegister<T>(registryDir: string, look: (register: RootRegister) => T): T {
  const register = new RootRegister(registryDir)
  try {
    return look(register)
  } finally {
    register.close()
  }
}

async function walk(
  store: Store,
  options: CheckOptions,
  {
    findings,
    items,
    replay,
    kept,
  }: {
    findings: JournalFault[]
    items: ReturnType<typeof emptyCounts>
    replay: Replay
    kept: CheckpointRow | undefined
  },
): Promise<boolean> {
  for (const row of store.all('PRAGMA integrity_check(10)'))
    if (row['integrity_check'] !== 'ok') findings.push({kind: 'file', note: String(row['integrity_check'])})
  if (!isOwnSchema(store)) findings.push({kind: 'file', note: 'schema'})
  for await (const row of pages(store, 'events')) replay.take(eventRecord(row))
  let known = 0
  for await (const row of pages(store, 'items')) {
    const fault = checkItem(row, replay)
    if (fault !== undefined && findings.length < MOST_FAULTS) findings.push(fault)
    if (fault?.note !== 'without-event') known++
    items[String(row['state']) as keyof typeof items]++
  }
  const find = `SELECT 1 AS found FROM ${itemRows(store)} WHERE id = ?`
  findings.push(...missingItems(replay, known, (id) => store.get(find, id) !== undefined))
  const sealing = sealingOf(store, options, systemRandom)
  findings.push(
    ...checkHalves(store),
    ...checkHolds(store, replay),
    ...checkBatches(store, replay),
    ...checkHeads(store, replay),
    ...checkCheckpoints(store, sealing),
  )
  const unkept = sealing && kept && keptFault(store, sealing, kept)
  if (unkept) findings.push(unkept)
  findings.push(...checkSettings(store, sealing), ...checkTail(store, options))
  return sealing !== undefined
}

/** Half a row is no item. */
const itemRows = (store: Store) => (store.hasTable('item_bodies') ? ITEM_ROWS : 'items')

async function* pages(store: Store, table: 'events' | 'items') {
  const from = table === 'items' ? itemRows(store) : table
  for (let after = 0; ; ) {
    const rows = store.all(`SELECT * FROM ${from} WHERE n > ? ORDER BY n LIMIT ${PAGE}`, after)
    for (const row of rows) {
      after = Number(row['n'])
      yield row
    }
    if (rows.length < PAGE) return
    await breathe()
  }
}

function sealingOf(store: Store, {path, keyDir}: CheckOptions, random: Random): Sealing | undefined {
  const file = keyFileOf(keyDir, Settings.journalId(store) ?? '')
  if (!existsSync(file)) return undefined
  const sealing = new Sealing(readKeys(file, path), random)
  useKeyOf(store, sealing)
  return sealing
}

function checkSettings(store: Store, sealing: Sealing | undefined): JournalFault[] {
  if (sealing === undefined) return []
  const settings = new Settings(store, sealing, Settings.journalId(store) ?? '')
  const names = ['journal', 'key', 'root', 'environment', 'next', 'reserved'] as const
  const more = (['rotation', 'restoring', 'establishments'] as const).filter((name) => settings.has(name))
  return [...names, ...more]
    .filter((name) => !settings.isGenuine(name))
    .map((note) => ({kind: 'counter', note}))
}

function checkTail(store: Store, {keyDir, registryDir = keyDir}: CheckOptions): JournalFault[] {
  if (!existsSync(RootRegister.fileIn(registryDir))) return []
  const known = withRegister(registryDir, (register) => register.find(Settings.journalId(store) ?? ''))
  const missing = known && missingHead(store, known.heads)
  return missing === undefined ? [] : [{kind: 'tail', ...missing}]
}

/** One line of technical words; `ui` has sentences for the kinds. */
function faultWords({kind, ...where}: JournalFault): string {
  return [kind, ...Object.entries(where).map(([name, value]) => `${name}=${value}`)].join(' ')
}
