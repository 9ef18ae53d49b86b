import {runJson} from '../../support/program.ts'
import type {Scenarios} from './stage.ts'

/** Errors of the proof of a deposit. */
export const proof: Scenarios = {
  DMP_PROOF_NOT_DEPOSITED: async (stage) => {
    const desk = await stage.faulty('unavailable=30,times=1,service=repository')
    const {answer} = await runJson(['document', 'submit', ...desk.document()], {env: desk.env})
    const uniqueId = answer.data?.documents?.[0]?.uniqueId ?? answer.error?.details?.uniqueId
    return desk.attempt(['document', 'proof', 'export', uniqueId ?? '-'])
  },
  DMP_PROOF_OTHER_DOCUMENT: async (stage) => {
    const desk = stage.desk()
    const uniqueId = await desk.accepted(desk.document())
    const other = desk.write('other.txt', 'Another document.\n')
    return desk.attempt(['document', 'proof', 'export', uniqueId, '--file', other, '--yes'])
  },
}
