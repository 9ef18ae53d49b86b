import type {DmpError} from '../errors/dmp-error.ts'
import type {Journal} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import {connectToRead} from './connect-to-read.ts'
import {useKeyOf} from './identity.ts'
import {ItemFinder} from './item-query.ts'
import {keyFileOf, keyLost, readKeys} from './key-file.ts'
import {overview} from './overview.ts'
import {placeOf} from './place.ts'
import {Queries} from './queries.ts'
import {requireRestored} from './restore-gate.ts'
import {SCHEMA_VERSION, schemaVersion} from './schema.ts'
import {Sealing} from './sealing.ts'
import {Settings} from './settings.ts'
import {Store} from './store.ts'

export interface ReadOnlyOptions {
  readonly path: string
  readonly keyDir: string
  readonly random: Random
  /** Why it cannot be opened as usual: the answer to whoever would write. */
  readonly because: DmpError
}

/**
 * The journal as it is, on a disk that is full or takes no writes: no place of a writer, nothing recovered or brought to
 * another version. What a dead process left in `sending` is still told so.
 * @throws DmpError `because` where it cannot even be read so, DMP_JOURNAL_KEY_LOST, _NEWER, _DAMAGED
 */
export function openJournalToRead({path, keyDir, random, because}: ReadOnlyOptions): Journal {
  requireRestored(path)
  const store = new Store(connectToRead(path), path)
  try {
    if (schemaVersion(store) !== SCHEMA_VERSION) throw because
    const keyFile = keyFileOf(keyDir, Settings.journalId(store) ?? '')
    const sealing = new Sealing(readKeys(keyFile, path), random)
    if (!useKeyOf(store, sealing)) throw keyLost(keyFile, path)
    return reading(store, sealing, because)
  } catch (error) {
    store.close()
    throw error
  }
}

function reading(store: Store, sealing: Sealing, because: DmpError): Journal {
  const queries = new Queries(store, sealing)
  const finder = new ItemFinder(store, sealing)
  const refused = async (): Promise<never> => {
    throw because
  }
  return {
    allot: refused,
    record: refused,
    hold: refused,
    liftHold: refused,
    backup: refused,
    health: refused,
    place: async () => placeOf(store, because),
    rotateKeys: refused,
    claim: refused,
    renew: refused,
    release: refused,
    items: async (query) => finder.items(query),
    eachItem: (query, order = 'planned') => finder.each(query, order),
    overview: async (query) => overview(store, query),
    batches: async (ids) => queries.batches(ids),
    heldKinds: async () => queries.heldKinds(),
    holdsOn: async (names) => queries.holdsOn(names),
    holds: async () => queries.holds(),
    events: (query) => queries.events(query),
    close: async () => store.close(),
  }
}
