import {afterEach, beforeEach, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {ownHolds} from '../../../src/lib/journal/own-holds.ts'
import type {Hold, Journal} from '../../../src/lib/ports/journal.ts'
import {type Workbench, workbench} from './workbench.ts'

let folder: Workbench
let shared: Journal
beforeEach(async () => {
  folder = workbench()
  shared = await openJournal(folder.options)
})
afterEach(async () => {
  await shared.close()
  folder.clear()
})

const hold = (kind: Hold['kind'], value: string, by: string): Hold => ({
  kind,
  value,
  reason: 'opposition',
  by,
  createdAt: 1,
})
const names = [
  {kind: 'ipp', value: '42'},
  {kind: 'ins', value: '265059999900141'},
  {kind: 'unit', value: 'UF-1'},
  {kind: 'wrong_patient', value: '1.2.3'},
] as const

it('keeps the holds of one establishment from the hands and the sendings of another', async () => {
  const [north, south] = [ownHolds(shared, 'north'), ownHolds(shared, 'south')]
  await north.hold(names.map(({kind, value}) => hold(kind, value, 'n')))
  expect(
    (await north.holdsOn(names)).map(({kind, value, establishment}) => [kind, value, establishment]),
  ).toEqual(names.map(({kind, value}) => [kind, value, 'north']))
  expect([await south.holdsOn(names), await south.holds()]).toEqual([[], []])
  expect((await south.holds(true)).map(({value, establishment}) => [value, establishment])).toEqual(
    names.map(({value}) => [value, 'north']),
  )
  for (const {kind, value} of names) expect(await south.liftHold(kind, value)).toBe(false)
  await south.hold([hold('ipp', '42', 's')])
  expect(await south.liftHold('ipp', '42')).toBe(true)
  expect(await north.holdsOn(names)).toHaveLength(names.length)
  for (const {kind, value} of names) expect(await north.liftHold(kind, value)).toBe(true)
  expect(await shared.holds()).toEqual([])
})

it('heeds and lifts holds that no establishment owns', async () => {
  await shared.hold([hold('ipp', '42', 'x'), hold('wrong_patient', '1.2.3', 'x')])
  const south = ownHolds(shared, 'south')
  expect(await south.holdsOn(names)).toHaveLength(2)
  expect(await south.liftHold('wrong_patient', '1.2.3')).toBe(true)
  expect(await south.liftHold('ipp', '42')).toBe(true)
  expect(await shared.holds()).toEqual([])
})
