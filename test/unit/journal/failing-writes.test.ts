import type {DatabaseSync, StatementSync} from 'node:sqlite'
import {afterEach, describe, expect, it} from 'vitest'
import {connect} from '../../../src/lib/journal/connect.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Connect} from '../../../src/lib/journal/store.ts'
import {collect} from '../../support/journal-contract.ts'
import {entry, plannedItem, planning, sending, settling} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from './workbench.ts'

let bench: Workbench | undefined
afterEach(() => bench?.clear())

/** A connection whose n-th write from now fails as a full disk or a broken one does. */
function failing(errcode: number): {readonly connect: Connect; arm(n: number): void} {
  let left = Number.POSITIVE_INFINITY
  const count = (sql: string) => {
    if (!/^\s*(INSERT|UPDATE|DELETE|COMMIT)/i.test(sql)) return
    left--
    if (left === 0) throw Object.assign(new Error('injected'), {errcode})
  }
  return {
    arm: (n) => {
      left = n
    },
    connect: (path, options) => {
      const real = connect(path, options)
      return {
        close: () => real.close(),
        exec: (sql: string) => {
          count(sql)
          real.exec(sql)
        },
        prepare: (sql: string) => {
          const statement = real.prepare(sql)
          return new Proxy(statement, {
            get: (target, name) =>
              name === 'run'
                ? (...values: Parameters<StatementSync['run']>) => {
                    count(sql)
                    return target.run(...values)
                  }
                : (Reflect.get(target, name) as () => unknown).bind(target),
          })
        },
      } as DatabaseSync
    },
  }
}

describe('a journal that cannot write', () => {
  it.each([
    [13, 'disk-full'],
    [778, 'input-output'],
  ])(
    'tells its caller, loses nothing acknowledged and goes on (error %i, n-th write for n = 1 to 30)',
    async (errcode, reason) => {
      bench = workbench()
      const disk = failing(errcode)
      const journal = await openJournal({...bench.options, connect: disk.connect})
      const acknowledged: string[] = []
      let failures = 0
      for (let n = 1; n <= 30; n++) {
        disk.arm(n)
        const id = `item-${n}`
        const steps = [planning(plannedItem(n)), sending(id), settling(id, {to: 'accepted'})]
        for (const step of steps) {
          try {
            acknowledged.push(...(await journal.record([step])))
          } catch (error) {
            expect(error).toMatchObject({code: 'DMP_JOURNAL_UNWRITABLE', params: {reason}})
            failures++
            break
          }
        }
        disk.arm(Number.POSITIVE_INFINITY)
        const allotted = await journal.allot(1)
        expect(allotted).toHaveLength(1)
      }
      expect(failures).toBeGreaterThanOrEqual(10)
      expect((await collect(journal)).map((event) => event.id)).toEqual(acknowledged)
      expect((await journal.health()).faults).toEqual([])
      await journal.close()
    },
  )

  it('makes no intent when the disk is full, and works again when there is room', async () => {
    bench = workbench()
    const plenty = await openJournal(bench.options)
    await plenty.record([planning(plannedItem(1))])
    await plenty.close()
    const full = await openJournal({...bench.options, maxPages: 60})
    const big = entry({operation: 'search', reason: 'x'.repeat(20_000)})
    const fill = async () => {
      for (let n = 0; n < 100; n++) await full.record([big])
    }
    await expect(fill()).rejects.toMatchObject({
      code: 'DMP_JOURNAL_UNWRITABLE',
      params: {reason: 'disk-full'},
    })
    await expect(
      full.record([{...sending('item-1'), event: {...sending('item-1').event, data: big.event.data}}]),
    ).rejects.toMatchObject({
      code: 'DMP_JOURNAL_UNWRITABLE',
    })
    expect((await full.items({}))[0]?.state).toBe('planned')
    await full.close()
    const room = await openJournal(bench.options)
    await room.record([sending('item-1')])
    expect((await room.health()).faults).toEqual([])
    await room.close()
  })
})
