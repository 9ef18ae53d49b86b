import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {batchPlanning, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import {workbench} from './workbench.ts'

const ROUNDS = 5
const ITEMS = 600
const bench = workbench()
afterAll(() => bench.clear())

/** Lets a rotation begin, and kills it some milliseconds later. */
async function killedRotation(afterMs: number): Promise<void> {
  const {path, keyDir, registryDir = '', oidRoot} = bench.options
  const script = join(import.meta.dirname, 'rotator.ts')
  const child = spawn(process.execPath, [script, path, keyDir, registryDir, oidRoot], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  await once(child.stdout, 'data')
  await pause(afterMs)
  child.kill('SIGKILL')
  await ended
}

describe('a rotation of keys that is killed', () => {
  it(`leaves a whole journal at each of ${ROUNDS} random moments`, {timeout: 120_000}, async () => {
    const seed = Number(process.env['DMP_TEST_SEED'] ?? Date.now() % 1_000_000)
    console.log(`kill seed ${seed} (DMP_TEST_SEED)`)
    const first = await openJournal(bench.options)
    const items = Array.from({length: ITEMS}, (_, n) => plannedItem(n))
    await first.record([batchPlanning(sampleBatch('20260302-aaaa'), ...items)])
    await first.close()
    for (let round = 0; round < ROUNDS; round++) {
      await killedRotation((seed * (round + 1) * 7919) % 150)
      const journal = await openJournal(bench.options)
      expect((await journal.health()).faults).toEqual([])
      for (const n of [0, 299, ITEMS - 1])
        expect(await journal.items({ipp: `IPP-SECRET-${n}`})).toMatchObject([{id: `item-${n}`}])
      await journal.close()
    }
    const last = await openJournal(bench.options)
    await last.rotateKeys()
    expect((await last.health()).faults).toEqual([])
    expect(await last.items({limit: ITEMS + 1})).toHaveLength(ITEMS)
    await last.close()
  })
})
