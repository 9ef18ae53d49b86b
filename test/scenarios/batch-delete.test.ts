import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {openFastDesk, PATIENTS, planned, standing, submitted} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk.sandbox.remove())

const remove = (words: readonly string[], count: number, ...more: string[]) =>
  desk.json([
    'batch',
    'delete',
    ...words,
    '--reason',
    'mistake',
    '--yes',
    '--confirm',
    String(count),
    ...more,
  ])

async function idsOf(run: string): Promise<string[]> {
  const items = await desk.items()
  return items.filter(({batchId}) => batchId === run).map(({documentUniqueId}) => documentUniqueId)
}

describe('batch delete of a list', () => {
  it('deletes the uniqueIds of a text file, each once, and says what the other lines are', async () => {
    const before = await standing(desk)
    const run = await submitted(desk, 'text', 3)
    const [first = '', second = '', third = ''] = await idsOf(run)
    const list = desk.write('list.txt', `${first}\n\n${second}\n${first}\nnot-an-id\n2.25.424242\n`)
    const {answer, code} = await remove([list], 2)
    expectValid(answer)
    expect(code).toBe(8)
    expect(answer.data).toMatchObject({
      kind: 'delete',
      run: null,
      plan: {read: 5, ready: 2, rejected: 2, excluded: 1},
      account: {planned: 2, accepted: 2},
    })
    expect(answer.data.reasons.map(({reason}: {reason: string}) => reason).sort()).toEqual([
      'list-no-patient',
      'list-twice',
      'list-unnamed',
    ])
    expect(await desk.held(third)).toBe('Approved')
    expect(await standing(desk)).toBe(before + 1)
    const {answer: again} = await remove([list], 0)
    expect(again.data).toMatchObject({batches: [], plan: {ready: 0}})
  })

  it('finds documents by the local number in a CSV, whatever its delimiter and encoding', async () => {
    const before = await standing(desk)
    await submitted(desk, 'csv', 3)
    const csv = `\uFEFFN°;SOURCE_ID;Remarque\r\n1;"csv-0";à ôter\r\n2;csv-2;"deux\r\nlignes"\r\n3;csv-77;\r\n`
    const list = desk.write('list.csv', Buffer.from(csv, 'utf16le'))
    const shown = await desk.text(['batch', 'delete', list, '--reason', 'mistake', '--dry-run'])
    expect(shown.stdout).toContain('csv-0')
    expect(shown.stdout).toContain('numéro local inconnu')
    expect(await standing(desk)).toBe(before + 3)
    const {answer} = await remove([list], 2)
    expect(answer.data).toMatchObject({plan: {ready: 2, rejected: 1}, account: {accepted: 2}})
    expect(await standing(desk)).toBe(before + 1)
  })

  it('takes our own report of a run', async () => {
    const before = await standing(desk)
    const run = await submitted(desk, 'report', 4)
    const folder = desk.write('reports/keep.txt', '').replace(/\/keep\.txt$/, '')
    const report = await desk.json(['batch', 'report', run, '--out', folder, '--format', 'csv'])
    expect(report.answer.error).toBeNull()
    const csv = report.answer.data.files.find((file: string) => /documents.*\.csv$|\.csv$/.test(file))
    const {answer} = await remove([csv], 4)
    expect(answer.data).toMatchObject({account: {accepted: 4}})
    expect(await standing(desk)).toBe(before)
  })

  it('deletes what is not in the journal when the INS of its patient is given, and never under another', async () => {
    const stranger = await openStranger()
    const {matricule} = desk.patient('active-linked')
    const {matricule: other} = desk.patient('active-linked-2')
    const oid = '1.2.250.1.213.1.4.10'
    const wrong = desk.write('wrong.csv', `unique_id;ins;ins_oid\n${stranger};${other};${oid}\n`)
    const refused = await remove([wrong], 1, '--wait', '5s')
    expect(refused.code).toBe(8)
    expect(refused.answer.data.account).toMatchObject({accepted: 0, refused: 1})
    expect(await desk.held(stranger)).toBe('Approved')
    const right = desk.write(
      'right.csv',
      `unique_id;ins;ins_oid;ipp\n${stranger};${matricule};${oid};IPP-9\n`,
    )
    const {answer, code} = await remove([right], 1)
    expect(code).toBe(0)
    expect(answer.data.account).toMatchObject({accepted: 1})
    expect(await desk.held(stranger)).toMatch(/Deleted|absent/)
    const receipt = readFileSync(answer.data.receipt.json, 'utf8')
    expect(receipt).toContain('IPP-9')
    expect(receipt).not.toContain(matricule)
  })

  it('keeps a version that a document outside the list replaced', async () => {
    const run = await submitted(desk, 'old', 1)
    const [uniqueId = ''] = await idsOf(run)
    const replacement = await desk.json([
      ...['document', 'replace', uniqueId, '--file', desk.newText(), '--type', '11488-4'],
      ...['--date', '2026-03-03', '--patient', desk.patientFile('active-linked', {ipp: 'IPP-active-linked'})],
    ])
    const newer = replacement.answer.data.documents[0].uniqueId
    const list = desk.write('old.txt', `${uniqueId}\n`)
    const kept = await remove([list], 0)
    expect(kept.answer.data).toMatchObject({plan: {ready: 0, held: 1}, kept: [{reason: 'list-replaced'}]})
    // Oldest first in the list: deleted newest first all the same, without waiting for each other.
    const both = desk.write('both.txt', `${uniqueId}\n${newer}\n`)
    const {answer} = await remove([both], 2, '--wait', '1s')
    expect(answer.data.account).toMatchObject({accepted: 2})
    for (const id of [uniqueId, newer]) expect(await desk.held(id)).toMatch(/Deleted|absent/)
  })

  it('withdraws what is planned and has not left, and asks the DMP nothing', async () => {
    const run = await planned(desk, 'unsent', 3)
    const [first = '', second = ''] = await idsOf(run)
    const {calls} = await desk.sandbox.counters()
    const list = desk.write('unsent.txt', `${first}\n${second}\n`)
    const {answer, code} = await remove([list], 0)
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({
      plan: {read: 2, excluded: 2, held: 0},
      reasons: [{reason: 'undo-withdraw', count: 2}],
    })
    expect((await desk.sandbox.counters()).calls).toBe(calls)
    const sent = await desk.json(['batch', 'submit', run])
    expect(sent.answer.data.account).toMatchObject({accepted: 1, refused: 2})
    expect(sent.answer.data.causes).toEqual([{state: 'refused', code: 'DMP_WITHDRAWN', count: 2}])
  })

  it('asks for a list or a patient, and for a file that is a list', async () => {
    expect((await desk.json(['batch', 'delete', '--reason', 'x'])).answer.error?.code).toBe(
      'DMP_MISSING_VALUE',
    )
    const list = desk.write('nothing.csv', 'name;colour\na;b\n')
    const {answer} = await desk.json(['batch', 'delete', list, '--reason', 'x'])
    expect(answer.error).toMatchObject({code: 'DMP_MANIFEST_UNREADABLE'})
    expect(answer.error?.message).toMatch(/ne nomme aucun document/)
  })

  /** A document that another installation sent. */
  async function openStranger(): Promise<string> {
    const state = desk.write('elsewhere/keep.txt', '').replace(/\/keep\.txt$/, '')
    return desk.accepted(desk.newText(), {run: {env: {DMP_STATE_DIR: state}}})
  }
})

