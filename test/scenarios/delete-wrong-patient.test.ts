import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {RunOptions} from '../support/program.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const words = (uniqueId: string, ...more: string[]) => [
  'document',
  'delete',
  uniqueId,
  '--reason',
  'wrong-patient',
  '--yes',
  '--confirm',
  uniqueId,
  ...more,
]
const remove = (uniqueId: string, more: readonly string[] = [], run: RunOptions = {}) =>
  desk.json(words(uniqueId, ...more), run)

const replace = (uniqueId: string, patient: string) =>
  desk.json([
    ...['document', 'replace', uniqueId, '--file', desk.newText()],
    ...['--type', '11488-4', '--date', '2026-03-03', '--patient', desk.patientFile(patient)],
  ])

describe('a document sent to the wrong patient', () => {
  it('is deleted in every version, held against resending, and what else went out is listed', async () => {
    const file = desk.newText()
    const patient = 'active-linked-3'
    const other = await desk.accepted(desk.newText(), {patient})
    const first = await desk.accepted(file, {patient, more: ['--source-id', 'DOC-WRONG']})
    const words = ['--type', '11488-4', '--date', '2026-03-03', '--patient', desk.patientFile(patient)]
    const corrected = desk.newText()
    const replaced = await desk.json([
      'document',
      'replace',
      first,
      '--file',
      corrected,
      '--source-id',
      'DOC-WRONG',
      ...words,
    ])
    const second = replaced.answer.data.documents[0].uniqueId
    const {answer} = await remove(second)
    expect(answer.error).toBeNull()
    expect(answer.data.deleted.map((one: {uniqueId: string}) => one.uniqueId).toSorted()).toEqual(
      [first, second].toSorted(),
    )
    expect(answer.data.holds).toBeGreaterThan(0)
    expect(answer.data.others.map((one: {uniqueId: string}) => one.uniqueId)).toEqual([other])
    for (const id of [first, second]) expect(await desk.held(id)).toMatch(/Deleted|absent/)
    for (const again of [file, corrected]) {
      const held = await desk.submit(again, {patient, more: ['--again']})
      expect(held.answer.error?.code).toBe('DMP_HELD')
    }
    const sameNumber = await desk.submit(desk.newText(), {patient, more: ['--source-id', 'DOC-WRONG']})
    expect(sameNumber.answer.error?.code).toBe('DMP_HELD')
    // The right patient gets the same file and the same number at once.
    const right = await desk.accepted(file, {patient: 'active-linked-4', more: ['--source-id', 'DOC-WRONG']})
    expect(await desk.held(right)).toBe('Approved')
    const {stdout} = await desk.text(['document', 'history', first])
    expect(stdout).toContain(second)
  })

  it('is listed by its identifier among the holds, and leaves again on the word once that hold is lifted', async () => {
    const file = desk.newText()
    const uniqueId = await desk.accepted(file)
    await remove(uniqueId)
    const {answer} = await desk.json(['batch', 'hold', 'list'])
    const mine = answer.data.holds.filter(({value}: {value: string}) => value === uniqueId)
    expect(mine).toMatchObject([{kind: 'wrong_patient', reason: 'wrong-patient'}])
    expect(JSON.stringify(answer)).not.toContain(desk.patient('active-linked').matricule)
    const lifted = await desk.json(['batch', 'hold', 'lift', 'wrong_patient', uniqueId])
    expect(lifted.answer.data).toMatchObject({kind: 'wrong_patient', value: uniqueId, lifted: true})
    // What was deleted goes back to no record by itself, hold or not.
    expect((await desk.submit(file)).answer.error?.code).toBe('DMP_ALREADY_SENT')
    await desk.accepted(file, {more: ['--again']})
  })

  it('is held before the network is asked, and the hold stands when nothing can be deleted', async () => {
    const file = desk.newText()
    const uniqueId = await desk.accepted(file)
    const run = {env: {DMP_ENDPOINTS_BASE: 'https://localhost:1'}}
    const {answer} = await remove(uniqueId, [], run)
    expect(answer.error?.code).toMatch(/DMP_CONNECTION_FAILED|DMP_NO_ANSWER/)
    expect(answer.warnings.map(({code}) => code)).toContain('hold-stands')
    expect(await desk.held(uniqueId)).toBe('Approved')
    const again = await desk.submit(file, {more: ['--again']})
    expect(again.answer.error?.code).toBe('DMP_HELD')
    // The same command again completes.
    const second = await remove(uniqueId)
    expect(second.answer.data).toMatchObject({holds: 1, deleted: [{uniqueId, checked: true}]})
  })

  it('is neither held nor changed by --dry-run', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const words = ['document', 'delete', uniqueId, '--reason', 'wrong-patient', '--dry-run']
    expect((await desk.json(words)).answer.data).toMatchObject({holds: 0, deleted: []})
    const {answer} = await desk.json(['batch', 'hold', 'list'])
    expect(JSON.stringify(answer.data.holds)).not.toContain(uniqueId)
  })

  it('of unknown outcome and not in the DMP: held, to be looked at again, kept as not found once absent twice; the right patient is fed meanwhile', async () => {
    const file = desk.newText()
    await desk.sandbox.control('cut-before-commit,times=1,service=repository')
    const sent = await desk.submit(file)
    expect(sent.answer.exitCode).toBe(9)
    const uniqueId = sent.answer.error?.details['uniqueId'] as string
    const first = await remove(uniqueId)
    expect(first.answer).toMatchObject({
      exitCode: 9,
      error: null,
      data: {holds: 1, deleted: [], pending: [{uniqueId, why: 'unknown'}], receipt: null},
    })
    expect((await desk.submit(file)).answer.error?.code).toBe('DMP_HELD')
    // The right patient does not wait for the end of the mistake.
    expect(await desk.held(await desk.accepted(file, {patient: 'active-linked-4'}))).toBe('Approved')
    const second = await remove(uniqueId)
    expect(second.answer).toMatchObject({
      exitCode: 10,
      data: {absent: [], pending: [{uniqueId, why: 'not-found'}]},
    })
    expect((await desk.submit(file)).answer.error?.code).toBe('DMP_HELD')
    expect(await desk.held(uniqueId)).toBe('absent')
    const third = await desk.text(words(uniqueId))
    expect(third.code).toBe(10)
    expect(third.stdout).toContain(uniqueId)
  })

  it('of unknown outcome and in the DMP: deleted', async () => {
    const file = desk.newText()
    await desk.sandbox.control('cut-after-commit,times=1,service=repository')
    const sent = await desk.submit(file)
    const uniqueId = sent.answer.error?.details['uniqueId'] as string
    expect(await desk.held(uniqueId)).toBe('Approved')
    const {answer} = await remove(uniqueId)
    expect(answer).toMatchObject({exitCode: 0, data: {holds: 1, deleted: [{uniqueId, checked: true}]}})
    expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    const history = (await desk.json(['document', 'history', uniqueId])).answer.data
    expect(history.versions[0]).toMatchObject({state: 'accepted', registryStatus: 'deleted'})
  })

  it('whose last version is of unknown outcome loses that version and the one it replaced', async () => {
    const patient = 'active-linked-2'
    const first = await desk.accepted(desk.newText(), {patient})
    await desk.sandbox.control('cut-after-commit,times=1,service=repository')
    const replaced = await replace(first, patient)
    const second = replaced.answer.error?.details['uniqueId'] as string
    const {answer} = await remove(first)
    expect(answer.error).toBeNull()
    expect(answer.data.deleted.map((one: {uniqueId: string}) => one.uniqueId)).toEqual([second, first])
    for (const id of [first, second]) expect(await desk.held(id)).toMatch(/Deleted|absent/)
  })

  it('keeps the receipt of the versions deleted when one fails, and the same command completes', async () => {
    const patient = 'active-linked-2'
    const first = await desk.accepted(desk.newText(), {patient})
    const second = (await replace(first, patient)).answer.data.documents[0].uniqueId
    // This seed spares the two look-ups, the deletion of the second version and its check.
    await desk.sandbox.control('cut-before-commit,times=1,rate=0.5,seed=10,service=registry')
    const {answer} = await remove(first)
    expect(answer.error?.details).toMatchObject({deleted: [second], notDeleted: [first]})
    expect(answer.warnings.map(({code}) => code)).toEqual(
      expect.arrayContaining(['deletion-incomplete', 'hold-stands']),
    )
    const receipt = JSON.parse(readFileSync(String(answer.error?.details['receipt']), 'utf8'))
    expect(receipt.deleted).toMatchObject([{uniqueId: second, checked: true}])
    expect(await desk.held(first)).toBe('Deprecated')
    const rest = await remove(first)
    expect(rest.answer.data.deleted).toMatchObject([{uniqueId: first, checked: true}])
    expect(await desk.held(first)).toMatch(/Deleted|absent/)
  })

  it('that is not in our journal is held by its identifier', async () => {
    const patient = ['--patient', desk.patientFile('active-linked')]
    const {answer} = await remove('2.25.989898', patient)
    expect(answer.error?.code).toBe('DMP_DOCUMENT_NOT_FOUND')
    const holds = (await desk.json(['batch', 'hold', 'list'])).answer.data.holds
    expect(holds).toContainEqual(expect.objectContaining({kind: 'document_id', value: '2.25.989898'}))
  })
})
