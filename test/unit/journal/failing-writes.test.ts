import {afterEach, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {collect} from '../../support/journal-contract.ts'
import {faultContract} from '../../support/journal-contract-faults.ts'
import {entry, plannedItem, planning, sending, settling} from '../../support/journal-samples.ts'
import {failingDisk} from './failing-disk.ts'
import {type Workbench, workbench} from './workbench.ts'

let bench: Workbench | undefined
afterEach(() => bench?.clear())

faultContract('SQLite', async () => {
  const own = workbench()
  const disk = failingDisk(13)
  const journal = await openJournal({...own.options, connect: disk.connect})
  return {
    journal,
    arm: disk.arm,
    disarm: disk.disarm,
    dispose: async () => {
      await journal.close()
      own.clear()
    },
  }
})

describe('a journal that cannot write', () => {
  it.each([
    [13, 'disk-full'],
    [778, 'input-output'],
  ])(
    'tells its caller, loses nothing acknowledged and goes on (error %i, n-th write for n = 1 to 30)',
    async (errcode, reason) => {
      bench = workbench()
      const disk = failingDisk(errcode)
      const journal = await openJournal({...bench.options, connect: disk.connect})
      const acknowledged: string[] = []
      let failures = 0
      for (let n = 1; n <= 30; n++) {
        disk.arm(n)
        const id = `item-${n}`
        const steps = [planning(plannedItem(n)), sending(id), settling(id, {to: 'accepted'})]
        for (const step of steps) {
          try {
            acknowledged.push(...(await journal.record([step])))
          } catch (error) {
            expect(error).toMatchObject({code: 'DMP_JOURNAL_UNWRITABLE', params: {reason}})
            failures++
            break
          }
        }
        disk.disarm()
        const allotted = await journal.allot(1)
        expect(allotted).toHaveLength(1)
      }
      expect(failures).toBeGreaterThanOrEqual(10)
      expect((await collect(journal)).map((event) => event.id)).toEqual(acknowledged)
      expect((await journal.health()).faults).toEqual([])
      await journal.close()
    },
  )

  it('makes no intent when the disk is full, and works again when there is room', async () => {
    bench = workbench()
    const plenty = await openJournal(bench.options)
    await plenty.record([planning(plannedItem(1))])
    await plenty.close()
    const full = await openJournal({...bench.options, maxPages: 60})
    const big = entry({operation: 'search', reason: 'x'.repeat(20_000)})
    const fill = async () => {
      for (let n = 0; n < 100; n++) await full.record([big])
    }
    await expect(fill()).rejects.toMatchObject({
      code: 'DMP_JOURNAL_UNWRITABLE',
      params: {reason: 'disk-full'},
    })
    await expect(
      full.record([{...sending('item-1'), event: {...sending('item-1').event, data: big.event.data}}]),
    ).rejects.toMatchObject({
      code: 'DMP_JOURNAL_UNWRITABLE',
    })
    expect((await full.items({}))[0]?.state).toBe('planned')
    await full.close()
    const room = await openJournal(bench.options)
    await room.record([sending('item-1')])
    expect((await room.health()).faults).toEqual([])
    await room.close()
  })
})
