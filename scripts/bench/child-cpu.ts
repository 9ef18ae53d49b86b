import {spawnSync} from 'node:child_process'

/**
 * User and system time of one child, in milliseconds, from the kernel's account of finished children (getrusage), which
 * Node does not show: bash's `time` does, to the millisecond.
 * @throws Error when the command does not end with exit code 0: a failed run must not count as a fast one
 */
export function childCpu(args: readonly string[], env: Readonly<Record<string, string>>): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1 </dev/null'
  const {status, stderr, error} = spawnSync('bash', ['-c', script, 'bench', process.execPath, ...args], {
    env: {...env},
    encoding: 'utf8',
  })
  if (error) throw new Error('bash is needed to count the time of a child', {cause: error})
  if (status !== 0) throw new Error(`exit ${status}: ${args.join(' ')}`)
  const [user, system] = stderr.trim().replaceAll(',', '.').split(' ').map(Number)
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 1000
}

/** Measures each command once per round, in turn, so that what disturbs the machine disturbs them all. */
export function takeTurns(
  commands: readonly (readonly string[])[],
  env: Readonly<Record<string, string>>,
  rounds: number,
): number[][] {
  for (const args of commands) childCpu(args, env)
  const samples = commands.map((): number[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [index, args] of commands.entries()) samples[index]?.push(childCpu(args, env))
  return samples
}
