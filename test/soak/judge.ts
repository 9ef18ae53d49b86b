/**
 * Whether the promise holds after whatever happened: the DMP holds each document of the backlog exactly once, the journal
 * says so, its chain is whole, both balances come out, and nothing was delivered again once it was known to be there.
 */
import {checkHistory} from '../../src/lib/batch/history-check.ts'
import type {JournalItem} from '../../src/lib/ports/journal.ts'
import type {Desk} from '../scenarios/desk.ts'

export interface Expected {
  readonly run: string
  readonly documents: number
  /** In the DMP from elsewhere. */
  readonly before?: number
  /** All of them were taken back. */
  readonly undone?: boolean
}

/** The story of each item, submission or deletion, read back from the events alone. */
async function historyFaults(desk: Desk): Promise<string[]> {
  const items = await desk.items({actions: ['submit', 'replace', 'delete']})
  const faults = await checkHistory(await desk.events(), items)
  return faults.map(
    ({kind, itemId, eventId = '-'}) => `history: ${kind} of item ${itemId} (event ${eventId})`,
  )
}

function tally(items: readonly JournalItem[]): string {
  const counts = new Map<string, number>()
  for (const {state, cause} of items) {
    const key = cause ? `${state} ${cause}` : state
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => `${count} ${key}`).join(', ')
}

async function journalFaults(desk: Desk, {run, documents}: Expected): Promise<string[]> {
  const faults: string[] = []
  const check = await desk.json(['journal', 'check'])
  if (check.code !== 0)
    faults.push(
      `journal check: exit ${check.code} ${JSON.stringify(check.answer.data ?? check.answer.error)}`,
    )
  const items = (await desk.items()).filter(({batchId}) => batchId === run)
  if (items.length !== documents)
    faults.push(`the journal has ${items.length} items, ${documents} were planned`)
  const accepted = items.filter(({state}) => state === 'accepted')
  if (accepted.length !== documents) faults.push(`not all are accepted: ${tally(items)}`)
  const status = await desk.json([
    'batch',
    'report',
    run,
    '--out',
    desk.folder('report'),
    '--format',
    'json',
    '--force',
  ])
  if (status.answer.error)
    faults.push(`batch report: ${status.answer.error.code} ${status.answer.error.message}`)
  return faults
}

/** @returns what is wrong, in words; empty when nothing was lost and nothing doubled */
export async function judge(desk: Desk, expected: Expected): Promise<string[]> {
  const {run, documents, before = 0, undone = false} = expected
  const faults = await journalFaults(desk, expected)
  const held = await desk.sandbox.inspect()
  const standing = held.filter(({status}) => /Approved|Deprecated/.test(status))
  const wanted = undone ? before : before + documents
  if (standing.length !== wanted)
    faults.push(`the DMP holds ${standing.length} documents, ${wanted} were expected`)
  const ids = new Set(held.map(({uniqueId}) => uniqueId))
  if (ids.size !== held.length) faults.push(`${held.length - ids.size} documents are held twice`)
  const ours = (await desk.items()).filter(({batchId, state}) => batchId === run && state === 'accepted')
  const absent = undone ? [] : ours.filter(({documentUniqueId}) => !ids.has(documentUniqueId))
  if (absent.length > 0) faults.push(`${absent.length} documents are accepted and not in the DMP`)
  const alive = undone ? ours.filter(({registryStatus}) => registryStatus !== 'deleted') : []
  if (alive.length > 0) faults.push(`${alive.length} documents were not taken back`)
  faults.push(...(await historyFaults(desk)))
  return faults
}
