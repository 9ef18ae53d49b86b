import {afterAll, beforeAll, expect, it} from 'vitest'
import {freshSeed} from '../../soak/random.ts'
import {rate} from '../../soak/rate.ts'
import {type Desk, openDesk} from '../desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

it('two processes on two journals keep one pace: never a fifth within 1.03 s, none refused, the rate used', async () => {
  const seed = freshSeed()
  const {faults, figures} = await rate(desk, {seconds: 8, perSecond: 4}, {seed, say: () => undefined})
  // What depends on how busy this machine is (arrivals, the share used) is measured by the soak run.
  const ours = faults.filter((fault) => !/% of the rate|refused \d+ for the pace/.test(fault))
  expect(ours, JSON.stringify(figures)).toEqual([])
  expect(Number(figures['submissions'])).toBeGreaterThan(16)
})
