import type {TraceRecord} from '../trace-record.ts'

/** Calls under way at the same time, as far as they are held back. */
const MOST_OPEN = 10_000

/**
 * One trace for each act: its result, or its intent where no result is among them. Intents wait until their result has
 * gone by; those left come at the end, in their order.
 */
export async function* settledTraces(
  records: AsyncIterable<TraceRecord>,
  most = MOST_OPEN,
): AsyncGenerator<TraceRecord> {
  const open = new Map<string, TraceRecord>()
  for await (const record of records) {
    if (record.phase !== 'intent') {
      if (record.intentId !== undefined) open.delete(record.intentId)
      yield record
      continue
    }
    open.set(record.id, record)
    const [oldest] = open.size > most ? open : []
    if (!oldest) continue
    open.delete(oldest[0])
    yield oldest[1]
  }
  yield* open.values()
}
