import type {DatabaseSync} from 'node:sqlite'
import {afterAll, describe, expect, it} from 'vitest'
import {connect} from '../../../src/lib/journal/connect.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {plannedItem, planning, sending} from '../../support/journal-samples.ts'
import {workbench} from './workbench.ts'

const bench = workbench()
afterAll(() => bench.clear())

describe('group commit', () => {
  it('puts what is asked at the same time on disk in one commit', async () => {
    let commits = 0
    const journal = await openJournal({
      ...bench.options,
      connect: (path, options) => {
        const real = connect(path, options)
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
    commits = 0
    const ids = Array.from({length: 50}, (_, n) => n)
    await Promise.all(ids.map((n) => journal.record([planning(plannedItem(n))])))
    expect(commits).toBe(1)
    await Promise.all([journal.allot(2), ...ids.map((n) => journal.record([sending(`item-${n}`)]))])
    expect(commits).toBe(2)
    expect(await journal.items({states: ['sending']})).toHaveLength(50)
    await journal.close()
  })
})
