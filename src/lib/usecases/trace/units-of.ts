import type {TraceSource} from '../../ports/trace-sources.ts'
import type {TraceRecord} from '../../traces/trace-record.ts'

const PAGE = 200

/** Traces with the units (UF) of their items, looked up a page at a time. */
export async function* withUnits(
  sources: readonly TraceSource[],
  feed: AsyncIterable<TraceRecord>,
): AsyncGenerator<readonly [record: TraceRecord, units: readonly string[]]> {
  let page: TraceRecord[] = []
  for await (const record of feed) {
    page.push(record)
    if (page.length < PAGE) continue
    yield* resolved(sources, page)
    page = []
  }
  yield* resolved(sources, page)
}

async function* resolved(
  sources: readonly TraceSource[],
  page: readonly TraceRecord[],
): AsyncGenerator<readonly [TraceRecord, readonly string[]]> {
  const units = new Map<string, string>()
  for (const source of sources) {
    const {journalId} = source
    const ids = page.flatMap(({journal, itemId}) => (journal === journalId && itemId ? [itemId] : []))
    if (ids.length === 0 || !source.items) continue
    const query = {ids: [...new Set(ids)], actions: ['submit', 'replace', 'delete']} as const
    for await (const {id, unit} of source.items(query)) if (unit) units.set(`${journalId} ${id}`, unit)
  }
  for (const record of page) {
    const unit = units.get(`${record.journal} ${record.itemId}`)
    yield [record, unit === undefined ? [] : [unit]]
  }
}
