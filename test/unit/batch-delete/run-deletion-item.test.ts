import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest'
import {runDeletionItem} from '../../../src/lib/usecases/batch/delete/run-deletion-item.ts'
import type {Call} from '../../../src/lib/usecases/exchange/call-dmp.ts'
import {alice, bruno} from '../../support/journal-samples.ts'
import {DeletionDesk, type Line} from './deletion-desk.ts'

let desk: DeletionDesk

vi.mock('../../../src/lib/usecases/exchange/call-dmp.ts', async (original) => ({
  ...(await original<object>()),
  callDmp: (_bench: unknown, call: Call) => desk.call(call),
}))

beforeEach(async () => {
  desk = new DeletionDesk()
  await desk.open()
})
afterEach(() => desk.close())

const work = () => desk.work(runDeletionItem)

describe('a deletion of a run', () => {
  it('asks, locates, deletes, looks, and marks the sending deleted', async () => {
    const document = await desk.document('accepted', true)
    const id = await desk.deletion(document)
    expect(await work()).toMatchObject([{state: 'accepted', sent: true}])
    expect(desk.calls).toEqual(['existence', 'locate', 'delete', 'locate'])
    expect(desk.holds(document.documentUniqueId)).toBe(false)
    expect(await desk.item(id)).toMatchObject({state: 'accepted', attempts: 1})
    expect(await desk.item(document.id)).toMatchObject({state: 'accepted', registryStatus: 'deleted'})
  })

  it('asks the state of a DMP once per patient, and again after a line that failed', async () => {
    desk.script.existence = ['lost-before']
    for (const ins of [alice, alice, bruno]) await desk.deletion(await desk.document('accepted', true, {ins}))
    for (let round = 0; round < 5; round++) {
      await work()
      desk.now += 60_000
    }
    expect(desk.calls.filter((kind) => kind === 'existence')).toHaveLength(3)
    expect(desk.calls.filter((kind) => kind === 'delete')).toHaveLength(3)
  })

  it('is refused where the DMP is closed, and nothing is asked to be deleted', async () => {
    desk.existence = 'closed'
    const id = await desk.deletion(await desk.document('accepted', true))
    expect(await work()).toMatchObject([{state: 'refused', sent: false}])
    expect(await desk.item(id)).toMatchObject({state: 'refused', cause: 'DMP_PATIENT_CLOSED'})
    expect(desk.calls).toEqual(['existence'])
  })

  it('whose own end is unknown in a DMP closed meanwhile is left to the operator', async () => {
    const id = await desk.deletion(await desk.document('accepted', true))
    desk.script.delete = ['lost-before']
    desk.script.locate = ['ok', 'lost-before']
    await work()
    expect(await desk.item(id)).toMatchObject({state: 'unknown'})
    await desk.restart()
    desk.existence = 'closed'
    desk.now += 3_700_000
    expect(await work()).toMatchObject([{state: 'held', sent: false}])
    expect(await desk.item(id)).toMatchObject({
      state: 'held',
      heldFrom: 'unknown',
      cause: 'DMP_PATIENT_CLOSED',
    })
  })

  it('of a document that is not shown is looked for twice, then refused', async () => {
    const id = await desk.deletion(await desk.document('accepted', false))
    expect(await work()).toMatchObject([{state: 'planned', sent: false}])
    expect(await work()).toEqual([])
    desk.now += 300_000
    expect(await work()).toMatchObject([{state: 'refused'}])
    expect(await desk.item(id)).toMatchObject({cause: 'DMP_DOCUMENT_NOT_FOUND'})
    expect(desk.calls).toEqual(['existence', 'locate', 'locate'])
  })

  it('of a document that is shown late is done at the second look', async () => {
    const document = await desk.document('accepted', false)
    await desk.deletion(document)
    await work()
    desk.hold(document.documentUniqueId)
    desk.now += 300_000
    expect(await work()).toMatchObject([{state: 'accepted'}])
    expect(desk.holds(document.documentUniqueId)).toBe(false)
  })

  it('of an unknown sending that is found settles it as kept, then deletes it', async () => {
    const document = await desk.document('unknown', true)
    await desk.deletion(document)
    expect(await work()).toMatchObject([{state: 'accepted'}])
    expect(await desk.item(document.id)).toMatchObject({state: 'accepted', registryStatus: 'deleted'})
  })

  it('of an unknown sending that is absent twice keeps it as not found, and a later deletion finds it', async () => {
    const cause = 'DMP_NOT_FOUND_AFTER_SENDING'
    const document = await desk.document('unknown', false)
    for (let round = 0; round < 2; round++) {
      const id = await desk.deletion(document)
      await work()
      desk.now += 300_000
      await work()
      expect(await desk.item(document.id)).toMatchObject({state: 'held', heldFrom: 'unknown', cause})
      expect(await desk.item(id)).toMatchObject({state: 'refused', cause})
    }
    desk.hold(document.documentUniqueId)
    await desk.deletion(document)
    expect(await work()).toMatchObject([{state: 'accepted'}])
    expect(await desk.item(document.id)).toMatchObject({state: 'accepted', registryStatus: 'deleted'})
  })

  it('of a document that never left withdraws it without a call', async () => {
    const document = await desk.document('planned', false)
    await desk.deletion(document)
    await work()
    expect(desk.calls).toEqual([])
    expect(await desk.item(document.id)).toMatchObject({state: 'refused', cause: 'DMP_WITHDRAWN'})
  })

  it('of a document that is being sent waits', async () => {
    const document = await desk.document('sending', false, {ins: bruno})
    const id = await desk.deletion(document)
    const item = await desk.item(id)
    expect(await runDeletionItem(desk.bench, item)).toMatchObject({state: 'planned', sent: false})
    expect(desk.calls).toEqual([])
  })

  it('whose answer is lost is done when the document is gone', async () => {
    const document = await desk.document('accepted', true)
    const id = await desk.deletion(document)
    desk.script.delete = ['lost-after']
    expect(await work()).toMatchObject([{state: 'accepted', sent: true}])
    expect(await desk.item(id)).toMatchObject({state: 'accepted'})
    expect(await desk.item(document.id)).toMatchObject({registryStatus: 'deleted'})
  })

  it('whose request is lost is repeated under the same submission set', async () => {
    const id = await desk.deletion(await desk.document('accepted', true))
    desk.script.delete = ['lost-before']
    expect(await work()).toMatchObject([{state: 'unknown', sent: true}])
    desk.now += 3_600_000
    expect(await work()).toMatchObject([{state: 'accepted'}])
    expect(desk.calls).toEqual([
      'existence',
      'locate',
      'delete',
      'locate',
      'locate',
      'delete-again',
      'locate',
    ])
    expect(await desk.item(id)).toMatchObject({attempts: 2})
  })

  it('whose repeat is refused while the document stands is refused', async () => {
    const id = await desk.deletion(await desk.document('accepted', true))
    desk.script.delete = ['lost-before', 'refused']
    await work()
    desk.now += 3_600_000
    expect(await work()).toMatchObject([{state: 'refused'}])
    expect(await desk.item(id)).toMatchObject({state: 'refused', cause: 'DMP_REFUSED'})
  })

  it('that the DMP put off is due later; one that never left too', async () => {
    desk.script.delete = ['busy', 'never-left']
    const id = await desk.deletion(await desk.document('accepted', true))
    for (const code of ['DMP_BUSY', 'DMP_CONNECTION_FAILED']) {
      expect(await work()).toMatchObject([{state: 'deferred'}])
      expect(await desk.item(id)).toMatchObject({state: 'deferred', cause: code, retryAt: expect.any(Number)})
      expect(await work()).toEqual([])
      desk.now += 3_600_000
    }
    expect(await work()).toMatchObject([{state: 'accepted'}])
  })

  it('keeps the word that it was not proven, when the look afterwards fails', async () => {
    const id = await desk.deletion(await desk.document('accepted', true))
    desk.script.locate = ['ok', 'lost-before']
    expect(await work()).toMatchObject([{state: 'accepted'}])
    expect(await desk.item(id)).toMatchObject({state: 'accepted', cause: 'not-checked'})
  })

  it('deletes nothing once its claim is somebody else’s', async () => {
    const document = await desk.document('accepted', true)
    await desk.deletion(document)
    const [stale] = await desk.claim()
    if (!stale) throw new Error('nothing claimed')
    await desk.journal.release([stale.id])
    const [current] = await desk.claim()
    expect(current?.claim).not.toBe(stale.claim)
    expect(await runDeletionItem(desk.bench, stale)).toEqual({state: 'lost', sent: false})
    expect(desk.holds(document.documentUniqueId)).toBe(true)
    expect(await desk.item(document.id)).toMatchObject({registryStatus: 'approved'})
  })

  it('of an older version waits for that of the newer one', async () => {
    const first = await desk.document('accepted', true)
    const newer = {setId: first.setId, versionNumber: 2, ins: alice}
    const second = await desk.document('accepted', true, newer)
    await desk.deletion(second)
    const older = await desk.deletion(first)
    expect(await runDeletionItem(desk.bench, await desk.item(older))).toMatchObject({
      state: 'planned',
      sent: false,
    })
    expect(desk.calls).toEqual([])
    await work()
    desk.now += 300_000
    await work()
    for (const {documentUniqueId} of [first, second]) expect(desk.holds(documentUniqueId)).toBe(false)
  })
})

