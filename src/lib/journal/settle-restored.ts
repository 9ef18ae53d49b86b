import type {CaughtUp} from '../ports/journal-health.ts'
import {type Evidence, isAllTold} from './all-told.ts'
import {connect} from './connect.ts'
import {factsOf} from './copy-facts.ts'
import {type JournalOptions, openJournal} from './journal.ts'
import {keepLastOf} from './kept-checkpoint.ts'
import type {LaterJournal} from './later-journal.ts'
import {catchUp} from './restore-items.ts'
import {type Heads, RootRegister} from './root-register.ts'
import {Store} from './store.ts'

export interface Settling {
  readonly told: LaterJournal | undefined
  readonly missing: number
  readonly evidence: Evidence
  readonly now: number
}

/** The copy is in its place and marked: everything that may have happened since is brought over or doubted. */
export async function settle(
  options: JournalOptions,
  {told, missing, evidence, now}: Settling,
): Promise<CaughtUp & {readonly isComplete: boolean}> {
  const journal = await openJournal({...options, mode: 'runner', acceptOlder: true, restoring: true})
  try {
    return await catchUp(journal, {told, now, missing, isAll: () => isAllTold(evidence)})
  } finally {
    await journal.close()
  }
}

/** Last of all: until then this machine knows the journal as it was, so that whatever cuts it short can be begun again. */
export function enterRestored(
  {path, keyDir, registryDir = keyDir, oidRoot}: JournalOptions,
  known: {readonly doubtedAt: number | undefined; readonly forgotten: readonly Heads[]},
): void {
  const facts = factsOf(path)
  if (facts === undefined) return
  const {journalId: id, heads} = facts
  const register = new RootRegister(registryDir)
  try {
    register.restored({id, root: oidRoot, path, heads}, known)
  } finally {
    register.close()
  }
  const store = new Store(connect(path, {readOnly: true}), path)
  try {
    keepLastOf(store, keyDir, id)
  } finally {
    store.close()
  }
}
