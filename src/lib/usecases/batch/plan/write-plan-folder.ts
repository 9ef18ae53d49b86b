import {CSV_START, type CsvCell, csvLine} from '../../../csv/csv-line.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {hideMatricules, isHidden} from '../../../ins/hide-matricules.ts'
import {type PlanRow, rowsOf} from './plan-row.ts'
import type {PlanBench, PlanReport, PlanWish} from './plan-wish.ts'

/** Columns of `plan.csv`: by what the hospital finds its patient and its document again, never the INS nor a trait. */
const COLUMNS: Readonly<Record<string, (row: PlanRow, wish: PlanWish) => CsvCell>> = {
  n: ({n}) => n,
  class: (row) => row.class,
  reason: ({reason}) => reason,
  explanation: (row, {explain}) => (row.reason ? explain?.(row) : undefined),
  action: ({action}) => action,
  ipp: ({local}) => local.ipp,
  venue: ({local}) => local.venue,
  source_id: ({local}) => local.sourceId,
  unit: ({local}) => local.unit,
  type_code: ({local}) => local.typeCode,
  document_date: ({local}) => local.documentDate,
  file: ({file, origin}) => file ?? origin.file,
  origin: ({origin}) => origin.file,
  line: ({origin}) => origin.line,
  part: ({origin}) => origin.part,
  unique_id: ({uniqueId}) => uniqueId,
  notes: ({notes}) => notes?.join(' '),
}

const UNIQUE_ID = Object.keys(COLUMNS).indexOf('unique_id')

const hidden = (cell: CsvCell): CsvCell => (typeof cell === 'string' ? hideMatricules(cell) : cell)

/** Said before the work, not after it. @throws DmpError DMP_FILE_EXISTS */
export async function requireRoom({files}: PlanBench, {out, force}: PlanWish): Promise<void> {
  if (out === undefined || force) return
  for (const name of ['plan.json', 'plan.csv']) {
    const file = files.resolve(out, name)
    if (await files.exists(file)) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  }
}

/**
 * `plan.csv`, every record, and `plan.json`, the head: both made from the journal, which alone counts.
 * @throws DmpError DMP_FILE_EXISTS without `force`, DMP_FILE_UNWRITABLE
 */
export async function writePlanFolder(
  bench: PlanBench,
  report: PlanReport,
  wish: PlanWish,
): Promise<readonly string[]> {
  if (wish.out === undefined) return []
  const {files, outputs} = bench
  const force = wish.force ?? false
  const [table, head] = [files.resolve(wish.out, 'plan.csv'), files.resolve(wish.out, 'plan.json')]
  const output = await outputs.stream(table, {force})
  let count = 0
  try {
    await output.write(CSV_START + csvLine(Object.keys(COLUMNS)))
    const cells = Object.values(COLUMNS)
    for await (const row of rowsOf(bench, report.batchId)) {
      const shown = cells.map((cell) => hidden(cell(row, wish)))
      // The uniqueId is needed to act; it is the document's, not the patient's.
      shown[UNIQUE_ID] = row.uniqueId
      if (shown.some((cell, at) => at !== UNIQUE_ID && typeof cell === 'string' && isHidden(cell))) count += 1
      await output.write(csvLine(shown))
    }
    await output.finish()
  } catch (error) {
    await output.discard()
    throw error
  }
  if (count > 0) bench.warn({code: 'ins-in-names', params: {count}})
  const written = [head, table]
  await files.write(head, `${JSON.stringify({...report, files: written}, null, 2)}\n`, {force})
  return written
}
