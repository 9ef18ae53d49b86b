import {CSV_START, csvLine} from '../../../csv/csv-line.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {hideMatricules} from '../../../ins/hide-matricules.ts'
import type {JournalItem} from '../../../ports/journal.ts'
import type {Outputs, TextOutput} from '../../../ports/outputs.ts'
import {isServerJournal} from '../../../profile/journal-address.ts'
import type {Workbench} from '../../ports.ts'
import type {FrozenDeletion} from './deletion-item.ts'

export interface ReceiptBench extends Workbench {
  readonly outputs: Outputs
}

/** One line of the receipt: what the identity-vigilance file of a hospital needs, no trait and no clinical content. */
interface ReceiptLine {
  readonly ipp: string | null
  readonly visit: string | null
  readonly source_id: string | null
  readonly unique_id: string
  readonly type_code: string | null
  readonly sent_at: string | null
  readonly deleted_at: string | null
  /** Between sending and deletion: how long somebody may have read it. */
  readonly exposure_seconds: number | null
  /** `deleted`, or the state in which the deletion is. */
  readonly outcome: string
  readonly cause: string | null
}

const COLUMNS: readonly (keyof ReceiptLine)[] = [
  'ipp',
  'visit',
  'source_id',
  'unique_id',
  'type_code',
  'sent_at',
  'deleted_at',
  'exposure_seconds',
  'outcome',
  'cause',
]

const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString())

const shown = (text: string | undefined) => (text === undefined ? null : hideMatricules(text))

function lineOf(item: JournalItem): ReceiptLine {
  const {sentAt} = item.frozen as unknown as FrozenDeletion
  const deletedAt = item.state === 'accepted' ? item.settledAt : undefined
  const exposed = sentAt !== undefined && deletedAt !== undefined
  return {
    ipp: shown(item.ipp),
    visit: shown(item.venue),
    source_id: shown(item.sourceId),
    unique_id: item.documentUniqueId,
    type_code: shown(item.typeCode || undefined),
    sent_at: iso(sentAt),
    deleted_at: iso(deletedAt),
    exposure_seconds: exposed ? Math.round((deletedAt - sentAt) / 1000) : null,
    outcome: item.state === 'accepted' ? 'deleted' : item.state,
    cause: item.cause ?? null,
  }
}

export interface Receipt {
  readonly csv: string
  readonly json: string
}

interface ReceiptFacts {
  readonly kind: 'undo' | 'delete'
  readonly run: string | null
  readonly reason: string
  readonly batches: readonly string[]
}

/** Where the receipt goes: the folder asked for, else beside the journal, or in the state folder. Named after the newest batch. */
async function receiptPaths(
  {files, profile, stateFolder = '.'}: ReceiptBench,
  folder: string | undefined,
  {kind, batches}: ReceiptFacts,
): Promise<Receipt> {
  const {journal} = await profile()
  const beside = isServerJournal(journal.path) ? [stateFolder] : [journal.path, '..']
  const place = folder ?? files.resolve(...beside, 'receipts')
  const name = `${kind}-${batches.at(-1) ?? 'none'}`
  return {csv: files.resolve(place, `${name}.csv`), json: files.resolve(place, `${name}.json`)}
}

/** Every deletion of these batches as it stands, CSV and JSON, in little memory. @throws DmpError DMP_FILE_UNWRITABLE */
async function writeReceipt(
  bench: ReceiptBench,
  facts: ReceiptFacts,
  folder: string | undefined,
): Promise<Receipt> {
  const paths = await receiptPaths(bench, folder, facts)
  const journal = await bench.journal()
  const {name, environment} = await bench.profile()
  const head = {...facts, profile: name, environment, software: bench.product, at: iso(bench.clock.now())}
  const csv = await bench.outputs.stream(paths.csv, {force: true})
  const json = await bench.outputs.stream(paths.json, {force: true}).catch(async (error: unknown) => {
    await csv.discard()
    throw error
  })
  await csv.write(CSV_START + csvLine(COLUMNS))
  await json.write(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "documents": [`)
  let first = true
  for (const batchId of facts.batches)
    for await (const item of journal.eachItem({batchId, actions: ['delete']})) {
      await writeLine(csv, json, lineOf(item), first)
      first = false
    }
  await json.write(first ? ']\n}\n' : '\n  ]\n}\n')
  await csv.finish()
  await json.finish()
  return paths
}

async function writeLine(
  csv: TextOutput,
  json: TextOutput,
  line: ReceiptLine,
  first: boolean,
): Promise<void> {
  await csv.write(csvLine(COLUMNS.map((name) => line[name])))
  await json.write(`${first ? '' : ','}\n    ${JSON.stringify(line)}`)
}

/** Writes the receipt; when that fails the deletions stand, so it is a remark and not an error. */
export async function keepReceipt(
  bench: ReceiptBench,
  facts: ReceiptFacts,
  folder: string | undefined,
): Promise<Receipt | null> {
  if (facts.batches.length === 0) return null
  try {
    return await writeReceipt(bench, facts, folder)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    bench.warn({
      code: 'batch-receipt-not-written',
      params: {batch: facts.batches.at(-1) ?? '-', cause: error.code},
    })
    return null
  }
}
