import type {Random} from '../ports/random.ts'
import {connect} from './connect.ts'
import {useKeyOf} from './identity.ts'
import {keyFileOf, keyLost, readKeys} from './key-file.ts'
import {Sealing} from './sealing.ts'
import {Settings} from './settings.ts'
import {Store} from './store.ts'

/** Nothing was put aside. */
const NOTHING = '-'

export interface MarkOptions {
  readonly keyDir: string
  readonly random: Random
}

function withSettings<T>(path: string, {keyDir, random}: MarkOptions, work: (settings: Settings) => T): T {
  const store = new Store(connect(path, {}), path)
  try {
    const id = Settings.journalId(store) ?? ''
    const keyFile = keyFileOf(keyDir, id)
    const sealing = new Sealing(readKeys(keyFile, path), random)
    if (!useKeyOf(store, sealing)) throw keyLost(keyFile, path)
    return store.transaction(() => work(new Settings(store, sealing, id)))
  } finally {
    store.close()
  }
}

/**
 * Marks a copy before it is in its place: until the mark is taken away nobody sends anything by it, and a restoration that
 * was cut short is begun again with the journal that it put `aside`. @throws DmpError DMP_JOURNAL_KEY_LOST, _DAMAGED
 */
export function markRestoring(path: string, aside: string | undefined, options: MarkOptions): void {
  withSettings(path, options, (settings) => settings.set('restoring', aside ?? NOTHING))
}

export function markRestored(path: string, options: MarkOptions): void {
  withSettings(path, options, (settings) => settings.restored())
}

/** What an unfinished restoration of the journal at `path` put aside; undefined when there was none, or nothing was. */
export function putAsideBefore(path: string, options: MarkOptions): string | undefined {
  try {
    return withSettings(path, options, (settings) => {
      const {restoring = NOTHING} = settings
      return restoring === NOTHING ? undefined : restoring
    })
  } catch {
    // Damaged, or no journal: nothing is known of it.
    return undefined
  }
}
