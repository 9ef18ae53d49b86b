import {copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {restoreJournal} from '../../../src/lib/journal/restore.ts'
import {markRestoring} from '../../../src/lib/journal/restore-mark.ts'
import {
  batchPlanning,
  entry,
  plannedItem,
  sampleBatch,
  sending,
  settling,
} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from './workbench.ts'

let folder: Workbench
let copy: string
beforeEach(async () => {
  folder = workbench({environment: 'test'})
  copy = join(folder.folder, 'copy.db')
  const journal = await openJournal(folder.options)
  const later = plannedItem(3, {sendAfter: Date.now() + 86_400_000})
  await journal.record([batchPlanning(sampleBatch('20260302-aaaa'), plannedItem(1), plannedItem(2), later)])
  await journal.record([batchPlanning(sampleBatch('20260302-bbbb', {state: 'closed'}), plannedItem(4))])
  await journal.record([sending('item-1'), settling('item-1', {to: 'accepted'})])
  await journal.backup(copy)
  await journal.record([sending('item-2'), settling('item-2', {to: 'accepted'})])
  await journal.record(Array.from({length: 120}, () => entry({operation: 'param-lps'})))
  await journal.close()
})
afterEach(() => folder.clear())

const states = async () => {
  const journal = await openJournal(folder.options)
  const items = await journal.items({})
  await journal.close()
  return items.map(({id, state}) => [id, state])
}
const RESTORED = [
  ['item-1', 'accepted'],
  ['item-2', 'unknown'],
  ['item-3', 'planned'],
  ['item-4', 'planned'],
]

describe('a journal put back from a copy', () => {
  it('is refused by itself, and with the word looks for whatever may have left since', async () => {
    const {path} = folder.options
    copyFileSync(copy, path)
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
    await expect(openJournal(folder.options)).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
      params: {reason: 'older-than-known'},
    })
    const restored = await restoreJournal({...folder.options, copy: path})
    expect(restored).toEqual({
      missing: 122,
      forked: false,
      accounted: false,
      lookedFor: 1,
      brought: {planned: 0, withdrawn: 0, deleted: 0, holds: 0},
      read: 'nothing',
      waiting: ['20260302-aaaa'],
    })
    expect(await states()).toEqual(RESTORED)
    expect((await checkJournal(folder.options)).faults).toEqual([])
  })

  it('takes the place of a damaged one, which is kept, or of one that vanished', async () => {
    const {path} = folder.options
    writeFileSync(path, 'broken')
    const {aside = ''} = await restoreJournal({...folder.options, copy})
    expect(readFileSync(aside, 'utf8')).toBe('broken')
    expect(await states()).toEqual(RESTORED)
    rmSync(path)
    await expect(openJournal(folder.options)).rejects.toMatchObject({params: {reason: 'vanished'}})
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
    expect((await restoreJournal({...folder.options, copy})).aside).toBeUndefined()
    expect(await states()).toEqual(RESTORED)
  })

  it('leaves everything as it was when the copy does not hold, or another process writes', async () => {
    const {path} = folder.options
    const before = readFileSync(path)
    writeFileSync(copy, 'not a journal')
    await expect(restoreJournal({...folder.options, copy})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
    })
    const missing = join(folder.folder, 'none.db')
    await expect(restoreJournal({...folder.options, copy: missing})).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
    })
    await expect(restoreJournal({...folder.options, copy: folder.folder})).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {reason: 'EISDIR'},
    })
    expect([readFileSync(path).equals(before), existsSync(path)]).toEqual([true, true])
    const other = await openJournal(folder.options)
    await expect(restoreJournal({...folder.options, copy})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_LOCKED',
    })
    await other.close()
  })

  it('opens for nobody when the restoration was cut short, until it is run again', async () => {
    const {path} = folder.options
    const aside = `${path}.20260302`
    for (const end of ['', '-wal', '-shm'])
      if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${aside}${end}`)
    copyFileSync(copy, path)
    markRestoring(path, aside, folder.options)
    const unfinished = {
      code: 'DMP_JOURNAL_DAMAGED',
      params: {reason: 'restore-unfinished', case: 'restoring'},
    }
    await expect(openJournal(folder.options)).rejects.toMatchObject(unfinished)
    await expect(openJournal({...folder.options, acceptOlder: true})).rejects.toMatchObject(unfinished)
    // What was put aside the first time is what is read.
    expect(await restoreJournal({...folder.options, copy: path})).toMatchObject({read: 'whole', lookedFor: 1})
    expect(await states()).toEqual(RESTORED)
    expect((await checkJournal(folder.options)).faults).toEqual([])
  })

  it('gives no identifier of the block that the copy had reserved', async () => {
    const {path} = folder.options
    const before = await openJournal(folder.options)
    const given = await before.allot(5)
    await before.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
    await restoreJournal({...folder.options, copy})
    const after = await openJournal(folder.options)
    const fresh = await after.allot(5)
    await after.close()
    expect(fresh.filter((oid) => given.includes(oid))).toEqual([])
  })
})
