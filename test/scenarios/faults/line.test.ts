import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {faultsOnTheWay} from '../../soak/faults.ts'
import {freshSeed} from '../../soak/random.ts'
import {openFastDesk} from '../batch-desk.ts'
import type {Desk} from '../desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk.sandbox.remove())

describe('a line and a DMP that fail on one call in five', () => {
  it('in each way the sandbox knows, and in all of them, bring every document exactly once', async () => {
    const seed = freshSeed()
    const said: string[] = []
    const options = {seed, say: (line: string) => said.push(line)}
    const {faults, figures} = await faultsOnTheWay(desk, {each: 8, together: 24, rate: 0.2}, options)
    expect(faults, `seed ${seed}\n${said.join('\n')}`).toEqual([])
    expect(figures['calls that failed']).toBeGreaterThan(10)
  }, 600_000)
})
