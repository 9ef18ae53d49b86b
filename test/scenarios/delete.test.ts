import {readFileSync, statSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const remove = (uniqueId: string, reason = 'mistake', ...more: string[]) =>
  desk.json(['document', 'delete', uniqueId, '--reason', reason, '--yes', '--confirm', uniqueId, ...more])

describe('document delete', () => {
  it('shows the four prerequisites, deletes, checks, and writes a receipt', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const {answer, code} = await remove(uniqueId)
    expect(answer.error).toBeNull()
    expect(code).toBe(0)
    expect(answer.data.checklist.map(({id, state}: {id: string; state: string}) => [id, state])).toEqual([
      ['ins', 'ok'],
      ['dmp-active', 'ok'],
      ['authorisation', 'not-required'],
      ['entry', 'ok'],
    ])
    expect(answer.data.deleted).toHaveLength(1)
    expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    const receipt = JSON.parse(readFileSync(answer.data.receipt, 'utf8'))
    expect(statSync(answer.data.receipt).mode & 0o077).toBe(0)
    expect(receipt).toMatchObject({
      uniqueId,
      reason: 'mistake',
      deleted: [{uniqueId, exposureSeconds: expect.any(Number)}],
    })
    const {matricule, birthName} = desk.patient('active-linked')
    for (const secret of [matricule, birthName, 'Compte rendu'])
      expect(JSON.stringify(receipt)).not.toContain(secret)
  })

  it('deletes nothing without confirmation, nor with a wrong one', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const words = ['document', 'delete', uniqueId, '--reason', 'mistake']
    for (const more of [[], ['--yes'], ['--yes', '--confirm', '2.25.1']]) {
      const {answer} = await desk.json([...words, ...more])
      expect(answer).toMatchObject({exitCode: 2, error: {code: 'DMP_CONFIRMATION_NEEDED'}})
    }
    expect(await desk.held(uniqueId)).toBe('Approved')
  })

  it('with --dry-run shows the checklist and deletes nothing', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    const {answer} = await desk.json(['document', 'delete', uniqueId, '--reason', 'mistake', '--dry-run'])
    expect(answer.data).toMatchObject({dryRun: true, deleted: []})
    expect(answer.data.checklist).toHaveLength(4)
    expect(await desk.held(uniqueId)).toBe('Approved')
  })

  it('explains that a document is already deleted', async () => {
    const uniqueId = await desk.accepted(desk.newText())
    await remove(uniqueId)
    const {answer} = await remove(uniqueId)
    expect(answer).toMatchObject({
      exitCode: 6,
      error: {code: 'DMP_DELETION_IMPOSSIBLE', details: {reason: 'already-deleted'}},
    })
  })

  it('needs the patient of a document that is not ours, then says that it is not there', async () => {
    const bare = await remove('2.25.4242')
    expect(bare.answer.ok).toBe(false)
    expect(bare.answer.error?.code).toBe('DMP_MISSING_VALUE')
    const named = await remove('2.25.4242', 'mistake', '--patient', desk.patientFile('active-linked'))
    expect(named.answer).toMatchObject({exitCode: 6, error: {code: 'DMP_DOCUMENT_NOT_FOUND'}})
  })

  it('explains that nothing can be deleted in a closed DMP', async () => {
    const {answer} = await remove('2.25.4242', 'mistake', '--patient', desk.patientFile('closed-by-patient'))
    expect(answer).toMatchObject({
      exitCode: 6,
      error: {code: 'DMP_DELETION_IMPOSSIBLE', details: {reason: 'closed'}},
    })
  })

  it('lets a deleted document be sent again, as a new one', async () => {
    const file = desk.newText()
    const first = await desk.accepted(file)
    await remove(first)
    const second = await desk.accepted(file)
    expect(second).not.toBe(first)
    expect(await desk.held(second)).toBe('Approved')
  })

  it.each([
    ['after the commit', 'cut-after-commit', true],
    ['before the commit', 'cut-before-commit', false],
  ])('settles an answer lost %s by looking', async (_, knob, kept) => {
    const uniqueId = await desk.accepted(desk.newText())
    // This seed spares the first call of the registry, which looks the entry up, and strikes the deletion.
    const armed = `${knob},times=1,rate=0.5,seed=1,service=registry`
    await desk.sandbox.control(armed)
    const {answer, code} = await remove(uniqueId)
    expect(await desk.sandbox.armed()).toEqual([])
    if (kept) {
      expect(answer.error).toBeNull()
      expect(code).toBe(0)
      expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    } else {
      expect(answer.ok).toBe(false)
      expect(await desk.held(uniqueId)).toBe('Approved')
      expect((await remove(uniqueId)).code).toBe(0)
      expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    }
    const history = (await desk.json(['document', 'history', uniqueId])).answer.data
    expect(history.versions[0].registryStatus).toBe('deleted')
  })
})

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
    const {answer} = await remove(second, 'wrong-patient')
    expect(answer.error).toBeNull()
    expect(answer.data.deleted.map((one: {uniqueId: string}) => one.uniqueId).toSorted()).toEqual(
      [first, second].toSorted(),
    )
    expect(answer.data.holds).toBeGreaterThan(0)
    expect(answer.data.others.map((one: {uniqueId: string}) => one.uniqueId)).toEqual([other])
    for (const id of [first, second]) expect(await desk.held(id)).toMatch(/Deleted|absent/)
    for (const again of [file, corrected]) {
      const held = await desk.submit(again, {patient: 'active-linked-4', more: ['--again']})
      expect(held.answer.error?.code).toBe('DMP_HELD')
    }
    const sameNumber = await desk.submit(desk.newText(), {patient, more: ['--source-id', 'DOC-WRONG']})
    expect(sameNumber.answer.error?.code).toBe('DMP_HELD')
    const {stdout} = await desk.text(['document', 'history', first])
    expect(stdout).toContain(second)
  })
})

