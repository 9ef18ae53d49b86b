import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {kills} from '../../soak/kills.ts'
import {freshSeed} from '../../soak/random.ts'
import {openFastDesk} from '../batch-desk.ts'
import type {Desk} from '../desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk.sandbox.remove())

describe('a backlog whose process is killed at every step of the journal and at random', () => {
  it('is in the DMP exactly once in the end, and can be taken back the same way', async () => {
    const seed = freshSeed()
    const said: string[] = []
    const sizes = {
      documents: 120,
      planCommits: 3,
      sendCommits: 7,
      undoCommits: 3,
      randomKills: 8,
      latestMs: 1500,
    }
    const {faults, figures} = await kills(desk, sizes, {seed, say: (line) => said.push(line)})
    expect(faults, `seed ${seed}\n${said.join('\n')}`).toEqual([])
    expect(figures['kills at commits while sending']).toBeGreaterThan(10)
    expect(figures['kills while planning']).toBeGreaterThan(2)
    expect(figures['kills while taking back']).toBeGreaterThan(4)
  }, 600_000)
})