describe('batch delete of a patient', () => {
  it('deletes what was fed for an IPP, within the limits asked for', async () => {
    const ipp = desk.write('ipp.txt', `IPP-${PATIENTS[1]}\n`)
    const words = ['--patient', `@${ipp}`]
    const shown = await desk.json(['batch', 'delete', ...words, '--reason', 'x', '--dry-run'])
    const {read, ready} = shown.answer.data.plan
    const before = await standing(desk)
    await submitted(desk, 'patient', 8)
    const none = await desk.json([
      'batch',
      'delete',
      ...words,
      '--reason',
      'x',
      '--type',
      '34133-9',
      '--dry-run',
    ])
    expect(none.answer.data.plan).toMatchObject({read: read + 2, ready: 0, excluded: read + 2})
    const {answer, code} = await remove(words, ready + 2)
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({
      plan: {read: read + 2, ready: ready + 2},
      account: {accepted: ready + 2},
    })
    expect(await standing(desk)).toBe(before + 6 - ready)
  })

  it('withdraws what waits to leave whatever the days asked for, so that nothing of a wrong patient goes out', async () => {
    const run = await planned(desk, 'waiting', 4)
    const words = ['batch', 'delete', '--patient', `IPP-${PATIENTS[0]}`, '--since', '2031-01-01']
    const shown = await desk.json([...words, '--type', '34133-9', '--reason', 'x', '--dry-run'])
    expect(shown.answer.data.reasons.map(({reason}: {reason: string}) => reason)).not.toContain(
      'undo-withdraw',
    )
    const act = ['--type', '34133-9', '--reason', 'wrong-patient', '--yes', '--confirm', '0']
    const {answer, code} = await desk.json([...words, ...act])
    expect(code).toBe(0)
    expect(answer.data.reasons).toContainEqual(expect.objectContaining({reason: 'undo-withdraw', count: 1}))
    const sent = await desk.json(['batch', 'submit', run])
    expect(sent.answer.data.account).toMatchObject({accepted: 3, refused: 1})
  })

  it('finds nothing for an IPP that nobody was fed under', async () => {
    const {answer, code} = await remove(['--patient', 'IPP-NOBODY'], 0)
    expect(code).toBe(10)
    expect(answer.data).toMatchObject({
      plan: {read: 1, held: 1},
      batches: [],
      kept: [{ipp: 'IPP-NOBODY', reason: 'list-ipp-unknown'}],
    })
  })

  it('names the same number with other zeros, and deletes nothing under it', async () => {
    const who = desk.patientFile('active-linked', {ipp: '0000004'})
    const words = ['--patient', who, '--type', '11488-4', '--date', '2026-03-02', '--visible']
    expect((await desk.json(['document', 'submit', desk.newText(), ...words])).code).toBe(0)
    const before = await standing(desk)
    const {answer, code} = await remove(['--patient', '4'], 0)
    expect(code).toBe(10)
    expect(answer.data.kept).toMatchObject([{ipp: '0000004', reason: 'list-ipp-near'}])
    expect(await standing(desk)).toBe(before)
  })
})
