import {DatabaseSync} from 'node:sqlite'
import {runJson} from '../../support/program.ts'
import type {Scenarios} from './stage.ts'

/** Errors of exporting traces. */
export const traceExport: Scenarios = {
  DMP_TRACE_SERIES: async (stage) => {
    const desk = stage.desk()
    const series = (file: string, operation: string) => [
      ...['trace', 'export', '--since-last', '--output', desk.path(file), '--operation', operation],
    ]
    const {code, stdout} = await runJson(series('first.csv', 'submit'), {env: desk.env})
    if (code !== 0) throw new Error(stdout)
    return desk.attempt(series('second.csv', 'delete'))
  },
  DMP_TRACE_BROKEN: async (stage) => {
    const desk = stage.desk()
    const {code, stdout} = await runJson(['batch', 'hold', 'add', 'ipp', 'IPP-1', '--reason', 'opposition'], {
      env: desk.env,
    })
    if (code !== 0) throw new Error(stdout)
    const journal = new DatabaseSync(desk.path('state/journals/sandbox/journal.sqlite'))
    journal.exec("UPDATE events SET operation = 'submit' WHERE operation = 'hold'")
    journal.close()
    return desk.attempt(['trace', 'export', '--format', 'ndjson', '--output', desk.path('traces.ndjson')])
  },
}
