import {expect, it} from 'vitest'
import {allowedUses, cardTypeOf, cardTypes, categoryOf} from '../../../src/lib/cards/card-types.ts'

it('tells kinds of cards by table G02, and nothing of other codes', () => {
  expect(['00', '1', '02', '03'].map(cardTypeOf)).toEqual(['cps', 'cpf', 'cde-cpe', 'cda-cpa'])
  expect(['04', '', 'xx', '80', '000'].map(cardTypeOf)).toEqual(Array(5).fill(undefined))
})

it('tells test cards by table G01', () => {
  expect(categoryOf('00')).toEqual({product: 'card', test: false})
  expect(categoryOf('80')).toEqual({product: 'card', test: true})
  expect(categoryOf('83')).toEqual({product: 'software', test: true})
  expect(categoryOf('01')).toBeUndefined()
})

it('says of every use of every kind what is allowed and how sure that is', () => {
  for (const type of cardTypes) {
    const uses = allowedUses(type)
    expect(uses.map(({use}) => use)).toEqual(['consult', 'feed', 'feed-for-office', 'order-certificates'])
    for (const {allowed, certainty} of uses) expect(certainty === 'unknown').toBe(allowed === 'untold')
  }
  expect(allowedUses('cde-cpe').find(({use}) => use === 'feed')).toMatchObject({
    allowed: 'no',
    certainty: 'read',
  })
})
