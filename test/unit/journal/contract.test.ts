import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {journalContract} from '../../support/journal-contract.ts'
import {workbench} from './workbench.ts'

journalContract('SQLite', async () => {
  let now = Date.now()
  const bench = workbench({clock: {...systemClock, now: () => now}})
  const opened: Journal[] = []
  const reopen = async () => {
    const journal = await openJournal(bench.options)
    opened.push(journal)
    return journal
  }
  return {
    journal: await reopen(),
    reopen,
    endLeases: async () => {
      now += 3_600_000
    },
    dispose: async () => {
      for (const journal of opened) await journal.close()
      bench.clear()
    },
  }
})
