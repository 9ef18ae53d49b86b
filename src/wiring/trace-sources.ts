import {join} from 'node:path'
import type {TraceSources} from '../lib/ports/trace-sources.ts'
import {isServerJournal} from '../lib/profile/journal-address.ts'
import type {JournalMeans} from './open-journal.ts'

/** Journals to read: any in a file, and on a server those the profile's password opens. */
export function traceSources(means: () => Promise<JournalMeans>): TraceSources {
  return {
    async open(path) {
      const {keyDir, random, stateFolder, profile, secrets} = await means()
      if (!isServerJournal(path)) {
        const {openTraceSource} = await import('../lib/journal/trace-source.ts')
        return openTraceSource({path, keyDir, random, folder: join(stateFolder, 'tmp')})
      }
      const {serverEntrance} = await import('./open-journal.ts')
      const {openServerTraceSource} = await import('../lib/journal-postgres/server-trace-source.ts')
      const named = {...profile, journal: {...profile.journal, path}}
      return openServerTraceSource({...(await serverEntrance({profile: named, secrets})), keyDir, random})
    },
  }
}