describe('patient status', () => {
  it.each([
    ['active-linked', 'active', 0],
    ['active-linked-2', 'active', 0],
    ['active-linked-3', 'active', 0],
    ['active-linked-4', 'active', 0],
    ['active-unlinked', 'active-without-ens', 0],
    ['closed-by-patient', 'closed', 10],
    ['closed-after-death', 'closed', 10],
    ['none', 'none', 10],
    ['homonym-1', 'active', 0],
    ['homonym-2', 'active', 0],
    ['minor', 'active', 0],
    ['coming-of-age', 'active', 0],
    ['changed-ins', 'active', 0],
    ['blocks-establishment', 'active', 0],
    ['wrong-traits', 'active', 0],
  ])('of %s is %s', async (key, verdict, exit) => {
    const {answer, code} = await desk.json(['patient', 'status', '--patient', desk.patientFile(key)])
    expect(answer.error).toBeNull()
    expect(answer.data).toMatchObject({verdict, feedable: verdict.startsWith('active')})
    expect(code).toBe(exit)
    expect(JSON.stringify(answer)).not.toContain(desk.patient(key).matricule)
  })

  it('gives reason and date of a closure', async () => {
    const {answer} = await desk.json([
      'patient',
      'status',
      '--patient',
      desk.patientFile('closed-after-death'),
    ])
    expect(answer.data.closure.reason).toBe('FERMETURE_DECES_PATIENT')
    expect(answer.data.closure.date).toMatch(/^2024-?06-?20/)
  })

  it('names the traits that differ and shows their values only when asked', async () => {
    const ours = {birth_name: 'DISCORDANTE', birth_date: '19680530'}
    const words = ['patient', 'status', '--patient', desk.patientFile('wrong-traits', ours)]
    const masked = await desk.json(words)
    expect(masked.answer.data.differences.map(({trait}: {trait: string}) => trait)).toEqual(
      expect.arrayContaining(['birthName', 'birthDate']),
    )
    expect(masked.code).toBe(10)
    expect(masked.answer.data.feedable).toBe(true)
    expect(masked.stdout).not.toMatch(/DISCORDANT/)
    const shown = await desk.json([...words, '--show-traits'])
    expect(shown.stdout).toContain('DISCORDANTE')
  })

  it('says on the screen who must call whom', async () => {
    const env = {DMP_CONTACTS_PATIENT_SUPPORT: '01 99 00 00 01', DMP_CONTACTS_DMP_SUPPORT: '01 99 00 00 02'}
    const {stdout, code} = await desk.text(
      ['patient', 'status', '--patient', desk.patientFile('closed-by-patient')],
      {env},
    )
    expect(code).toBe(10)
    expect(stdout).toMatch(/01 99 00 00 0[12]/)
  })
})
