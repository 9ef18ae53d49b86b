import {knownAnswer} from '../../../answers/known-answers.ts'
import type {ItemAction, Journal, JournalItem} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {type PlanRow, rowsOf} from '../plan/plan-row.ts'
import {lineOf, type ReportAnswer, type ReportLine} from './report-line.ts'

const ACTIONS: readonly ItemAction[] = ['submit', 'replace', 'delete']
/** Documents looked up at a time. */
const CHUNK = 200
/** Codes under which the DMP itself said something. */
const ANSWERED = new Set(['DMP_REFUSED', 'DMP_ACCESS_REFUSED', 'DMP_BUSY', 'DMP_UNKNOWN_OUTCOME'])

type Bench = Pick<Workbench, 'journal'>

interface Told {
  readonly code?: string
  readonly context?: string
}

/** What the DMP said of a document the last time, from the trace of the call. */
async function lastAnswer(journal: Journal, {id, cause}: JournalItem): Promise<ReportAnswer | undefined> {
  if (cause === undefined || !ANSWERED.has(cause)) return undefined
  let last: Told | undefined
  for await (const {data} of journal.events({itemId: id, phase: 'result'})) {
    const {errors = []} = (data['status'] ?? {}) as {readonly errors?: readonly Told[]}
    if (errors.length > 0) last = errors[0]
  }
  if (!last) return undefined
  const {code = '-', context = ''} = last
  return {code, text: context, known: knownAnswer(code, context)?.id ?? null}
}

/** What was noted of the cause when the document was kept back, the last time. */
async function noted(journal: Journal, {id, state, cause}: JournalItem): Promise<ReportLine['params']> {
  if (state !== 'held' || cause === undefined) return {}
  let last: ReportLine['params'] = {}
  for await (const {data} of journal.events({itemId: id, operation: 'hold'}))
    if (data['cause'] === cause) last = (data['why'] ?? {}) as ReportLine['params']
  return last
}

async function itemLine(
  journal: Journal,
  row: PlanRow | undefined,
  item: JournalItem | undefined,
): Promise<ReportLine> {
  if (!item) return lineOf(row, item, undefined)
  return lineOf(row, item, await lastAnswer(journal, item), await noted(journal, item))
}

/**
 * Records that a later one of the same number replaces, by their place in the order of writing. The last one holds;
 * nearly always there are none.
 */
async function replacedRows(bench: Bench, batchId: string): Promise<ReadonlySet<number>> {
  const replaced = new Set<number>()
  const late = new Map<number, number>()
  let highest = 0
  let place = 0
  for await (const {n} of rowsOf(bench, batchId)) {
    if (n <= highest) late.set(n, place)
    highest = Math.max(highest, n)
    place += 1
  }
  if (late.size === 0) return replaced
  place = 0
  for await (const {n} of rowsOf(bench, batchId)) {
    if (late.has(n) && late.get(n) !== place) replaced.add(place)
    place += 1
  }
  return replaced
}

async function* chunksOf(bench: Bench, batchId: string): AsyncGenerator<readonly PlanRow[]> {
  const replaced = await replacedRows(bench, batchId)
  let chunk: PlanRow[] = []
  let place = 0
  for await (const row of rowsOf(bench, batchId)) {
    if (!replaced.has(place)) chunk.push(row)
    place += 1
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

async function* joined(journal: Journal, rows: readonly PlanRow[]): AsyncGenerator<ReportLine> {
  const ids = rows.flatMap(({itemId}) => (itemId === undefined ? [] : [itemId]))
  const found = ids.length === 0 ? [] : await journal.items({ids, actions: ACTIONS})
  const items = new Map(found.map((item) => [item.id, item]))
  for (const row of rows) {
    const item = row.itemId === undefined ? undefined : items.get(row.itemId)
    yield await itemLine(journal, row, item)
  }
}

/**
 * Every record of the plan with what became of it, then every document of the run that no record names. Read a chunk at
 * a time: memory does not grow with the run.
 * @param total documents of the run, as the journal counts them
 */
export async function* reportLines(bench: Bench, batchId: string, total: number): AsyncGenerator<ReportLine> {
  const journal = await bench.journal()
  let named = 0
  for await (const rows of chunksOf(bench, batchId))
    for await (const line of joined(journal, rows)) {
      if (line.itemId !== null) named += 1
      yield line
    }
  if (named < total) yield* unnamed(bench, batchId, named > 0)
}

/** Documents without a record: those of an undo, of a list of deletions. */
async function* unnamed(bench: Bench, batchId: string, someNamed: boolean): AsyncGenerator<ReportLine> {
  const journal = await bench.journal()
  const known = new Set<string>()
  if (someNamed)
    for await (const {itemId} of rowsOf(bench, batchId)) if (itemId !== undefined) known.add(itemId)
  for await (const item of journal.eachItem({batchId, actions: ACTIONS}))
    if (!known.has(item.id)) yield await itemLine(journal, undefined, item)
}
