import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {level1Cda, newOid} from '../../scripts/demo/ready-cda.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

interface Replacing {
  readonly patient?: string
  readonly file?: string
  readonly more?: readonly string[]
}

const replace = (
  target: string,
  {patient = 'active-linked', file = desk.newText(), more = []}: Replacing = {},
) =>
  desk.json([
    ...['document', 'replace', target, '--file', file, '--patient', desk.patientFile(patient)],
    ...['--type', '11488-4', '--date', '2026-03-03T10:00:00+01:00', ...more],
  ])

/** Replaces and answers the new uniqueId; anything but acceptance fails. */
async function replaced(target: string, options: Replacing = {}): Promise<string> {
  const {answer} = await replace(target, options)
  if (answer.data?.documents?.[0]?.state !== 'accepted') throw new Error(JSON.stringify(answer, null, 1))
  return answer.data.documents[0].uniqueId
}

const historyOf = async (uniqueId: string) => (await desk.json(['document', 'history', uniqueId])).answer.data

describe('document replace', () => {
  it('makes a chain whose versions the registry and the history tell apart', async () => {
    const first = await desk.accepted(desk.newText())
    const second = await replaced(first)
    const third = await replaced(second)
    expect(await Promise.all([first, second, third].map((id) => desk.held(id)))).toEqual([
      'Deprecated',
      'Deprecated',
      'Approved',
    ])
    for (const id of [first, second, third]) {
      const {versions} = await historyOf(id)
      expect(
        versions.map((one: {uniqueId: string; versionNumber: number; registryStatus: string}) => [
          one.uniqueId,
          one.versionNumber,
          one.registryStatus,
        ]),
      ).toEqual([
        [first, 1, 'deprecated'],
        [second, 2, 'deprecated'],
        [third, 3, 'approved'],
      ])
    }
    const {stdout} = await desk.text(['document', 'history', first])
    for (const id of [first, second, third]) expect(stdout).toContain(id)
  })

  it('refuses a version that is no longer the current one, and shows the chain', async () => {
    const first = await desk.accepted(desk.newText())
    const second = await replaced(first)
    const before = (await desk.sandbox.inspect()).length
    const {answer} = await replace(first)
    expect(answer).toMatchObject({
      exitCode: 5,
      error: {code: 'DMP_REPLACEMENT_REFUSED', details: {reason: 'not-current'}},
    })
    const chain = answer.error?.details['chain'] as {uniqueId: string}[]
    expect(chain.map(({uniqueId}) => uniqueId)).toEqual([first, second])
    expect(answer.error?.message).toContain(second)
    expect((await desk.sandbox.inspect()).length).toBe(before)
  })

  it('refuses a target that belongs to another INS', async () => {
    const first = await desk.accepted(desk.newText())
    const {answer} = await replace(first, {patient: 'active-linked-2'})
    expect(answer.error).toMatchObject({code: 'DMP_REPLACEMENT_REFUSED', details: {reason: 'other-patient'}})
    expect(await desk.held(first)).toBe('Approved')
  })

  it('refuses the same content with the same visibility', async () => {
    const file = desk.newText()
    const first = await desk.accepted(file)
    const {answer} = await replace(first, {file})
    expect(answer.error).toMatchObject({code: 'DMP_REPLACEMENT_REFUSED', details: {reason: 'unchanged'}})
  })

  it('refuses a target that was deleted', async () => {
    const first = await desk.accepted(desk.newText())
    const words = ['--reason', 'mistake', '--yes', '--confirm', first]
    expect((await desk.json(['document', 'delete', first, ...words])).code).toBe(0)
    const {answer} = await replace(first)
    expect(answer.error).toMatchObject({code: 'DMP_REPLACEMENT_REFUSED', details: {reason: 'deleted'}})
  })

  it('finds the target by what the hospital knows of it', async () => {
    await desk.accepted(desk.newText(), {more: ['--source-id', 'DOC-17']})
    const words = ['document', 'replace', '--replaces-source-id', 'DOC-17', '--file', desk.newText()]
    const {answer} = await desk.json([
      ...words,
      '--patient',
      desk.patientFile('active-linked'),
      '--type',
      '11488-4',
      '--date',
      '2026-03-03',
    ])
    expect(answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
  })

  it('takes a ready-made CDA only when it announces the replacement itself', async () => {
    const {uniqueId, text} = level1Cda(desk.patient('active-linked'), 'Consultation', 'Version 1')
    const words = ['--identity-status', 'QUAL']
    await desk.json(['document', 'submit', desk.write('v1.xml', text), ...words, '--visible'])
    const next = newOid()
    const second = text
      .replace(`<id root="${uniqueId}"/>`, `<id root="${next}"/>`)
      .replace('versionNumber value="1"', 'versionNumber value="2"')
    const silent = await desk.json([
      'document',
      'replace',
      uniqueId,
      '--file',
      desk.write('v2-silent.xml', second),
      ...words,
    ])
    expect(silent.answer.error).toMatchObject({
      code: 'DMP_REPLACEMENT_REFUSED',
      details: {reason: 'not-announced'},
    })
    const related = `<relatedDocument typeCode="RPLC"><parentDocument><id root="${uniqueId}"/></parentDocument></relatedDocument>\n<componentOf>`
    const announced = desk.write('v2.xml', second.replace('<componentOf>', related))
    const good = await desk.json(['document', 'replace', uniqueId, '--file', announced, ...words])
    expect(good.answer.data?.documents?.[0]).toMatchObject({state: 'accepted', uniqueId: next})
    expect([await desk.held(uniqueId), await desk.held(next)]).toEqual(['Deprecated', 'Approved'])
  })

  it('settles an unknown outcome by the same command, the chain kept', async () => {
    const first = await desk.accepted(desk.newText())
    const file = desk.newText()
    await desk.sandbox.control('cut-after-commit,times=1,service=repository')
    const unknown = await replace(first, {file})
    expect(unknown.answer.exitCode).toBe(9)
    const settled = await replace(first, {file})
    expect(settled.answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    const {versions} = await historyOf(first)
    expect(versions.map((one: {registryStatus: string}) => one.registryStatus)).toEqual([
      'deprecated',
      'approved',
    ])
  })
})

describe('a patient whose INS changed', () => {
  const former = '160019999901465'
  const words = ['--type', '11488-4', '--date', '2026-03-02T10:15:00+01:00', '--visible']
  let changed: Desk
  let target = ''
  beforeAll(async () => {
    changed = await openDesk({insChange: 'pending'})
    const patient = changed.patientFile('changed-ins', {ins: former})
    const {answer} = await changed.json([
      'document',
      'submit',
      changed.newText(),
      '--patient',
      patient,
      ...words,
    ])
    target = answer.data.documents[0].uniqueId
    await changed.sandbox.restart({insChange: 'done'})
  })
  afterAll(() => changed.sandbox.remove())

  const replaceNow = (...more: string[]) => {
    const patient = changed.patientFile('changed-ins')
    const file = changed.newText()
    return changed.json([
      'document',
      'replace',
      target,
      '--file',
      file,
      '--patient',
      patient,
      ...words,
      ...more,
    ])
  }

  it('has nothing replaced under the current INS while nothing ties it to the former', async () => {
    const {answer} = await replaceNow()
    expect(answer).toMatchObject({
      ok: false,
      exitCode: 5,
      error: {code: 'DMP_REPLACEMENT_REFUSED', details: {reason: 'other-patient'}},
    })
    expect(await changed.held(target)).toBe('Approved')
  })

  it('has a document replaced under the current INS where the identities file ties both', async () => {
    const {matricule, oid} = changed.patient('changed-ins')
    const line = JSON.stringify({ins: matricule, oid, ins_history: [former]})
    const {answer} = await replaceNow('--identities', changed.write('identities.ndjson', `${line}\n`))
    expect(answer.data?.documents?.[0]).toMatchObject({state: 'accepted', action: 'replace'})
    expect(await changed.held(target)).toBe('Deprecated')
  })
})

describe('the visibility of a replacement', () => {
  it('is inherited when nothing is said', async () => {
    const first = await desk.accepted(desk.newText(), {visibility: ['--hide-from-professionals']})
    await replaced(first)
    const {versions} = await historyOf(first)
    expect(
      versions.map(
        (one: {visibility: {hiddenFromProfessionals: boolean}}) => one.visibility.hiddenFromProfessionals,
      ),
    ).toEqual([true, true])
  })

  it('weakens only with --reveal and hides only with --conceal', async () => {
    const hidden = await desk.accepted(desk.newText(), {visibility: ['--hide-from-patient']})
    const weaker = await replace(hidden, {more: ['--visible']})
    expect(weaker.answer.error).toMatchObject({
      code: 'DMP_VISIBILITY_FORBIDDEN',
      details: {reason: 'needs-reveal'},
    })
    const shown = await replaced(hidden, {more: ['--visible', '--reveal']})
    const stronger = await replace(shown, {more: ['--hide-from-patient']})
    expect(stronger.answer.error).toMatchObject({
      code: 'DMP_VISIBILITY_FORBIDDEN',
      details: {reason: 'needs-conceal'},
    })
    await replaced(shown, {more: ['--hide-from-patient', '--conceal']})
  })

  it('must be stated for a document that the journal does not know', async () => {
    const {answer} = await replace('2.25.424242')
    expect(answer.ok).toBe(false)
    expect(answer.error?.code).toMatch(/DMP_VISIBILITY_NOT_STATED|DMP_DOCUMENT_NOT_FOUND/)
  })
})
