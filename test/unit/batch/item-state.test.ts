import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {accountFor, outcomeOf} from '../../../src/lib/batch/account.ts'
import {
  applyChange,
  type ItemSituation,
  itemStates,
  mayBecome,
  plannedSituation,
} from '../../../src/lib/batch/item-state.ts'
import type {ItemChange, ItemState} from '../../../src/lib/ports/journal.ts'

const by = {at: 10, writer: 'w1', eventId: 'e1'}

function go(states: readonly ItemState[], writer = 'w1'): ItemSituation {
  return states.reduce<ItemSituation>(
    (item, to, step) => {
      const result = applyChange(item, {id: 'a', to}, {at: step + 1, writer, eventId: `e${step}`})
      if (!result.ok) throw new Error(`${result.from} to ${result.to}`)
      return result.item
    },
    plannedSituation(0, 'plan'),
  )
}

/** Whether the registry may hold the document without our knowing it. */
function doubtAfter(doubt: boolean, from: ItemState, to: ItemState): boolean {
  if (to === 'unknown') return true
  if (to === 'accepted' || to === 'refused' || to === 'deferred') return false
  return doubt && !(from === 'sending' && to === 'held')
}

describe('an item', () => {
  it('becomes unknown from sending alone', () => {
    const from = itemStates.filter((state) => state !== 'held' && mayBecome({state}, 'unknown'))
    expect(from).toEqual(['sending'])
  })

  it('never leaves accepted', () => {
    for (const to of itemStates) expect(mayBecome({state: 'accepted'}, to)).toBe(false)
  })

  it('that was unknown when held is unknown again when released', () => {
    const held = go(['sending', 'unknown', 'held'])
    expect(held.heldFrom).toBe('unknown')
    expect(itemStates.filter((to) => mayBecome(held, to))).toEqual(['unknown'])
  })

  it('is settled only by who sends it, unless that process is dead', () => {
    const sending = go(['sending'])
    const change = {id: 'a', to: 'unknown'} as const
    expect(applyChange(sending, change, {...by, writer: 'w2'}).ok).toBe(false)
    expect(applyChange(sending, change, {...by, writer: 'w2', takeover: true}).ok).toBe(true)
  })

  it('is approved once accepted, and dates its life', () => {
    const accepted = go(['sending', 'accepted'])
    expect(accepted).toMatchObject({registryStatus: 'approved', plannedAt: 0, sentAt: 1, settledAt: 2})
    const deleted = applyChange(accepted, {id: 'a', registryStatus: 'deleted'}, {...by, at: 77})
    expect(deleted).toMatchObject({ok: true, item: {registryStatus: 'deleted', deletedAt: 77}})
    if (!deleted.ok) return
    expect(applyChange(deleted.item, {id: 'a', registryStatus: 'approved'}, by).ok).toBe(false)
  })

  it('has an entryUUID and a registry status only when accepted', () => {
    const planned = plannedSituation(0, 'e')
    expect(applyChange(planned, {id: 'a', entryUuid: 'urn:uuid:x'}, by).ok).toBe(false)
    expect(applyChange(planned, {id: 'a', registryStatus: 'deprecated'}, by).ok).toBe(false)
  })

  it('keeps a cause and an hour until they are cleared', () => {
    const first = applyChange(
      go(['sending']),
      {id: 'a', to: 'deferred', cause: 'DMP_X', retryAt: 99, countAttempt: true},
      by,
    )
    expect(first).toMatchObject({ok: true, item: {cause: 'DMP_X', retryAt: 99, attempts: 1}})
    if (!first.ok) return
    const again = applyChange(first.item, {id: 'a', to: 'sending', cause: null}, by)
    expect(again.ok && again.item.cause).toBeUndefined()
    expect(again.ok && again.item.retryAt).toBeUndefined()
  })

  it('follows a model that only knows "may something have reached the registry"', () => {
    // Independent of the table: an item that may have left must never look as if it had not.
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...itemStates), {maxLength: 30}), (wishes) => {
        let item = plannedSituation(0, 'plan')
        let doubt = false
        for (const to of wishes) {
          const result = applyChange(item, {id: 'a', to}, by)
          if (result.ok) {
            doubt = doubtAfter(doubt, item.state, to)
            item = result.item
          }
          expect(item.state === to || !result.ok).toBe(true)
          expect(!doubt || ['unknown', 'sending', 'held'].includes(item.state)).toBe(true)
          expect(item.heldFrom === 'unknown').toBe(doubt && item.state === 'held')
          expect(item.sender !== undefined).toBe(item.state === 'sending')
          expect(item.registryStatus !== undefined).toBe(item.state === 'accepted')
        }
      }),
    )
  })

  it('never mutates what it was given', () => {
    const item = Object.freeze(go(['sending']))
    const change: ItemChange = Object.freeze({
      id: 'a',
      to: 'accepted',
      entryUuid: 'urn:uuid:x',
      countAttempt: true,
    })
    expect(applyChange(item, change, by).ok).toBe(true)
    expect(item.state).toBe('sending')
  })
})

describe('the account', () => {
  it('puts every item in exactly one column', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...itemStates)), (states) => {
        const {planned, ...columns} = accountFor(states.map((state) => ({state})))
        expect(planned).toBe(states.length)
        expect(Object.values(columns).reduce((sum, count) => sum + count, 0)).toBe(planned)
      }),
    )
  })

  it('names the trace outcome of each state', () => {
    expect(itemStates.map((state) => [state, outcomeOf(state)])).toEqual([
      ['planned', undefined],
      ['sending', undefined],
      ['unknown', 'unknown'],
      ['deferred', 'failure'],
      ['held', undefined],
      ['refused', 'refused'],
      ['accepted', 'success'],
    ])
    expect(outcomeOf('accepted', true)).toBe('warning')
  })
})
