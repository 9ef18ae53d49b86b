import {runJson} from '../../support/program.ts'
import type {Scenarios} from './stage.ts'

/** Errors of reading traces. */
export const traceRead: Scenarios = {
  DMP_TRACE_STORE: (stage) => {
    const desk = stage.desk()
    return desk.attempt(['trace', 'summary', '--journal', desk.write('letter.txt', 'no journal')])
  },
  DMP_TRACE_NOT_FOUND: async (stage) => {
    const desk = stage.desk()
    await runJson(['document', 'pending-reveal'], {env: desk.env})
    return desk.attempt(['trace', 'show', '1.2.3.4.5'])
  },
}
