import {DmpError} from '../errors/dmp-error.ts'
import type {Random} from '../ports/random.ts'
import type {Environment} from '../profile/profile.ts'
import {reserveAnew} from './allotment.ts'
import {createKeys, keyFileOf, keyLost, readKeys} from './key-file.ts'
import {restoreUnfinished} from './restore-gate.ts'
import type {RegisteredJournal, RootRegister} from './root-register.ts'
import {Sealing} from './sealing.ts'
import {Settings} from './settings.ts'
import type {Store} from './store.ts'

/** Sealed in every journal: opens with the right key only. */
export const KEY_CHECK = 'dmp journal key check'

export interface IdentifyOptions {
  readonly store: Store
  readonly register: RootRegister
  readonly path: string
  readonly keyDir: string
  readonly registryDir: string
  readonly oidRoot: string
  readonly environment: Environment
  readonly random: Random
  readonly isNew: boolean
  /** The profile and its structure. */
  readonly establishment?: string
  /** By the restoration itself; nobody else opens a journal before it is done. */
  readonly restoring?: boolean
}

export interface JournalIdentity {
  readonly journalId: string
  readonly sealing: Sealing
  readonly settings: Settings
  readonly known: RegisteredJournal
}

/**
 * Which journal this is, with its key tried before anything else: a new one is entered in the register and
 * given its keys, a known one must have the root and environment of the profile. Inside a transaction.
 * @throws DmpError DMP_JOURNAL_KEY_LOST, DMP_JOURNAL_OID_ROOT, DMP_JOURNAL_DAMAGED
 */
export function identify(options: IdentifyOptions): JournalIdentity {
  return options.isNew ? create(options) : recognise(options)
}

function create({
  store,
  register,
  path,
  keyDir,
  oidRoot,
  environment,
  random,
  establishment,
}: IdentifyOptions): JournalIdentity {
  const journalId = random.uuid()
  const reserved = register.enter({id: journalId, root: oidRoot, path}, environment)
  const sealing = new Sealing(createKeys(keyFileOf(keyDir, journalId), random), random)
  const settings = new Settings(store, sealing, journalId)
  settings.set('journal', journalId)
  settings.set('key', sealing.seal('key', KEY_CHECK))
  settings.set('root', oidRoot)
  settings.set('environment', environment)
  settings.set('next', reserved + 1)
  settings.set('reserved', reserved)
  if (establishment !== undefined) noteEstablishment(settings, establishment)
  return {journalId, sealing, settings, known: {id: journalId, root: oidRoot, path, reserved, heads: {}}}
}

function recognise({
  store,
  register,
  path,
  keyDir,
  oidRoot,
  environment,
  random,
  establishment,
  restoring = false,
}: IdentifyOptions): JournalIdentity {
  const journalId = Settings.journalId(store)
  if (journalId === undefined)
    throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'setting-journal'}})
  const keyFile = keyFileOf(keyDir, journalId)
  const keys = readKeys(keyFile, path)
  const sealing = new Sealing(keys, random)
  const settings = new Settings(store, sealing, journalId)
  if (!opens(store, sealing)) throw keyLost(keyFile, path)
  sealing.mixed = settings.has('rotation') && settings.get('rotation') === 'open'
  for (const [name, expected] of [
    ['root', oidRoot],
    ['environment', environment],
  ] as const) {
    const found = settings.get(name)
    if (found !== expected) throw new DmpError('DMP_JOURNAL_OID_ROOT', {params: {path, expected, found}})
  }
  if (settings.restoring !== undefined && !restoring) throw restoreUnfinished(path, path)
  const {known, isNew} = register.meet({id: journalId, root: oidRoot, path}, restoring)
  if (isNew || restoring) reserveAnew(settings)
  // The copy is older than the newest key: the next rotation draws another.
  if (restoring && !sealing.mixed && keys.id !== sealing.keyId) settings.set('rotation', 'restored')
  if (establishment !== undefined) noteEstablishment(settings, establishment)
  return {journalId, sealing, settings, known}
}

/** Whose journal this is, all who ever opened it: what a copy of it says when it is put back. */
function noteEstablishment(settings: Settings, establishment: string): void {
  const known = settings.establishments
  if (!known.includes(establishment))
    settings.set('establishments', JSON.stringify([...known, establishment]))
}

function opens(store: Store, sealing: Sealing): boolean {
  try {
    return useKeyOf(store, sealing) && sealing.open('key', keyCheckOf(store)) === KEY_CHECK
  } catch {
    return false
  }
}

/** Writes under the key that the journal names; false when the key file does not hold it. */
export function useKeyOf(store: Store, sealing: Sealing): boolean {
  return sealing.useKey(Sealing.keyIdOf(keyCheckOf(store)))
}

function keyCheckOf(store: Store): string {
  return String(store.get("SELECT value FROM meta WHERE key = 'key'")?.['value'])
}
