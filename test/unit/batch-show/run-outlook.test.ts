import {expect, it} from 'vitest'
import {runOutlook} from '../../../src/lib/usecases/batch/show/run-outlook.ts'

const now = Date.UTC(2026, 2, 2, 9)
const limits = {submitPerSecond: 4, perDay: 30_000}

it('tells the end and the next pause at the set rate, and nothing of what is done', async () => {
  const outlook = await runOutlook({clock: {now: () => now}, quota: {doneToday: async () => 29_000}}, limits)
  expect(outlook(400, now)).toEqual({endsAt: now + 100_000})
  expect(outlook(2000, now).nextPause).toEqual({at: now + 250_000, reason: 'guard'})
  expect(outlook(0, now)).toEqual({})
})

it('takes what is put off for sent in the hours of sending after it is due', async () => {
  const hours = {...limits, windows: '20:00-22:00'}
  const outlook = await runOutlook({clock: {now: () => now}, quota: {doneToday: async () => 0}}, hours)
  const tonight = Date.UTC(2026, 2, 2, 19)
  expect(outlook(4, now)).toMatchObject({endsAt: tonight + 1000})
  expect(outlook(4, now, {lastDueAt: tonight + 3 * 3_600_000})).toMatchObject({endsAt: tonight + 86_400_000})
})

it('counts the calls of the day again as the run goes on, and outlives a count that fails', async () => {
  let time = now
  let count = async () => 0
  const outlook = await runOutlook({clock: {now: () => time}, quota: {doneToday: () => count()}}, limits)
  count = async () => 29_900
  time += 60_000
  outlook(400, time)
  await Promise.resolve()
  expect(outlook(400, time).nextPause).toEqual({at: time + 25_000, reason: 'guard'})
  count = () => Promise.reject(new Error('locked'))
  time += 60_000
  expect(outlook(400, time).nextPause?.reason).toBe('guard')
  await Promise.resolve()
})
