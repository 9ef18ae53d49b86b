import {existsSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {pathToFileURL} from 'node:url'
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

const hook = pathToFileURL(join(import.meta.dirname, '../../soak/jump-clock.mjs')).href
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
    const {restore} = await shortCertificates(stage.box.folder, 3600)
    const events = desk.path('events.ndjson')
    const env = {DMP_LIMITS_CERTIFICATE_WAIT: '1s', NODE_OPTIONS: `--import ${hook}`, SOAK_JUMP_MS: '3601000'}
    return {
      ...desk.attempt(['batch', 'worker', '--events', events], env),
      // The certificates serve when the worker begins its rest, and have ended once its clock is an hour further.
      during: (child) => {
        rmSync(events, {force: true})
        const jump = async () => {
          while (!existsSync(events) || !readFileSync(events, 'utf8').includes('pause')) await pause(20)
          child.kill('SIGUSR2')
        }
        jump().catch(() => undefined)
      },
      undo: restore,
    }
  },
}
