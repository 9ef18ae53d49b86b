import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {journalContract} from '../../support/journal-contract.ts'
import {workbench} from './workbench.ts'

journalContract('SQLite', async () => {
  const bench = workbench()
  const opened: Journal[] = []
  const reopen = async () => {
    const journal = await openJournal(bench.options)
    opened.push(journal)
    return journal
  }
  return {
    journal: await reopen(),
    reopen,
    dispose: async () => {
      for (const journal of opened) await journal.close()
      bench.clear()
    },
  }
})
