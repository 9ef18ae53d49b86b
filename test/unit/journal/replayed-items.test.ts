import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {plannedSituation} from '../../../src/lib/batch/item-state.ts'
import {ReplayedItems} from '../../../src/lib/journal/replayed-items.ts'

const item = (n: number) => ({situation: plannedSituation(n, `event-${n}`), digest: `digest-${n}`})

describe('items of a replay', () => {
  it('are what was put last, whether at hand or on disk', () => {
    const puts = fc.array(fc.tuple(fc.integer({min: 0, max: 30}), fc.nat()), {maxLength: 200})
    fc.assert(
      fc.property(puts, fc.integer({min: 1, max: 12}), (all, atHand) => {
        const items = new ReplayedItems(atHand)
        const model = new Map<string, ReturnType<typeof item>>()
        for (const [id, n] of all) {
          items.put(`item-${id}`, item(n))
          model.set(`item-${id}`, item(n))
          for (let other = 0; other <= 30; other++)
            expect(items.get(`item-${other}`)).toEqual(model.get(`item-${other}`))
        }
        expect(items.size).toBe(model.size)
        expect([...items.ids()].sort()).toEqual([...model.keys()].sort())
        items.close()
      }),
      {numRuns: 40},
    )
  })
})
