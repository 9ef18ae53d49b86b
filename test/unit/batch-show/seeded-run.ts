/** A bulk run in a real SQLite journal, with documents in every state; patients and numbers are invented. */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'
import type {Clock} from '../../../src/lib/ports/clock.ts'
import type {Batch, ItemChange, Journal, PlannedItem} from '../../../src/lib/ports/journal.ts'
import type {Outputs} from '../../../src/lib/ports/outputs.ts'
import type {PlanRow} from '../../../src/lib/usecases/batch/plan/plan-row.ts'
import type {ReportBench} from '../../../src/lib/usecases/batch/show/batch-report.ts'
import type {Remark} from '../../../src/lib/usecases/ports.ts'
import {plannedItem, seededRandom} from '../../support/journal-samples.ts'

export const RUN = '20260302-abcd'
export const PLANNED_AT = Date.UTC(2026, 2, 2, 9, 0, 0)

export interface SeededRun {
  readonly folder: string
  readonly journal: Journal
  readonly bench: ReportBench & {readonly outputs: Outputs}
  readonly remarks: Remark[]
  now: number
  clear(): Promise<void>
}

interface Limits {
  readonly submitPerSecond: number
  readonly perDay: number
  readonly noticeContact?: string
  readonly windows?: string
}

/** An empty journal and everything that looking at it needs. */
export async function emptyRun(limits: Limits = {submitPerSecond: 4, perDay: 30_000}): Promise<SeededRun> {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-show-'))
  const remarks: Remark[] = []
  const run = {now: PLANNED_AT}
  const clock: Clock = {now: () => run.now, monotonic: () => run.now, sleep: async () => undefined}
  const path = join(folder, 'state', 'journal.db')
  const journal = await openJournal({
    path,
    keyDir: join(folder, 'keys'),
    registryDir: join(folder, 'machine'),
    oidRoot: '1.2.250.1.999.1.1',
    environment: 'sandbox',
    clock,
    random: seededRandom('seeded-run'),
  })
  const bench = {
    clock,
    files: localFiles,
    outputs: localOutputs,
    signal: new AbortController().signal,
    warn: (remark: Remark) => void remarks.push(remark),
    journal: async () => journal,
    quota: async () => ({
      acquire: () => Promise.reject(),
      doneToday: async () => 1200,
      close: async () => undefined,
    }),
    profile: async () => ({name: 'chu', environment: 'sandbox', limits, journal: {path}}),
  } as unknown as SeededRun['bench']
  return {
    folder,
    journal,
    bench,
    remarks,
    get now() {
      return run.now
    },
    set now(value) {
      run.now = value
    },
    async clear() {
      await journal.close()
      rmSync(folder, {recursive: true, force: true})
    },
  }
}

export function feedBatch(more: Partial<Batch> = {}): Batch {
  return {
    id: RUN,
    kind: 'feed',
    state: 'submitted',
    establishment: 'chu',
    createdAt: PLANNED_AT,
    facts: {},
    ...more,
  }
}

/** The end of each document: its state, its cause, how long it took. */
export interface Fate {
  readonly to?: 'accepted' | 'refused' | 'unknown' | 'deferred' | 'held'
  readonly cause?: string
  readonly tookMs?: number
  readonly dmpCode?: string
}

export const FATES: readonly Fate[] = [
  ...Array.from({length: 40}, (_, n): Fate => ({to: 'accepted', tookMs: 200 + n * 10})),
  {to: 'refused', cause: 'DMP_REFUSED', tookMs: 900, dmpCode: 'XDSPatientIdDoesNotMatch'},
  {to: 'refused', cause: 'DMP_REFUSED', tookMs: 800, dmpCode: 'XDSPatientIdDoesNotMatch'},
  {to: 'refused', cause: 'DMP_SOURCE_CHANGED'},
  {to: 'unknown', cause: 'DMP_NO_ANSWER'},
  {to: 'deferred', cause: 'DMP_BUSY', dmpCode: 'XDSRegistryBusy'},
  {to: 'held', cause: 'DMP_HELD'},
  {},
  {},
]

