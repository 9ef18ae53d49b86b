/** A desk whose backlogs are planned, submitted and taken back at the pace of a test. */

import type {SandboxSetup} from '../support/running-sandbox.ts'
import {sampleText} from '../support/sample-bodies.ts'
import {type Desk, openDesk} from './desk.ts'

export const PATIENTS = ['active-linked', 'active-linked-2', 'active-linked-3', 'active-linked-4'] as const

/** Faster than the real DMP allows, on both sides. */
export const FAST: SandboxSetup = {quota: 500, env: {DMP_LIMITS_SUBMIT_PER_SECOND: '200'}}

export async function openFastDesk(setup: SandboxSetup = {}): Promise<Desk> {
  return openDesk({...FAST, ...setup, env: {...FAST.env, ...setup.env}})
}

/** Rows of new documents, one after the other for each of four patients. */
export function backlogRows(desk: Desk, folder: string, count: number): Record<string, string>[] {
  return Array.from({length: count}, (_, n) => {
    desk.write(`${folder}/doc-${n}.txt`, sampleText(`${folder} ${n}`))
    const patient = PATIENTS[n % PATIENTS.length] ?? 'active-linked'
    return {
      ...desk.row(`doc-${n}.txt`, patient),
      source_id: `${folder}-${n}`,
      venue: `V-${folder}-${n}`,
      ipp: `IPP-${patient}`,
    }
  })
}

/** Plans these rows, all of which must be ready; answers the number of the run. */
export async function plannedRows(
  desk: Desk,
  folder: string,
  rows: readonly Record<string, string>[],
): Promise<string> {
  const args = ['batch', 'plan', desk.manifest(folder, rows), '--visible', '--settle', '0']
  const {answer, stdout} = await desk.json(args)
  if (answer.data?.account?.ready !== rows.length) throw new Error(stdout)
  return answer.data.batchId
}

export const planned = (desk: Desk, folder: string, count: number) =>
  plannedRows(desk, folder, backlogRows(desk, folder, count))

/** Plans and submits; anything but acceptance of all fails. */
export async function submitted(desk: Desk, folder: string, count: number): Promise<string> {
  const run = await planned(desk, folder, count)
  const {answer, stdout} = await desk.json(['batch', 'submit', run])
  if (answer.data?.account?.accepted !== count) throw new Error(stdout)
  return run
}

/** Documents that a professional can see, or could before they were replaced. */
export async function standing(desk: Desk): Promise<number> {
  return (await desk.sandbox.inspect()).filter(({status}) => /Approved|Deprecated/.test(status)).length
}

export const undo = (desk: Desk, run: string, count: number, ...more: string[]) =>
  desk.json(['batch', 'undo', run, '--yes', '--confirm', String(count), ...more])