describe('whatever the line does', () => {
  const line = fc.constantFrom<Line>('ok', 'busy', 'lost-before', 'lost-after', 'never-left')
  const lines = fc.array(line, {maxLength: 6})
  const state = fc.constantFrom('accepted' as const, 'unknown' as const)

  it('a deletion ends, and says deleted only of what is gone', async () => {
    await fc.assert(
      fc.asyncProperty(
        state,
        fc.boolean(),
        lines,
        lines,
        lines,
        async (sent, there, existence, locate, remove) => {
          const own = new DeletionDesk()
          const before = desk
          desk = own
          await own.open()
          try {
            Object.assign(own.script, {existence: [...existence], locate: [...locate], delete: [...remove]})
            const document = await own.document(sent, there)
            const id = await own.deletion(document)
            for (let round = 0; round < 40; round++) {
              await own.work(runDeletionItem)
              own.now += 3_700_000
            }
            const item = await own.item(id)
            const target = await own.item(document.id)
            expect(['accepted', 'refused']).toContain(item.state)
            expect(own.holds(document.documentUniqueId)).toBe(false)
            expect(target.registryStatus === 'deleted').toBe(item.state === 'accepted')
            expect(item.state).toBe(there ? 'accepted' : 'refused')
            if (!there && sent === 'unknown') expect(target.state).toBe('held')
          } finally {
            await own.close()
            desk = before
          }
        },
      ),
      {numRuns: 40},
    )
  })
})
