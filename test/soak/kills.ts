/**
 * `kill -9` at every step of the journal and at random moments, resumed each time: while planning, while sending, while
 * taking back. In the end the DMP holds each document exactly once, or none when all was taken back.
 */
import {backlogRows, standing} from '../scenarios/batch-desk.ts'
import type {Desk} from '../scenarios/desk.ts'
import {judge} from './judge.ts'
import {type Death, deathText, everyCommit, runUntilDeath} from './killing.ts'
import type {PartOptions, PartReport} from './part.ts'
import {between, seeded} from './random.ts'
import {untilDone} from './until-done.ts'

export interface KillSizes {
  readonly documents: number
  /** Commits at which planning, sending and taking back are killed, on both sides of each. */
  readonly planCommits: number
  readonly sendCommits: number
  readonly undoCommits: number
  /** Deaths at random moments while sending. */
  readonly randomKills: number
  /** Latest random moment, ms from the start of the process. */
  readonly latestMs: number
}

/** Plans one backlog through deaths; answers the number of the run. */
async function planThroughDeaths(desk: Desk, manifest: string, commits: number, say: PartOptions['say']) {
  const args = ['batch', 'plan', manifest, '--visible', '--settle', '0']
  let killed = 0
  for (const death of everyCommit(commits)) {
    const end = await runUntilDeath(args, desk.sandbox.env, death)
    if (!end.killed) break
    killed += 1
    say(`plan killed ${deathText(death)}`)
  }
  const {answer, stdout} = await desk.json(args)
  const found = /"batch(?:Id)?":"(\d{8}-\w{4})"/.exec(stdout)?.[1]
  const run: string | undefined = answer.data?.batchId ?? found
  if (!run) throw new Error(stdout)
  return {run, killed}
}

async function throughDeaths(
  desk: Desk,
  args: readonly string[],
  deaths: readonly Death[],
  say: PartOptions['say'],
): Promise<number> {
  let killed = 0
  for (const death of deaths) {
    const end = await runUntilDeath(args, desk.sandbox.env, death)
    if (end.killed) killed += 1
    say(
      `${args.slice(0, 2).join(' ')} ${end.killed ? 'killed' : `ended with ${end.code}`} ${deathText(death)}`,
    )
  }
  return killed
}

export async function kills(desk: Desk, sizes: KillSizes, {seed, say}: PartOptions): Promise<PartReport> {
  const draw = seeded(seed)
  const before = await standing(desk)
  const rows = backlogRows(desk, `kills-${seed}`, sizes.documents)
  const manifest = desk.manifest(`kills-${seed}`, rows)
  const plan = await planThroughDeaths(desk, manifest, sizes.planCommits, say)
  const {run} = plan
  const submit = ['batch', 'submit', run, '--wait', '1ms']
  const sends = await throughDeaths(desk, submit, everyCommit(sizes.sendCommits), say)
  const moments = Array.from({length: sizes.randomKills}, () => ({
    afterMs: between(draw, 150, sizes.latestMs),
  }))
  const random = await throughDeaths(desk, submit, moments, say)
  const ended = await untilDone(desk, run)
  const faults = await judge(desk, {run, documents: sizes.documents, before})
  const undoDeaths = everyCommit(sizes.undoCommits)
  const undo = ['batch', 'undo', run, '--wait', '2s', '--yes', '--confirm', '']
  let undone = 0
  for (const death of undoDeaths) {
    const end = await runUntilDeath(
      [...undo.slice(0, -1), await toDelete(desk, run)],
      desk.sandbox.env,
      death,
    )
    if (end.killed) undone += 1
    say(`undo ${end.killed ? 'killed' : `ended with ${end.code}`} ${deathText(death)}`)
  }
  for (let round = 0; round < 5 && (await standing(desk)) > before; round++)
    await desk.json([...undo.slice(0, -1), await toDelete(desk, run)])
  faults.push(...(await judge(desk, {run, documents: sizes.documents, before, undone: true})))
  return {
    figures: {
      documents: sizes.documents,
      'kills while planning': plan.killed,
      'kills at commits while sending': sends,
      'kills at random while sending': random,
      'kills while taking back': undone,
      'rounds to the end': ended.rounds,
    },
    faults,
  }
}

async function toDelete(desk: Desk, run: string): Promise<string> {
  const {answer} = await desk.json(['batch', 'undo', run, '--dry-run'])
  const {plan, underway} = answer.data as {plan: {ready: number}; underway: number}
  return String(plan.ready + underway)
}
