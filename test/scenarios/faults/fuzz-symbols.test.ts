import {expect, it} from 'vitest'
import {fuzzSymbols} from '../../soak/fuzz-symbols.ts'
import {freshSeed} from '../../soak/random.ts'

it('takes whatever text, image or PDF of a datamatrix comes, one second each', async () => {
  const seed = freshSeed()
  const {faults, figures} = await fuzzSymbols({milliseconds: 1000}, {seed, say: () => undefined})
  expect(faults, `seed ${seed}`).toEqual([])
  for (const carrier of ['payload', 'typed', 'png', 'pdf'])
    expect(figures[`${carrier} tries`], carrier).toBeGreaterThan(0)
}, 60_000)
