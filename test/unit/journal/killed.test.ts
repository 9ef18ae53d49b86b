import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {collect} from '../../support/journal-contract.ts'
import {workbench} from './workbench.ts'

const ROUNDS = 10
const bench = workbench()
afterAll(() => bench.clear())

/** Runs the recorder and kills it some milliseconds after its first acknowledgement; answers what it acknowledged. */
async function killedRun(round: number, afterMs: number): Promise<string[]> {
  const {path, keyDir, registryDir = '', oidRoot} = bench.options
  const script = join(import.meta.dirname, 'recorder.ts')
  const child = spawn(process.execPath, [script, path, keyDir, registryDir, oidRoot, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      text += String(chunk)
      resolve()
    })
    child.on('exit', () => reject(new Error('the recorder ended by itself')))
  })
  await pause(afterMs)
  child.kill('SIGKILL')
  await ended
  // The last line may be cut: what it says was not acknowledged to anybody.
  return text.split('\n').slice(0, -1)
}

describe('a journal whose process is killed', () => {
  it(`stays whole after each of ${ROUNDS} kills at random moments`, {timeout: 120_000}, async () => {
    const seed = Number(process.env['DMP_TEST_SEED'] ?? Date.now() % 1_000_000)
    console.log(`kill seed ${seed} (DMP_TEST_SEED)`)
    const acknowledged: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const afterMs = (seed * (round + 1) * 7919) % 120
      acknowledged.push(...(await killedRun(round, afterMs)))
      const journal = await openJournal(bench.options)
      const health = await journal.health()
      expect(health.faults).toEqual([])
      expect(health.items.sending).toBe(0)
      await journal.close()
    }
    const words = (kind: string) =>
      acknowledged.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1))
    const oids = words('oid')
    expect(oids.length).toBeGreaterThan(ROUNDS)
    expect(new Set(oids).size).toBe(oids.length)

    const journal = await openJournal(bench.options)
    expect(oids).not.toContain((await journal.allot(1))[0])
    const events = new Set((await collect(journal)).map((event) => event.id))
    expect(words('event').filter((id) => !events.has(id))).toEqual([])
    const states = new Map((await journal.items({})).map((item) => [item.id, item.state]))
    for (const id of words('accepted')) expect(states.get(id)).toBe('accepted')
    for (const id of words('sent')) expect(['accepted', 'unknown']).toContain(states.get(id))
    await journal.close()
  })
})
