import type {DatabaseSync} from 'node:sqlite'
import {setImmediate} from 'node:timers/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {connect} from '../../../src/lib/journal/connect.ts'
import {type JournalOptions, openJournal} from '../../../src/lib/journal/journal.ts'
import {plannedItem, planning, sending} from '../../support/journal-samples.ts'
import {workbench} from './workbench.ts'

const benches = [workbench(), workbench(), workbench()] as const
afterAll(() => {
  for (const bench of benches) bench.clear()
})

let commits = 0

function openCounting(options: JournalOptions) {
  return openJournal({
    ...options,
    connect: (path, how) => {
      const real = connect(path, how)
      return {
        prepare: (sql: string) => real.prepare(sql),
        close: () => real.close(),
        exec: (sql: string) => {
          if (sql === 'COMMIT') commits++
          real.exec(sql)
        },
      } as DatabaseSync
    },
  })
}

/** Turns of the event loop: without company to wait for, a record is on disk after one. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate()
}

describe('group commit', () => {
  it('puts what is asked at the same time on disk in one commit', async () => {
    const journal = await openCounting(benches[0].options)
    commits = 0
    const ids = Array.from({length: 50}, (_, n) => n)
    await Promise.all(ids.map((n) => journal.record([planning(plannedItem(n))])))
    expect(commits).toBe(1)
    await Promise.all([journal.allot(2), ...ids.map((n) => journal.record([sending(`item-${n}`)]))])
    expect(commits).toBe(2)
    expect(await journal.items({states: ['sending']})).toHaveLength(50)
    await journal.close()
  })

  it('waits for half of those at work once they come together, and for nobody when they come alone', async () => {
    const journal = await openCounting(benches[1].options)
    const record = (n: number) => journal.record([planning(plannedItem(n))])
    await journal.claim({batchIds: [], limit: 1, now: 0, leaseMs: 1000, atOnce: 16})
    commits = 0
    await record(100)
    await Promise.all([record(101), record(102)])
    expect(commits).toBe(2)
    const first = [1, 2, 3].map(record)
    await turns(3)
    expect(commits).toBe(2)
    const rest = [4, 5, 6, 7, 8].map(record)
    await Promise.all([...first, ...rest])
    expect(commits).toBe(3)
    await record(9)
    expect(commits).toBe(4)
    const alone = record(10)
    await turns(3)
    expect(commits).toBe(5)
    await alone
    await journal.close()
  })

  it('keeps what waited for company when the journal is closed', async () => {
    const {options} = benches[2]
    const journal = await openCounting(options)
    await journal.claim({batchIds: [], limit: 1, now: 0, leaseMs: 1000, atOnce: 64})
    await Promise.all([1, 2].map((n) => journal.record([planning(plannedItem(n))])))
    const waiting = journal.record([planning(plannedItem(3))])
    await journal.close()
    await waiting
    const again = await openJournal(options)
    expect(await again.items({states: ['planned']})).toHaveLength(3)
    await again.close()
  })
})
