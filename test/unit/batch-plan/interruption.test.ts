import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import type {Context} from '../../../src/context.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {Planner, verdicts} from './planner.ts'

let planner: Planner
beforeAll(async () => {
  planner = await Planner.open()
})
afterAll(() => planner.remove())
beforeEach(() => planner.newJournal())

/** The same parts over a journal whose writes fail from the n-th on, as on a disk that is full. */
function failingFrom(bench: Context, n: number): Context {
  let writes = 0
  const failing = (journal: Journal): Journal =>
    new Proxy(journal, {
      get(target, name) {
        const method = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        if (name !== 'record') return method.bind(target)
        return (...entries: Parameters<Journal['record']>) => {
          writes += 1
          if (writes >= n) throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path: '-', reason: 'full'}})
          return target.record(...entries)
        }
      },
    })
  return {...bench, journal: async () => failing(await bench.journal())} as Context
}

function backlog(folder: string, count: number): string {
  const rows = Array.from({length: count}, (_, at) =>
    planner.row(`${folder}/${at}.txt`, `text ${at % Math.max(1, count - 7)}`, {source_id: `${folder}-${at}`}),
  )
  rows.splice(5, 0, {...planner.row(`${folder}/bad.txt`, 'bad'), type_code: '99999-9'})
  return planner.manifest(`${folder}/m.ndjson`, rows)
}

describe('a plan that was interrupted', () => {
  // The begin of the plan, its two chunks of rows, its end.
  it.each([1, 2, 3, 4])(
    'at its write %i is continued: nothing is lost, nothing counted twice',
    async (n) => {
      const manifest = backlog('full', 225)
      const broken = planner.use((bench) => planner.planWith(failingFrom(bench, n), [manifest]))
      await expect(broken).rejects.toMatchObject({code: 'DMP_JOURNAL_UNWRITABLE'})
      const {report, rows, items} = await planner.plan([manifest])
      expect(report.continued).toBe(n > 1)
      expect(report.account).toEqual({read: 226, ready: 218, held: 0, rejected: 1, excluded: 7})
      const numbers = rows.map((row) => row.n).toSorted((x, y) => x - y)
      expect(numbers).toEqual(Array.from({length: 226}, (_, at) => at + 1))
      expect(new Set(items.map(({id}) => id)).size).toBe(218)
    },
    120_000,
  )

  it('keeps what was judged when a signal ends it, and goes on from there', async () => {
    const manifest = backlog('signal', 225)
    const stop = new AbortController()
    const progress = {
      start: () => undefined,
      stop: () => undefined,
      update: ({done, total}: {done: number; total?: number}) => {
        if (total !== undefined && done === 200) stop.abort()
      },
    }
    const broken = planner.use((bench) => planner.planWith({...bench, progress}, [manifest]), stop.signal)
    await expect(broken).rejects.toMatchObject({code: 'DMP_INTERRUPTED'})
    const unfinished = await planner.use(async (bench) => (await bench.journal()).batches())
    expect(unfinished).toMatchObject([{state: 'planning'}])
    const {report, rows} = await planner.plan([manifest])
    expect(report).toMatchObject({continued: true, batchId: unfinished[0]?.id, account: {read: 226}})
    expect(rows).toHaveLength(226)
  }, 120_000)

  it('is withdrawn by another command on the same data, whose documents it must not keep', async () => {
    const manifest = backlog('other', 225)
    await planner.use((bench) => planner.planWith(failingFrom(bench, 3), [manifest])).catch(() => undefined)
    const {report} = await planner.plan([manifest], {identityStatus: 'QUAL'})
    expect(planner.warnings).toContain('plan-withdrawn')
    expect(report).toMatchObject({continued: false, account: {read: 226, ready: 218}})
    const states = await planner.use(async (bench) => (await bench.journal()).batches())
    expect(states.map(({state}) => state)).toEqual(['closed', 'planned'])
  }, 120_000)

  it('stops when another process goes on with it', async () => {
    const manifest = backlog('taken', 3)
    const first = planner.use(async (bench) => {
      let other = false
      const clock = {
        ...bench.clock,
        sleep: async () => {
          other = true
          const {report} = await planner.plan([manifest])
          expect(report.account.read).toBe(4)
        },
      }
      await planner
        .planWith({...bench, clock}, [manifest], {settleMs: 60_000})
        .finally(() => expect(other).toBe(true))
    })
    await expect(first).rejects.toMatchObject({code: 'DMP_PLAN_TAKEN'})
  })
})

describe('what earlier plans and sends say', () => {
  it('leaves out what another plan holds ready, and holds a known number with another content', async () => {
    await planner.plan([
      planner.manifest('before/m.ndjson', [
        planner.row('before/a.txt', 'known', {source_id: 'K1'}),
        planner.row('before/b.txt', 'patient one', {source_id: 'K2'}),
      ]),
    ])
    const {rows, report} = await planner.plan([
      planner.manifest('after/m.ndjson', [
        planner.row('after/a.txt', 'known', {source_id: 'K1'}),
        planner.row('after/b.txt', 'changed', {source_id: 'K1'}),
        planner.row('after/c.txt', 'patient one', {source_id: 'K3'}, 'active-unlinked'),
      ]),
    ])
    expect(verdicts(rows)).toEqual([
      'held same-number-other-bytes',
      'held same-number-other-bytes',
      'held DMP_SAME_BYTES_OTHER_PATIENT',
    ])
    expect(report.alarms).toBe(1)
    const again = await planner.plan([
      planner.manifest('third/m.ndjson', [
        planner.row('third/a.txt', 'known', {source_id: 'K1'}),
        planner.row('third/b.txt', 'quite another', {source_id: 'K2'}),
      ]),
    ])
    expect(verdicts(again.rows)).toEqual(['excluded already-planned', 'held number-known'])
  })

  it('writes a folder that a person reads, without INS nor traits', async () => {
    const out = `${planner.home}/plan-folder`
    const manifest = planner.manifest('out/m.ndjson', [
      planner.row('out/a.txt', 'a', {source_id: '=SUM(A1)', venue: 'V1'}),
      planner.row('out/b.txt', 'b', {type_code: '99999-9'}),
    ])
    const {report} = await planner.plan([manifest], {out, explain: ({reason}) => `because ${reason}`})
    const csv = readFileSync(`${out}/plan.csv`, 'utf8')
    expect(csv.startsWith('\uFEFFn;class;reason;')).toBe(true)
    expect(csv.split('\r\n')).toHaveLength(4)
    expect(csv).toContain("'=SUM(A1)")
    expect(csv).toContain('because DMP_CODE_UNKNOWN')
    const head = JSON.parse(readFileSync(`${out}/plan.json`, 'utf8'))
    expect(head).toMatchObject({batchId: report.batchId, account: {read: 2, ready: 1, rejected: 1}})
    const {ins = '', birth_name = ''} = planner.row('out/a.txt', 'a') as Record<string, string>
    for (const secret of [ins, ins.slice(0, 13), birth_name]) {
      expect(csv).not.toContain(secret)
      expect(JSON.stringify(head)).not.toContain(secret)
    }
    await expect(planner.plan([manifest], {out})).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
  })
})
