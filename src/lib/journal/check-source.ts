import {setImmediate as breathe} from 'node:timers/promises'
import type {JournalFault} from '../ports/journal.ts'
import type {SourceCheck, SourceHealth} from '../ports/trace-sources.ts'
import {type ChainReader, walkChains} from './chain-walk.ts'
import {checkCheckpoints, checkHeads} from './check-tables.ts'
import {type EventRecord, eventRecord} from './event-row.ts'
import {keptCheckpoint, keptFault} from './kept-checkpoint.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

const PAGE = 1000

/**
 * Whether the traces of a journal stand: chains, their ends, signed checkpoints, and the one kept beside the key. What the
 * check of a journal does, without the tables of items; one moment of it, while others may write.
 */
export async function checkSource(
  {store, sealing}: {readonly store: Store; readonly sealing: Sealing},
  {journalId, keyDir}: {readonly journalId: string; readonly keyDir: string},
  options: SourceCheck,
): Promise<SourceHealth> {
  // What is kept beside the key is of the journal in use: a copy holds less, rightly.
  const kept = options.isInUse ? keptCheckpoint(keyDir, journalId) : undefined
  store.exec('BEGIN')
  try {
    const walked = await walkChains(readerOf(store), options)
    const unkept = kept && keptFault(store, sealing, kept)
    const findings: JournalFault[] = [
      ...checkHeads(store, walked),
      ...checkCheckpoints(store, sealing),
      ...(unkept ? [unkept] : []),
    ]
    return {findings, ...(walked.firstBroken ? {firstBroken: walked.firstBroken} : {})}
  } finally {
    store.rollback()
  }
}

function readerOf(store: Store): ChainReader {
  return {
    writers: async () => store.all('SELECT id FROM writers').map(({id}) => String(id)),
    async event(writer, seq) {
      const row = store.get('SELECT n, hash FROM events WHERE writer = ? AND seq = ?', writer, seq)
      return row && {n: Number(row['n']), hash: String(row['hash'])}
    },
    after: (n) => eventsAfter(store, n),
  }
}

async function* eventsAfter(store: Store, n: number): AsyncGenerator<EventRecord> {
  for (let after = n; ; ) {
    const rows = store.all(`SELECT * FROM events WHERE n > ? ORDER BY n LIMIT ${PAGE}`, after)
    for (const row of rows) {
      after = Number(row['n'])
      yield eventRecord(row)
    }
    if (rows.length < PAGE) return
    await breathe()
  }
}