function rowOf(n: number, item: PlannedItem): PlanRow {
  return {
    n,
    class: 'ready',
    action: 'submit',
    itemId: item.id,
    uniqueId: item.documentUniqueId,
    local: {
      ipp: item.ipp ?? '',
      venue: item.venue ?? '',
      sourceId: item.sourceId ?? '',
      typeCode: item.typeCode,
    },
    origin: {file: '/backlog/manifest.csv', line: n + 1},
  }
}

/** Writes a plan of documents with these fates, and records that the plan did not let through. */
export async function seedRun(
  run: SeededRun,
  fates: readonly Fate[] = FATES,
  batch = feedBatch(),
): Promise<void> {
  const {journal} = run
  const items = fates.map((_, n) =>
    plannedItem(n + 1, {
      batchId: batch.id,
      ipp: `IPP-${n + 1}`,
      venue: `V-${n + 1}`,
      sourceId: n === 0 ? '=HYPERLINK("x")' : `DOC-${n + 1}`,
    }),
  )
  const rows = items.map((item, n) => rowOf(n + 1, item))
  const next = rows.length
  const refused: PlanRow[] = [
    {
      n: next + 1,
      class: 'held',
      reason: 'DMP_HELD',
      params: {kind: 'ipp', value: '4', reason: 'opposition'},
      action: 'submit',
      local: {ipp: '4'},
      origin: {file: '/backlog/manifest.csv', line: next + 2},
    },
    {
      n: next + 2,
      class: 'rejected',
      reason: 'DMP_INS_INVALID',
      params: {reason: 'key'},
      action: 'submit',
      local: {sourceId: 'BAD-1'},
      origin: {file: '/backlog/manifest.csv', line: next + 3},
    },
    {
      n: next + 3,
      class: 'excluded',
      reason: 'duplicate-row',
      params: {first: 1},
      action: 'submit',
      local: {sourceId: 'DOC-1'},
      origin: {file: '/backlog/manifest.csv', line: next + 4},
    },
  ]
  run.now = PLANNED_AT
  const event = {phase: 'event', occurredAt: PLANNED_AT, batchId: batch.id} as const
  await journal.record([
    {event: {...event, operation: 'batch-plan', data: {}}, batch: {...batch, state: 'planning'}},
  ])
  for (let from = 0; from < rows.length; from += 200)
    await journal.record([
      {
        event: {...event, operation: 'batch-rows', data: {rows: rows.slice(from, from + 200)}},
        planned: items.slice(from, from + 200),
      },
    ])
  await journal.record([{event: {...event, operation: 'batch-rows', data: {rows: refused}}}])
  const account = {read: next + 3, ready: next, held: 1, rejected: 1, excluded: 1}
  await journal.record([
    {
      event: {...event, operation: 'batch-planned', data: {}},
      batch: {id: batch.id, state: batch.state, account},
    },
  ])
  for (const [n, fate] of fates.entries()) await settle(run, items[n] as PlannedItem, fate, n)
}

async function settle(run: SeededRun, {id}: PlannedItem, fate: Fate, n: number): Promise<void> {
  const {to, cause, tookMs = 0, dmpCode} = fate
  if (to === undefined) return
  const startedAt = PLANNED_AT + 60_000 + n * 250
  const endedAt = startedAt + tookMs
  run.now = endedAt
  const settled: ItemChange = {id, to, ...(cause ? {cause} : {})}
  if (to === 'held') {
    await run.journal.record([
      {
        event: {phase: 'event', operation: 'hold', itemId: id, occurredAt: startedAt, data: {}},
        changes: [settled],
      },
    ])
    return
  }
  const [intentId = ''] = await run.journal.record([
    {
      event: {phase: 'intent', operation: 'submit', itemId: id, occurredAt: startedAt, data: {}},
      changes: [{id, to: 'sending', countAttempt: true}],
    },
  ])
  const status = dmpCode
    ? {status: {errors: [{code: dmpCode, severity: 'error', context: 'no such patient'}]}}
    : {}
  await run.journal.record([
    {
      event: {
        phase: 'result',
        operation: 'submit',
        intentId,
        itemId: id,
        occurredAt: startedAt,
        endedAt,
        data: status,
      },
      changes: [settled],
    },
  ])
}
