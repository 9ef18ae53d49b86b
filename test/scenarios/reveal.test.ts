import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {level1Cda} from '../../scripts/demo/ready-cda.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const historyOf = async (uniqueId: string) => (await desk.json(['document', 'history', uniqueId])).answer.data

describe('document reveal', () => {
  it('asks, then sends the same content made visible, as a new version', async () => {
    const hidden = await desk.accepted(desk.newText(), {visibility: ['--hide-from-patient']})
    const silent = await desk.json(['document', 'reveal', hidden])
    expect(silent.answer).toMatchObject({exitCode: 2, error: {code: 'DMP_CONFIRMATION_NEEDED'}})
    expect(await desk.held(hidden)).toBe('Approved')
    const {answer} = await desk.json(['document', 'reveal', hidden, '--yes', '--confirm', hidden])
    expect(answer.data?.documents?.[0]).toMatchObject({state: 'accepted'})
    expect(await desk.held(hidden)).toBe('Deprecated')
    const {versions} = await historyOf(hidden)
    expect(versions.at(-1)).toMatchObject({versionNumber: 2, visibility: {hiddenFromPatient: false}})
    const again = await desk.json(['document', 'reveal', hidden, '--yes', '--confirm', hidden])
    expect(again.answer.error).toMatchObject({code: 'DMP_REPLACEMENT_REFUSED'})
  })

  it('refuses what is visible already', async () => {
    const seen = await desk.accepted(desk.newText())
    const {answer} = await desk.json(['document', 'reveal', seen, '--yes', '--confirm', seen])
    expect(answer.error).toMatchObject({
      code: 'DMP_REPLACEMENT_REFUSED',
      details: {reason: 'already-visible'},
    })
  })

  it('is listed by pending-reveal as long as it waits', async () => {
    const hidden = await desk.accepted(desk.newText(), {visibility: ['--hide-from-patient']})
    const ids = async (...words: string[]) =>
      (await desk.json(['document', 'pending-reveal', ...words])).answer.data.documents.map(
        (one: {uniqueId: string}) => one.uniqueId,
      )
    expect(await ids()).toContain(hidden)
    expect(await ids('--older-than', '15d')).not.toContain(hidden)
    await desk.json(['document', 'reveal', hidden, '--yes', '--confirm', hidden])
    expect(await ids()).not.toContain(hidden)
  })
})

describe('document locate', () => {
  it('finds what is held, by uniqueId or by the CDA itself, and says when nothing is', async () => {
    const {uniqueId, text} = level1Cda(desk.patient('active-linked'), 'Consultation', 'À retrouver')
    const file = desk.write('locate.xml', text)
    await desk.json(['document', 'submit', file, '--identity-status', 'QUAL', '--visible'])
    const [held] = (await desk.sandbox.inspect()).filter((one) => one.uniqueId === uniqueId)
    for (const words of [[uniqueId], ['--cda', file]]) {
      const {answer} = await desk.json(['document', 'locate', ...words])
      expect(answer.data).toMatchObject({uniqueId, found: true, ours: true, entryUuids: [held?.entryUuid]})
    }
    const absent = await desk.json([
      'document',
      'locate',
      '2.25.4242',
      '--patient',
      desk.patientFile('active-linked'),
    ])
    expect(absent.answer.data).toMatchObject({found: false, ours: false, entryUuids: []})
  })
})
