/**
 * The journal: the one store of the product. Durable outbox (what was planned, sent, accepted) and trace (who
 * did what, when) are the same events; items and holds are projections changed in the same transaction.
 *
 * SQLite in WAL mode with full synchronisation: when a method returns, its writes survive a power cut. If an
 * intent cannot be written the caller gets a DmpError and makes no call. One file serves one OID root and one
 * environment. Bulk runs open it as `runner` (one at a time); short commands as `single`, several at once and
 * also beside a runner: each process writes its own chain of events. Everything that names a patient is
 * encrypted (AES-256-GCM); look-ups go through keyed hashes; chains can be checked without a key.
 *
 * Rules: EX_GEN-1350 and EX_2.1-1130 (identifiers), article R.1111-43 of the Code de la santé publique (every
 * action is traced).
 *
 * It does not decide what to send or how an unknown outcome is settled (use cases do), knows no network, and
 * is not for several machines at once.
 */
import {DmpError} from '../errors/dmp-error.ts'
import type {Clock} from '../ports/clock.ts'
import type {Journal} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import type {Environment} from '../profile/profile.ts'
import {type FileSystemType, privateFile} from '../system/local-folder.ts'
import {Allotment} from './allotment.ts'
import {missingHead} from './check-tables.ts'
import {currentHeads} from './checkpoints.ts'
import {Claims} from './claims.ts'
import {connect as connectFile} from './connect.ts'
import {EventLog} from './event-log.ts'
import {identify} from './identity.ts'
import {keepLastOf} from './kept-checkpoint.ts'
import {Projection} from './projection.ts'
import {Recorder} from './recorder.ts'
import {recoverItems} from './recovery.ts'
import {refuseFirst} from './refuse-first.ts'
import {requireRestored} from './restore-gate.ts'
import {RootRegister} from './root-register.ts'
import {migrate, schemaVersion} from './schema.ts'
import {SqliteJournal} from './sqlite-journal.ts'
import {type Connect, Store} from './store.ts'
import {UncleanEndings} from './unclean-endings.ts'
import {WriterSlots} from './writer-slots.ts'

/** Memory for pages, taken as it is needed. */
const CACHE_KIB = 65_536
/** Pages in the write-ahead file before they are put in their places, all at once. */
const CHECKPOINT_PAGES = 4000

export interface JournalOptions {
  /** File of the journal; its folder is made (0700) when absent. */
  readonly path: string
  /** Folder of key files, kept apart from copies of the journal. */
  readonly keyDir: string
  /** Folder of the register of this machine (which root belongs to which journal); `keyDir` when not given. */
  readonly registryDir?: string
  /** Root of this installation alone; `2.25` for identifiers made of UUIDs. */
  readonly oidRoot: string
  readonly environment: Environment
  /** The profile and its structure, which a copy that is put back must have been of. */
  readonly establishment?: string
  readonly clock: Clock
  readonly random: Random
  /** `runner`: exclusive, for bulk runs. `single` (default): a short command. */
  readonly mode?: 'runner' | 'single'
  /** Take a journal that is older than this machine remembers (a copy put back), on the operator's word. */
  readonly acceptOlder?: boolean
  /** The copy that is being put back: under an arc of its own, and by nobody else until it is done. */
  readonly restoring?: boolean
  /** Most pages of 4096 bytes the file may have. */
  readonly maxPages?: number
  readonly connect?: Connect
  readonly fileSystemType?: FileSystemType
}

/**
 * Opens the journal, making it at first use. What a dead process left in `sending` becomes `unknown`.
 * @throws DmpError DMP_JOURNAL_NETWORK_FOLDER, _UNWRITABLE, _LOCKED, _NEWER, _DAMAGED, _KEY_LOST, _OID_ROOT
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const cleanup: (() => void)[] = []
  const release = () => {
    for (const step of cleanup.splice(0).reverse()) step()
  }
  try {
    return open(options, cleanup, release)
  } catch (error) {
    release()
    throw error
  }
}

function open(options: JournalOptions, cleanup: (() => void)[], release: () => void): Journal {
  const {keyDir, registryDir = keyDir, environment, clock, random, fileSystemType, restoring} = options
  if (!restoring) requireRestored(options.path)
  refuseFirst({...options, registryDir})
  const {path} = privateFile(options.path, fileSystemType)
  const slots = new WriterSlots(path)
  // A restoration has taken it for its whole length.
  if (options.mode === 'runner' && !restoring) cleanup.push(slots.takeRunner(path).release)
  const {slot, lock} = slots.takeFree(path)
  cleanup.push(lock.release)
  // Again, now that a restoration that begins would see this one.
  if (!restoring) requireRestored(path)

  const register = new RootRegister(registryDir, fileSystemType)
  cleanup.push(() => register.close())
  const endings = new UncleanEndings({path, register, slots, slot})
  const store = new Store((options.connect ?? connectFile)(path, {}), path)
  cleanup.push(() => store.close())
  prepare(store, options.maxPages)

  const {sealing, settings, journalId, known} = store.transaction(() => {
    const version = schemaVersion(store)
    migrate(store, version)
    return identify({...options, path, registryDir, store, register, isNew: version === 0})
  })
  endings.settle(journalId)
  const missing = missingHead(store, known.heads)
  if (missing !== undefined && options.acceptOlder !== true) {
    const params = {path, reason: 'older-than-known'}
    throw new DmpError('DMP_JOURNAL_DAMAGED', {params, details: missing})
  }
  const log = new EventLog({store, sealing, clock, random, environment, slot})
  const recover = (atWork: boolean) => recoverItems({store, recorder, slots, mySlot: slot, clock, atWork})
  const claims = new Claims({store, sealing, clock, session: log.newId(), recover: () => recover(true)})
  const projection = new Projection(store, sealing, claims)
  const recorder = new Recorder({store, sealing, log, projection, clock})
  const allotment = new Allotment({settings, register, random, journalId, root: options.oidRoot})
  store.transaction(() => {
    allotment.catchUp(register.find(journalId)?.reserved ?? 0)
    if (missing === undefined) return
    const event = {
      phase: 'event',
      operation: 'journal-restored',
      occurredAt: clock.now(),
      data: {missing},
    } as const
    recorder.record({event})
  })
  if (missing !== undefined && restoring !== true) keepLastOf(store, keyDir, journalId)
  // After a crash the register lags behind: catch up, so that a later cut shows.
  const heads = currentHeads(store)
  const remembers = restoring !== true
  if (remembers && missing === undefined && JSON.stringify(heads) !== JSON.stringify(known.heads))
    register.remember(journalId, heads)
  recover(false)
  const check = {path, keyDir, registryDir}
  const isRunner = options.mode === 'runner'
  const own = {store, sealing, recorder, journalId}
  const rotation = {...own, settings, random, slots, mySlot: slot, isRunner, keyDir}
  const writer = {slot, isRunner, register, remembers, clock}
  return new SqliteJournal({...own, ...writer, rotation, allotment, claims, check, release})
}

function prepare(store: Store, maxPages: number | undefined): void {
  schemaVersion(store)
  store.exec('PRAGMA journal_mode = WAL')
  store.exec('PRAGMA synchronous = FULL')
  // Keyed hashes land all over their indexes: with room for them a backlog is planned without reading them again.
  store.exec(`PRAGMA cache_size = -${CACHE_KIB}`)
  store.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  if (maxPages !== undefined) store.exec(`PRAGMA max_page_count = ${maxPages}`)
}
