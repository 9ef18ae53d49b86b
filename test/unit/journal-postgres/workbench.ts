import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {
  openPostgresJournal,
  type PostgresJournalOptions,
} from '../../../src/lib/journal-postgres/postgres-journal.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {type ServerAddress, serverAddress} from '../../../src/lib/profile/journal-address.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import type {PostgresCluster} from '../../support/postgres.ts'

export interface ServerBench {
  readonly url: string
  readonly options: PostgresJournalOptions
  /** A journal of the same database, closed at the end. */
  open(more?: Partial<PostgresJournalOptions>): Promise<Journal>
  sql(text: string): string
  clear(): Promise<void>
}

/** A database of its own on `cluster`, with the options to open a journal in it. */
export function serverBench(
  cluster: PostgresCluster,
  more: Partial<PostgresJournalOptions> = {},
): ServerBench {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-server-journal-'))
  const url = cluster.createDatabase()
  const opened: Journal[] = []
  const options: PostgresJournalOptions = {
    address: serverAddress(url) as ServerAddress,
    path: url,
    keyDir: join(folder, 'keys'),
    registryDir: join(folder, 'machine'),
    oidRoot: '1.2.250.1.999.1.1',
    environment: 'sandbox',
    clock: systemClock,
    random: systemRandom,
    graceMs: 0,
    ...more,
  }
  return {
    url,
    options,
    async open(other = {}) {
      const journal = await openPostgresJournal({...options, ...other})
      opened.push(journal)
      return journal
    },
    sql: (text) => cluster.psql(url, `SET search_path = dmp_journal; ${text}`).replace(/^SET\n/, ''),
    async clear() {
      for (const journal of opened) await journal.close()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}
