/** Runs of the built program that die by SIGKILL, at a commit of the journal or after some time. */
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {type RunResult, runDmp} from '../support/program.ts'

const hook = pathToFileURL(join(import.meta.dirname, 'kill-at-commit.mjs')).href

export type Death = {readonly commit: number; readonly side: 'before' | 'after'} | {readonly afterMs: number}

export const deathText = (death: Death): string =>
  'afterMs' in death ? `after ${death.afterMs} ms` : `${death.side} commit ${death.commit}`

export interface Deadly extends RunResult {
  /** It died by the signal; otherwise it ended by itself before. */
  readonly killed: boolean
}

export async function runUntilDeath(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  death: Death,
): Promise<Deadly> {
  if ('afterMs' in death) {
    const result = await runDmp(args, {
      env,
      during: (child) => {
        setTimeout(() => child.kill('SIGKILL'), death.afterMs).unref()
      },
    })
    return {...result, killed: result.code === null}
  }
  const planted = {
    ...env,
    NODE_OPTIONS: `--import ${hook}`,
    SOAK_KILL_COMMIT: String(death.commit),
    SOAK_KILL_SIDE: death.side,
  }
  const result = await runDmp(args, {env: planted})
  return {...result, killed: result.code === null}
}

/** Each commit up to the n-th, on both sides of it. */
export function everyCommit(most: number): Death[] {
  return Array.from({length: most}, (_, index) => index + 1).flatMap((commit) => [
    {commit, side: 'before' as const},
    {commit, side: 'after' as const},
  ])
}
