import {JsonRows} from '../../stats/reading/json-rows.ts'
import {JsonFault, type JsonValue} from '../../stats/reading/json-values.ts'
import type {FiguresSource} from './figures-source.ts'
import {unreadable} from './unreadable.ts'

/**
 * Opens answers of Elasticsearch or rows of NDJSON; their rows can be read once.
 * @throws DmpError DMP_STATS_UNREADABLE
 */
export async function openFiguresJson(
  file: string,
  size: number,
  values: AsyncIterable<JsonValue>,
): Promise<FiguresSource<'json'>> {
  const rows = new JsonRows(file, values)
  const sample = await rows.open().catch((error: unknown) => {
    throw asUnreadable(file, error)
  })
  return {
    kind: 'ndjson',
    candidates: [{way: 'json', sample, date1904: false}],
    ragged: false,
    size,
    macros: false,
    facts: () => ({encoding: 'utf-8'}),
    merges: async () => [],
    rows: () => recordsOf(file, rows),
    answers: () => ({
      kind: rows.kind === 'row' ? 'ndjson' : rows.kind,
      signs: rows.signs,
      pages: rows.pages,
      metrics: rows.metrics,
    }),
  }
}

async function* recordsOf(file: string, rows: JsonRows) {
  try {
    yield* rows.records()
  } catch (error) {
    throw asUnreadable(file, error)
  }
}

function asUnreadable(file: string, error: unknown): unknown {
  if (!(error instanceof JsonFault)) return error
  return unreadable(file, error.reason, {line: error.line}, error)
}
