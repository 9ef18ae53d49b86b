import {type ChainReader, walkChains} from '../journal/chain-walk.ts'
import {EVENT_COLUMNS, type EventRecord, eventRecord} from '../journal/event-row.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {SourceCheck, SourceHealth} from '../ports/trace-sources.ts'
import {checkCheckpoints, checkHeads, pages} from './check-server.ts'
import type {Database, Sql} from './database.ts'

/** Whether the traces of a journal on a server stand: chains, their ends and signed checkpoints, at one moment of it. */
export function checkServerSource(
  database: Pick<Database, 'transaction'>,
  sealing: Sealing,
  options: SourceCheck,
): Promise<SourceHealth> {
  return database.transaction(async (sql) => {
    const walked = await walkChains(readerOf(sql), {...options, gaps: true})
    const findings = [...(await checkHeads(sql, walked)), ...(await checkCheckpoints(sql, sealing))]
    return {findings, ...(walked.firstBroken ? {firstBroken: walked.firstBroken} : {})}
  }, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
}

function readerOf(sql: Sql): ChainReader {
  return {
    writers: async () => (await sql.rows('SELECT id FROM writers')).map(({id}) => String(id)),
    async event(writer, seq) {
      const [row] = await sql.rows('SELECT n, hash FROM events WHERE writer = $1 AND seq = $2', writer, seq)
      return row && {n: Number(row['n']), hash: String(row['hash'])}
    },
    after: (n) => eventsAfter(sql, n),
  }
}

async function* eventsAfter(sql: Sql, n: number): AsyncGenerator<EventRecord> {
  for await (const row of pages(sql, 'events', EVENT_COLUMNS.join(', '), n)) yield eventRecord(row)
}
