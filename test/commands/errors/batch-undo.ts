import {writtenManifest} from '../../support/feeding.ts'
import {runJson} from '../../support/program.ts'
import type {Desk, Scenarios} from './stage.ts'

async function done(desk: Desk, args: readonly string[]) {
  const env = {...desk.env, DMP_UNKNOWN_RECHECK_AFTER: '1s'}
  const {answer, stdout} = await runJson(args, {env})
  if (answer.data === null) throw new Error(stdout)
  return answer.data
}

/** Plans one document and takes the plan back; answers the run and its undo. */
async function takenBack(desk: Desk, submit: boolean): Promise<{run: string; undo: string | undefined}> {
  const manifest = writtenManifest(desk.path('files'), 1)
  const {batchId: run} = await done(desk, ['batch', 'plan', manifest, '--visible', '--settle', '0'])
  if (submit) await done(desk, ['batch', 'submit', run])
  const {batches} = await done(desk, ['batch', 'undo', run, '--yes', '--confirm', submit ? '1' : '0'])
  return {run, undo: batches.at(-1)}
}

/** Errors of taking back bulk runs. */
export const batchUndo: Scenarios = {
  async DMP_NOT_FOUND_AFTER_SENDING(stage) {
    const desk = stage.desk()
    const words = ['document', 'submit', ...desk.document()]
    await stage.box.control('cut-before-commit,service=repository')
    const {answer} = await runJson(words, {env: desk.env})
    await stage.box.control()
    const list = desk.write('list.txt', `${answer.error?.details['uniqueId']}\n`)
    await done(desk, ['batch', 'delete', list, '--reason', 'mistake', '--yes', '--confirm', '1'])
    return desk.attempt(words)
  },
  async DMP_WITHDRAWN(stage) {
    const desk = stage.desk()
    const {run} = await takenBack(desk, false)
    return desk.attempt(['batch', 'submit', run])
  },
  async DMP_UNDO_IMPOSSIBLE(stage) {
    const desk = stage.desk()
    const {undo} = await takenBack(desk, true)
    return desk.attempt(['batch', 'undo', undo ?? '-'])
  },
}
