import {expect, it} from 'vitest'
import {fuzz} from '../../soak/fuzz.ts'
import {freshSeed} from '../../soak/random.ts'

it('every reader of inputs takes whatever bytes come, two seconds each', async () => {
  const seed = freshSeed()
  const {faults, figures} = await fuzz({milliseconds: 2000}, {seed, say: () => undefined})
  expect(faults, `seed ${seed}`).toEqual([])
  for (const tries of Object.values(figures)) expect(tries).toBeGreaterThan(10)
})
