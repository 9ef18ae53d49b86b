import {expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {Journal, JournalEvent} from '../../../src/lib/ports/journal.ts'
import {recordResult} from '../../../src/lib/usecases/exchange/record-result.ts'
import {virtualClock} from '../../support/virtual-clock.ts'

const event: JournalEvent = {phase: 'result', operation: 'submit', occurredAt: 0, data: {}}

function bench(fullForMs: number) {
  const clock = virtualClock(0)
  const told: (string | undefined)[] = []
  const taken: unknown[] = []
  const record = async (entries: readonly unknown[]) => {
    if (clock.now() < fullForMs)
      throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path: 'x', reason: 'disk-full'}})
    taken.push(...entries)
    return ['1']
  }
  return {
    clock,
    told,
    taken,
    resultPatienceMs: 600_000,
    journal: async () => ({record}) as unknown as Journal,
    journalTold: (error: DmpError | undefined) => void told.push(error?.code),
  }
}

it('tells from the first try that a result waits for the journal, and when it was taken, soon after there was room', async () => {
  const desk = bench(120_000)
  await desk.clock.run(recordResult(desk, event, () => []))
  expect(desk.taken).toHaveLength(1)
  expect(desk.told[0]).toBe('DMP_JOURNAL_UNWRITABLE')
  expect(desk.told.indexOf(undefined)).toBe(desk.told.length - 1)
  expect(desk.clock.now()).toBeLessThanOrEqual(125_000)
})

it('says nothing of a journal that takes the result at once, and gives up after its patience', async () => {
  const sound = bench(0)
  await sound.clock.run(recordResult(sound, event, () => []))
  expect(sound.told).toEqual([])
  const lost = bench(Number.POSITIVE_INFINITY)
  await expect(lost.clock.run(recordResult(lost, event, () => []))).rejects.toThrow(
    expect.objectContaining({code: 'DMP_JOURNAL_UNWRITABLE'}),
  )
  expect(lost.clock.now()).toBeLessThanOrEqual(600_000)
})
