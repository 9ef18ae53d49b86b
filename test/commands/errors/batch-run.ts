import {writtenManifest} from '../../support/feeding.ts'
import {runJson} from '../../support/program.ts'
import {shortCertificates} from '../../support/short-certificates.ts'
import type {Desk, Scenarios} from './stage.ts'

async function planned(desk: Desk, count: number): Promise<string> {
  const manifest = writtenManifest(desk.path('files'), count)
  const args = ['batch', 'plan', manifest, '--visible', '--settle', '0']
  const {answer, stdout} = await runJson(args, {env: desk.env})
  if (answer.data === null) throw new Error(stdout)
  return answer.data.batchId
}

const SOON = {DMP_LIMITS_RETRY_AFTER: '100ms'}

/** Errors of bulk runs at work. */
export const batchRun: Scenarios = {
  async DMP_BATCH_STATE(stage) {
    const desk = stage.desk()
    return desk.attempt(['batch', 'resume', await planned(desk, 1)])
  },
  async DMP_CIRCUIT_OPEN(stage) {
    const desk = stage.desk()
    const id = await planned(desk, 8)
    await stage.box.control('expired-certificate')
    return desk.attempt(['batch', 'submit', id], SOON)
  },
  async DMP_CERTIFICATE_ENDED(stage) {
    const desk = stage.desk()
    const {restore} = await shortCertificates(stage.box.folder, 12)
    // A worker that waits for its hours does not stop for anything else.
    const hour = (new Date().getUTCHours() + 8) % 24
    const windows = `${String(hour).padStart(2, '0')}:00-${String(hour).padStart(2, '0')}:30`
    const env = {DMP_LIMITS_WINDOWS: windows, DMP_LIMITS_CERTIFICATE_WAIT: '1s'}
    return {...desk.attempt(['batch', 'worker'], env), undo: restore}
  },
}
