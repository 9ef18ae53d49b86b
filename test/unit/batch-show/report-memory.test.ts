/** A report of a long run: a journal that makes its rows and documents as they are read, so that only the report counts. */
import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {expect, it} from 'vitest'
import type {JournalItem} from '../../../src/lib/ports/journal.ts'
import {reportPage} from '../../../src/lib/ui/batch/report-page.ts'
import {whyOf} from '../../../src/lib/ui/batch/report-view.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import type {PlanRow} from '../../../src/lib/usecases/batch/plan/plan-row.ts'
import {batchReport, type ReportBench} from '../../../src/lib/usecases/batch/show/batch-report.ts'
import {plannedItem} from '../../support/journal-samples.ts'
import {feedBatch, PLANNED_AT, RUN} from './seeded-run.ts'

const COUNT = 60_000
const CHUNK = 200

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heapMb = () => {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

function itemOf(n: number): JournalItem {
  const refused = n % 3 === 0
  return {
    ...plannedItem(n, {batchId: RUN, frozen: {}}),
    state: refused ? 'refused' : 'accepted',
    ...(refused ? {cause: 'DMP_SOURCE_CHANGED'} : {registryStatus: 'approved'}),
    attempts: 1,
    plannedAt: PLANNED_AT,
    sentAt: PLANNED_AT + n * 250,
    settledAt: PLANNED_AT + n * 250 + (n % 900),
  }
}

const rowOf = (n: number): PlanRow => ({
  n,
  class: 'ready',
  action: 'submit',
  itemId: `item-${n}`,
  local: {ipp: `IPP-${n}`},
  origin: {file: '/backlog/manifest.csv', line: n},
})

const journal = {
  batches: async () => [feedBatch({account: {read: COUNT, ready: COUNT, held: 0, rejected: 0, excluded: 0}})],
  overview: async () => ({counts: [{action: 'submit', state: 'accepted', count: COUNT}], acceptedSince: 0}),
  async *events() {
    for (let from = 1; from <= COUNT; from += CHUNK)
      yield {data: {rows: Array.from({length: CHUNK}, (_, at) => rowOf(from + at))}}
  },
  items: async ({ids}: {readonly ids: readonly string[]}) => ids.map((id) => itemOf(Number(id.slice(5)))),
}

it('takes no more memory at its end than after its first tenth', async () => {
  let bytes = 0
  const heaps: number[] = []
  let lines = 0
  const sink = {
    write: async (text: string) => {
      bytes += text.length
    },
    finish: async () => undefined,
    discard: async () => undefined,
  }
  const bench = {
    clock: {now: () => PLANNED_AT},
    signal: new AbortController().signal,
    journal: async () => journal,
    profile: async () => ({name: 'chu', environment: 'sandbox', journal: {path: '/'}}),
    files: {resolve: (...parts: string[]) => parts.join('/'), exists: async (path: string) => path === '/'},
    outputs: {stream: async () => sink},
  } as unknown as ReportBench
  const t = translator('fr')
  const report = await batchReport(
    bench,
    {out: 'out', formats: ['csv', 'json', 'html'], force: false},
    {
      why: (line) => {
        lines += 1
        if (lines % (COUNT / 10) === 0) heaps.push(heapMb())
        return whyOf(line, t)
      },
      page: (made) => reportPage(made, t),
    },
  )
  expect(report.run).toMatchObject({planned: COUNT, accepted: 40_000, refused: 20_000})
  expect(report.lists).toMatchObject([{name: 'refused', total: 20_000}])
  expect(report.lists[0]?.lines.length).toBe(500)
  expect(bytes).toBeGreaterThan(10_000_000)
  const [first = 0, ...rest] = heaps
  expect(rest).toHaveLength(9)
  expect(Math.max(...rest) - first).toBeLessThan(4)
})
