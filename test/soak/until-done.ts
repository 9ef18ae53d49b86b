/** Goes on with a run until nothing is left of it, as an operator would: resume, then what waits for a word. */
import type {Desk} from '../scenarios/desk.ts'

export interface Outcome {
  readonly accepted: number
  readonly open: number
  readonly rounds: number
  /** What the last run answered. */
  readonly last: string
}

/** @param wait how long each round waits for what is due later */
export async function untilDone(desk: Desk, run: string, {most = 30, wait = '2s'} = {}): Promise<Outcome> {
  let last = ''
  for (let rounds = 1; rounds <= most; rounds++) {
    const args = ['batch', rounds === 1 ? 'resume' : 'retry', run, '--wait', wait]
    if (rounds > 1) for (const state of ['unknown', 'deferred', 'held']) args.push('--only', state)
    const {answer, stdout} = await desk.json(args)
    const account = answer.data?.account ?? answer.error?.details['account']
    last = stdout
    if (!account) throw new Error(stdout)
    const {planned, accepted, refused} = account as Record<string, number>
    const open = (planned ?? 0) - (accepted ?? 0) - (refused ?? 0)
    if (open === 0) return {accepted: accepted ?? 0, open, rounds, last}
  }
  return {accepted: -1, open: -1, rounds: most, last}
}
