import {type ChildProcess, spawn} from 'node:child_process'
import {createInterface} from 'node:readline'

/** A child that listens until it is told to stop, by the end of its standard input. */
export interface Listening<Facts> {
  readonly facts: Facts
  stop(): Promise<void>
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [...args], {env: {...env}, stdio: ['pipe', 'pipe', 'inherit']})
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  const {promise, resolve} = Promise.withResolvers<number | null>()
  child.once('close', resolve)
  return promise
}

/** The first line that a child writes, as JSON. @throws Error when it ends without one */
async function firstLine<Answer>(child: ChildProcess, args: readonly string[]): Promise<Answer> {
  if (!child.stdout) throw new Error('a child without output')
  const lines = createInterface({input: child.stdout})
  for await (const line of lines) return JSON.parse(line) as Answer
  throw new Error(`exit ${await ended(child)}: ${args.join(' ')}`)
}

/** Starts a server in a process of its own and waits for the line that says where it listens. */
export async function listening<Facts>(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Listening<Facts>> {
  const child = start(args, env)
  const facts = await firstLine<Facts>(child, args)
  return {
    facts,
    async stop() {
      child.stdin?.end()
      await ended(child)
    },
  }
}

/** Runs a measuring child to its end; its one line is the answer. @throws Error when it fails */
export async function answerOf<Answer>(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Answer> {
  const child = start(args, env)
  const answer = await firstLine<Answer>(child, args)
  const code = await ended(child)
  if (code !== 0) throw new Error(`exit ${code}: ${args.join(' ')}`)
  return answer
}
