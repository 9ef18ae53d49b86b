/** What a check holds at once does not grow with the journal: counted in rows, whatever they weigh. */
import {afterEach, beforeEach, expect, it, vi} from 'vitest'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {ReplayedItems} from '../../../src/lib/journal/replayed-items.ts'
import {Store} from '../../../src/lib/journal/store.ts'
import {plannedItem, planning} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from './workbench.ts'

/** Journals of some thousand events, a checkpoint at every hundred: more than a page of each table in the larger. */
const SIZES = [4000, 8000] as const
const PAGE = 1000

let bench: Workbench
beforeEach(() => {
  bench = workbench()
})
afterEach(() => {
  vi.restoreAllMocks()
  bench.clear()
})

async function grow(from: number, to: number): Promise<void> {
  const journal = await openJournal(bench.options)
  for (let n = from; n < to; n += 100)
    await journal.record(Array.from({length: 100}, (_, at) => planning(plannedItem(n + at + 1))))
  await journal.close()
}

/** The most rows that each query gave at once, and the most items that the replay had at hand. */
async function held(): Promise<{rows: Map<string, number>; atHand: number}> {
  const rows = new Map<string, number>()
  let atHand = 0
  const {all} = Store.prototype
  vi.spyOn(Store.prototype, 'all').mockImplementation(function (this: Store, sql, ...values) {
    const found = all.call(this, sql, ...values)
    rows.set(sql, Math.max(rows.get(sql) ?? 0, found.length))
    return found
  })
  const {put} = ReplayedItems.prototype
  vi.spyOn(ReplayedItems.prototype, 'put').mockImplementation(function (this: ReplayedItems, ...given) {
    put.apply(this, given)
    atHand = Math.max(atHand, this.atHand)
  })
  const {path, keyDir, registryDir = ''} = bench.options
  const health = await checkJournal({path, keyDir, registryDir})
  expect(health.faults).toEqual([])
  vi.restoreAllMocks()
  return {rows, atHand}
}

it('reads page by page, twice the journal in the same room', async () => {
  const seen: Awaited<ReturnType<typeof held>>[] = []
  for (const [at, size] of SIZES.entries()) {
    await grow(at === 0 ? 0 : SIZES[0], size)
    seen.push(await held())
  }
  const [small, large] = seen
  expect([...(large?.rows.keys() ?? [])].join()).toMatch(/events.*items.*checkpoints/s)
  // Pages are full in both; what fits in less than one is a page's worth at most.
  for (const [sql, most] of large?.rows ?? []) expect(most, sql).toBeLessThanOrEqual(PAGE)
  const full = (rows: Map<string, number> = new Map()) =>
    [...rows].filter(([, most]) => most === PAGE).map(([sql]) => sql)
  expect(full(small?.rows)).toEqual(full(large?.rows))
  expect(full(large?.rows)).toHaveLength(2)
})

it('keeps a fixed number of items at hand, however many were planned', () => {
  const most = [3000, 6000].map((count) => {
    const items = new ReplayedItems(500)
    let atHand = 0
    for (let n = 0; n < count; n++) {
      items.put(`item-${n}`, {situation: {} as never, digest: ''})
      atHand = Math.max(atHand, items.atHand)
    }
    expect(items.size).toBe(count)
    items.close()
    return atHand
  })
  expect(most).toEqual([499, 499])
})

it('reads checkpoints page by page, too, and finds one out of order beyond the first page', async () => {
  await grow(0, 100)
  const path = bench.options.path
  const store = new Store(new (await import('node:sqlite')).DatabaseSync(path), path)
  const row = store.get('SELECT * FROM checkpoints ORDER BY n DESC LIMIT 1')
  store.exec(`WITH RECURSIVE more(n) AS (SELECT ${row?.['n']} + 2 UNION ALL SELECT n + 1 FROM more LIMIT 1200)
    INSERT INTO checkpoints SELECT more.n, ts, last_event, heads, 'x', mac FROM more, checkpoints
    WHERE checkpoints.n = ${row?.['n']}`)
  store.close()
  const {all} = Store.prototype
  let most = 0
  vi.spyOn(Store.prototype, 'all').mockImplementation(function (this: Store, sql, ...values) {
    const found = all.call(this, sql, ...values)
    most = Math.max(most, found.length)
    return found
  })
  const {keyDir, registryDir = ''} = bench.options
  const {findings} = await checkJournal({path, keyDir, registryDir})
  expect(most).toBeLessThanOrEqual(PAGE)
  expect(findings.some(({kind, note}) => kind === 'checkpoint' && note === 'order')).toBe(true)
})
