/**
 * The pace, seen from both ends: when the first byte of each submission left (the log that all processes share) and when
 * it arrived. Two processes on two journals feed for one establishment: never a fifth within 1.03 s on our side, nothing
 * refused on theirs, and at least 95 % of the rate used.
 */
import {globSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {setTimeout as pause} from 'node:timers/promises'
import {newOid} from '../../scripts/demo/ready-cda.ts'
import {backlogRows} from '../scenarios/batch-desk.ts'
import type {Desk} from '../scenarios/desk.ts'
import type {PartOptions, PartReport} from './part.ts'

export interface RateSizes {
  readonly seconds: number
  readonly perSecond: number
}

/** Shortest time between a send and the n-th one after it, ms. */
export function shortestGap(instants: readonly number[], after: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let index = after; index < instants.length; index++)
    least = Math.min(least, (instants[index] ?? 0) - (instants[index - after] ?? 0))
  return least
}

function column(path: string, sql: string): number[] {
  const database = new DatabaseSync(path, {readOnly: true})
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => Number(Object.values(row)[0]))
  } finally {
    database.close()
  }
}

const found = (folder: string, pattern: string): string => {
  const [path] = globSync(pattern, {cwd: folder})
  if (path === undefined) throw new Error(`no ${pattern} in ${folder}`)
  return join(folder, path)
}

/** The log of the pace forgets what is old, so it is looked at while it grows. */
class SendLog {
  readonly #sends = new Map<number, number>()
  readonly #stop = new AbortController()
  readonly #looking: Promise<void>

  constructor(state: string) {
    this.#looking = this.#look(state)
  }

  async #look(state: string): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#take(state)
      await pause(300, undefined, {signal: this.#stop.signal}).catch(() => undefined)
    }
    this.#take(state)
  }

  #take(state: string): void {
    const [path] = globSync('quota/*.db', {cwd: state})
    if (path === undefined) return
    const database = new DatabaseSync(join(state, path), {readOnly: true})
    try {
      for (const {n, at} of database.prepare("SELECT n, at FROM sends WHERE state = 'left'").all())
        this.#sends.set(Number(n), Number(at))
    } finally {
      database.close()
    }
  }

  /** Instants at which first bytes left, ms, in order. */
  async end(): Promise<number[]> {
    this.#stop.abort()
    await this.#looking
    return [...this.#sends.values()].toSorted((a, b) => a - b)
  }
}

async function planned(
  desk: Desk,
  name: string,
  count: number,
  env: Record<string, string>,
): Promise<string> {
  const manifest = desk.manifest(name, backlogRows(desk, name, count))
  const {answer, stdout} = await desk.json(['batch', 'plan', manifest, '--visible', '--settle', '0'], {env})
  if (answer.data?.account?.ready !== count) throw new Error(stdout)
  return answer.data.batchId
}

export async function rate(
  desk: Desk,
  {seconds, perSecond}: RateSizes,
  {seed, say}: PartOptions,
): Promise<PartReport> {
  const state = join(desk.sandbox.home, 'state')
  const second = {
    DMP_JOURNAL_PATH: join(state, 'journals/second/journal.sqlite'),
    DMP_IDS_OID_ROOT: newOid(),
  }
  // More than both can send, so that neither runs dry.
  const count = seconds * perSecond
  const runs = [
    {run: await planned(desk, `rate-a-${seed}`, count, {}), env: {}},
    {run: await planned(desk, `rate-b-${seed}`, count, second), env: second},
  ]
  say(`two processes, ${seconds} s`)
  const log = new SendLog(state)
  const ends = await Promise.all(
    runs.map(({run, env}) => desk.json(['batch', 'submit', run, '--max-duration', `${seconds}s`], {env})),
  )
  const each = ends.map(({answer}) => Number(answer.data?.account?.accepted ?? 0))
  const left = await log.end()
  const arrived = column(
    found(desk.sandbox.folder, '**/*.{db,sqlite}'),
    "SELECT received_at FROM calls WHERE action LIKE '%ProvideAndRegister%' ORDER BY received_at",
  )
  const {quotaRefused} = (await desk.sandbox.counters()) as unknown as {quotaRefused: number}
  const gap = shortestGap(left, perSecond)
  const span = ((left.at(-1) ?? 0) - (left[0] ?? 0)) / 1000
  const used = (left.length - 1) / span / perSecond
  const faults: string[] = []
  if (gap < 1030) faults.push(`${perSecond + 1} submissions left within ${gap.toFixed(1)} ms`)
  if (quotaRefused > 0) faults.push(`the DMP refused ${quotaRefused} for the pace`)
  if (used < 0.95) faults.push(`${(100 * used).toFixed(1)} % of the rate was used`)
  if (each.some((accepted) => accepted === 0)) faults.push(`one process sent nothing: ${each.join(', ')}`)
  return {
    figures: {
      seconds: span.toFixed(1),
      submissions: left.length,
      'by each process': each.join(' + '),
      'rate used': `${(100 * used).toFixed(1)} %`,
      [`shortest time for ${perSecond + 1} leaving`]: `${gap.toFixed(1)} ms`,
      [`shortest time for ${perSecond + 1} arriving`]: `${shortestGap(arrived, perSecond)} ms`,
      'refused for the pace': quotaRefused,
    },
    faults,
  }
}
