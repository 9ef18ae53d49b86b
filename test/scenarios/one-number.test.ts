/** A number names one document: whatever the door, other bytes under it do not go beside the first. */
import {writeFileSync} from 'node:fs'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {carriedCda} from '../support/carried-cda.ts'
import {sampleText} from '../support/sample-bodies.ts'
import {expectValid} from '../support/schemas.ts'
import {openFastDesk, standing, undo} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterEach(() => desk.sandbox.control())
afterAll(() => desk.sandbox.remove())

let texts = 0

const CODE = 'DMP_NUMBER_KNOWN'
const LOST = ['delayed-visibility=held', 'cut-after-commit'].map((knob) => `${knob},service=repository`)

const numbered = (number: string, ...more: string[]) => ({more: ['--source-id', number, ...more]})
const rowsOf = (folder: string, row: Record<string, string>) => desk.manifest(folder, [row])

/** Plans one text under a number and loses its answer: the DMP has it and does not show it. */
async function lost(number: string): Promise<{run: string; file: string}> {
  const file = desk.write(`${number}/first.txt`, sampleText(`first of ${number}`))
  const row = {...desk.row('first.txt'), source_id: number}
  const plan = await desk.json(['batch', 'plan', rowsOf(number, row), '--visible', '--settle', '0'])
  const run = plan.answer.data.batchId
  await desk.sandbox.control(...LOST)
  const env = {DMP_UNKNOWN_RECHECK_AFTER: '5m'}
  const sent = await desk.json(['batch', 'submit', run, '--wait', '1ms'], {env})
  expect(sent.answer.data.account).toMatchObject({unknown: 1})
  await desk.sandbox.control()
  return {run, file}
}

/** Every door by which other bytes may ask for the number; each must refuse. */
async function refusedEverywhere(number: string, standingAs: string): Promise<void> {
  texts += 1
  const folder = `doors-${texts}`
  const file = desk.write(`${folder}/other.txt`, sampleText(folder))
  for (const more of [[], ['--again'], ['--dry-run'], ['--dry-run', '--again']]) {
    const {answer, code} = await desk.submit(file, numbered(number, ...more))
    expect([code, answer.error]).toMatchObject([5, {code: CODE, details: {case: standingAs}}])
  }
  const beside = await desk.submit(file, numbered(` ${number} `, '--again'))
  expect(beside.answer.error).toMatchObject({code: CODE, details: {case: standingAs}})
  const manifest = rowsOf(folder, {...desk.row('other.txt'), source_id: number})
  const listed = await desk.json(['document', 'submit', '--manifest', manifest, '--visible', '--again'])
  expectValid(listed.answer)
  expect(listed.answer.data.documents).toMatchObject([{state: 'held', failure: {code: CODE}}])
  for (const more of [[], ['--again'], ['--deleted-too']]) {
    const plan = await desk.json(['batch', 'plan', manifest, '--visible', '--settle', '0', ...more])
    expect(plan.answer.data).toMatchObject({
      account: {ready: 0, held: 1},
      reasons: [{reason: 'number-known'}],
    })
  }
  const other = await desk.accepted(desk.newText())
  const words = ['--file', file, '--type', '11488-4', '--date', '2026-03-03', '--source-id', number]
  const whose = ['--patient', desk.patientFile('active-linked')]
  for (const more of [[], ['--dry-run']]) {
    const {answer} = await desk.json(['document', 'replace', other, ...words, ...whose, ...more])
    expect(answer.error).toMatchObject({code: CODE, details: {case: standingAs}})
  }
}

describe('other bytes under the number', () => {
  it('of a document sent and not found are refused, and the first goes on as the same lot', async () => {
    const before = await standing(desk)
    const {run, file} = await lost('NG-1')
    const early = await desk.submit(desk.newText(), numbered('NG-1', '--again'))
    expect(early.answer.error).toMatchObject({code: CODE, details: {case: 'waiting'}})
    const undone = await undo(desk, run, 1)
    expect(undone.answer.data).toMatchObject({notFound: 1})
    await refusedEverywhere('NG-1', 'not-found')
    const shown = await desk.text(desk.submitArgs(desk.newText(), numbered('NG-1')))
    for (const words of [/document locate/, /document submit --again/]) expect(shown.stderr).toMatch(words)
    await desk.sandbox.release()
    await desk.submit(file, numbered('NG-1', '--again'))
    const item = (await desk.items({sourceId: 'NG-1'})).filter(({state}) => state !== 'refused')
    expect(item).toMatchObject([{state: 'accepted', batchId: run}])
    // The first one, once, and the document that the doors tried to replace.
    expect(await standing(desk)).toBe(before + 2)
  })

  it('of an accepted document are refused, a new version of it is not', async () => {
    const uniqueId = await desk.accepted(desk.newText(), numbered('NG-2'))
    await refusedEverywhere('NG-2', 'sent')
    const words = [
      '--file',
      desk.newText(),
      '--type',
      '11488-4',
      '--date',
      '2026-03-03',
      '--source-id',
      'NG-2',
    ]
    const whose = ['--patient', desk.patientFile('active-linked')]
    const {answer} = await desk.json(['document', 'replace', uniqueId, ...words, ...whose])
    expect(answer.data.documents).toMatchObject([{state: 'accepted'}])
    const remove = ['--reason', 'mistake', '--yes', '--confirm', answer.data.documents[0].uniqueId]
    await desk.json(['document', 'delete', answer.data.documents[0].uniqueId, ...remove])
    await desk.json(['document', 'delete', uniqueId, '--reason', 'mistake', '--yes', '--confirm', uniqueId])
    await desk.accepted(desk.newText(), numbered('NG-2'))
  })

  it('of a finished CDA are refused while its sending is not settled, even with --again', async () => {
    const cda = (text: string) =>
      carriedCda(71, {}, (xml) => xml.replaceAll('1990000002', '10B0000014') + text)
    const file = desk.write('cda.xml', cda('').bytes)
    const args = ['document', 'submit', file, '--identity-status', 'QUAL', '--visible']
    await desk.sandbox.control(...LOST)
    expect((await desk.json(args, {env: {DMP_UNKNOWN_RECHECK_AFTER: '5m'}})).code).toBe(9)
    await desk.sandbox.control()
    writeFileSync(file, cda('\n').bytes)
    for (const more of [[], ['--again']]) {
      const {answer} = await desk.json([...args, ...more])
      expect(answer.error).toMatchObject({code: CODE, details: {case: 'waiting', number: 'unique-id'}})
    }
  })
})
