import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {level1Cda, newOid} from '../../scripts/demo/ready-cda.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const ready = ['--identity-status', 'QUAL', '--visible']
let count = 0
const cda = (rewrite: (text: string) => string = (text) => text) => {
  count += 1
  const {uniqueId, text} = level1Cda(desk.patient('active-linked'), 'Consultation', `Accord ${count}`)
  return {uniqueId, text, file: desk.write(`agreement-${count}.xml`, rewrite(text))}
}

/** Submits and expects a refusal before any call, with these findings. */
async function refused(args: readonly string[], findings: readonly object[]): Promise<void> {
  const before = await desk.sandbox.counters()
  const {answer} = await desk.json(['document', 'submit', ...args])
  expect(answer).toMatchObject({ok: false, exitCode: 5, error: {code: 'DMP_DOCUMENT_INVALID'}})
  expect(answer.error?.details['findings']).toEqual(
    expect.arrayContaining(findings.map((one) => expect.objectContaining(one))),
  )
  expect((await desk.sandbox.counters()).calls).toBe(before.calls)
}

describe('sources of identity that disagree', () => {
  it('refuses an INS that is not the one of the CDA header', async () => {
    const other = desk.write('other.ins', desk.patient('active-linked-2').matricule)
    await refused([cda().file, ...ready, '--ins', `@${other}`], [{rule: 'INS-DISAGREES'}])
  })

  it('refuses an INS that is not the one of the patient file', async () => {
    const other = desk.patient('active-linked-2').matricule
    await refused(desk.submitArgs(desk.newText(), {more: ['--ins', other]}).slice(2), [
      {rule: 'INS-DISAGREES'},
    ])
  })

  it('refuses a patient file, and a line, of somebody else than the CDA header', async () => {
    const {file} = cda()
    await refused(
      [file, ...ready, '--patient', desk.patientFile('active-linked-2')],
      [{rule: 'INS-DISAGREES'}],
    )
    const {ins, ins_oid, identity_status} = desk.row('-', 'active-linked-2')
    const manifest = desk.manifest('.', [{file: file.split('/').at(-1), ins, ins_oid, identity_status}])
    const {answer} = await desk.json(['document', 'submit', '--manifest', manifest, '--visible'])
    expect(answer.data.documents[0]).toMatchObject({state: 'invalid', findings: [{rule: 'INS-DISAGREES'}]})
  })

  it('takes the same INS stated twice', async () => {
    const {matricule} = desk.patient('active-linked')
    const {answer} = await desk.json(['document', 'submit', cda().file, ...ready, '--ins', matricule])
    expect(answer.data.documents[0].state).toBe('accepted')
  })
})

describe('what is stated beside a ready-made CDA', () => {
  it.each([
    ['type_code', ['--type', '11502-2']],
    ['title', ['--title', 'Un autre titre']],
    ['document_date', ['--date', '2026-03-03']],
    ['document_date', ['--date', '2026-03-02T10:16:00+01:00']],
    ['service_start', ['--service-start', '2026-03-01']],
    ['author', ['--author-family', 'AUTRE', '--author-id', '899700000005']],
    ['facility_code', ['--facility', 'SA05']],
    ['birth_date', []],
  ])('is refused when the header says otherwise: %s', async (field, words) => {
    const patient = desk.patientFile(
      'active-linked',
      field === 'birth_date' ? {birth_date: '1960-01-02'} : {},
    )
    await refused(
      [cda().file, ...ready, '--patient', patient, ...words],
      [{rule: 'CDA-STATED-OTHERWISE', params: {field}}],
    )
  })

  it('goes with it when the header says the same', async () => {
    const words = ['--type', '11488-4', '--title', 'Consultation', '--date', '2026-03-02T09:15:00Z']
    const more = ['--service-start', '2026-03-02', '--author-family', 'Fictif', '--author-id', '899700000005']
    const {answer} = await desk.json(['document', 'submit', cda().file, ...ready, ...words, ...more])
    expect(answer.error).toBeNull()
    expect(answer.data.documents[0].state).toBe('accepted')
  })

  it('refuses a CDA that announces a replacement, and tells the command for it', async () => {
    const target = newOid()
    const related = `<relatedDocument typeCode="RPLC"><parentDocument><id root="${target}"/></parentDocument></relatedDocument>\n<componentOf>`
    const {file} = cda((text) =>
      text.replace('versionNumber value="1"', 'versionNumber value="2"').replace('<componentOf>', related),
    )
    await refused([file, ...ready], [{rule: 'CDA-IS-REPLACEMENT', params: {uniqueId: target}}])
    const {code} = await desk.json(['document', 'validate', file])
    expect(code).toBe(0)
  })

  it('refuses a CDA whose author is of another establishment, naming the place and the setting', async () => {
    const {file} = cda((text) => text.replaceAll('10B0000014', '10B0000999'))
    const wrong = {rule: 'STRUCTURE-MISMATCH', severity: 'error'}
    for (const more of [[], ['--dry-run']])
      await refused(
        [file, ...ready, ...more],
        [
          {
            ...wrong,
            params: {
              place: 'entry-institution',
              found: '10B0000999',
              expected: '10B0000014',
              setting: 'structure.finessEg',
            },
          },
        ],
      )
  })
})

describe('identifiers', () => {
  it('are read from a file or from standard input', async () => {
    const ipp = desk.write('ipp.txt', 'IPP-7\n')
    const venue = desk.write('venue.txt', 'V-12\n')
    const more = ['--ipp', `@${ipp}`, '--venue', `@${venue}`, '--source-id', '-']
    const columns = {ipp: ''}
    const words = desk.submitArgs(desk.newText(), {more})
    const at = words.indexOf('--patient') + 1
    words[at] = desk.patientFile('active-linked', columns)
    const {answer} = await desk.json(words, {input: 'DOC-44\n'})
    expect(answer.data.documents[0]).toMatchObject({
      state: 'accepted',
      ipp: 'IPP-7',
      venue: 'V-12',
      sourceId: 'DOC-44',
    })
    expect(await desk.items()).toContainEqual(
      expect.objectContaining({ipp: 'IPP-7', venue: 'V-12', sourceId: 'DOC-44'}),
    )
  })

  it('are not read twice from standard input', async () => {
    const {answer} = await desk.submit(desk.newText(), {more: ['--ipp', '-', '--venue', '-']})
    expect(answer).toMatchObject({exitCode: 2, error: {code: 'DMP_MISSING_VALUE'}})
  })
})

describe('a text without a visible character', () => {
  it.each([
    ['spaces and line ends', '   \r\n\t\n \f'],
    ['no-break and zero-width spaces', '\ufeff\u00a0\u200b\u2003\n'],
  ])('is an empty document: %s', async (_, content) => {
    await refused(desk.submitArgs(desk.write('blank.txt', content)).slice(2), [{rule: 'BODY-EMPTY'}])
  })
})

describe('a file name with an escape sequence', () => {
  it('does not reach the terminal as one', async () => {
    const file = desk.write('red\u001b[31m.txt', 'Un texte qui se voit\n')
    for (const more of [['--dry-run'], []]) {
      const {stdout, stderr} = await desk.text(desk.submitArgs(file, {more}))
      expect(stdout + stderr).not.toContain('\u001b')
      expect(stdout + stderr).toContain('\\x1b')
    }
  })
})

describe('document submit --dry-run', () => {
  it('says what the journal knows', async () => {
    const file = desk.newText()
    const uniqueId = await desk.accepted(file)
    const again = await desk.submit(file, {more: ['--dry-run']})
    expect(again.answer.error).toMatchObject({code: 'DMP_ALREADY_SENT', details: {uniqueId}})
    const other = await desk.submit(file, {patient: 'active-linked-2', more: ['--dry-run']})
    expect(other.answer.error?.code).toBe('DMP_SAME_BYTES_OTHER_PATIENT')
  })

  it('sees what is held', async () => {
    const file = desk.newText()
    const uniqueId = await desk.accepted(file, {more: ['--source-id', 'HELD-1']})
    const words = ['--reason', 'wrong-patient', '--yes', '--confirm', uniqueId]
    expect((await desk.json(['document', 'delete', uniqueId, ...words])).code).toBe(0)
    const {answer} = await desk.submit(file, {more: ['--dry-run']})
    expect(answer.error?.code).toBe('DMP_HELD')
  })

  it('creates no journal', async () => {
    const state = join(desk.sandbox.home, 'state-of-nobody')
    const {answer} = await desk.submit(desk.newText(), {
      more: ['--dry-run'],
      run: {env: {DMP_STATE_DIR: state}},
    })
    expect(answer.data?.documents[0].state).toBe('ready')
    expect(existsSync(join(state, 'journals'))).toBe(false)
  })

  it('finds the duplicates inside a manifest', async () => {
    desk.write('dry/a.txt', 'Un même texte\n')
    desk.write('dry/b.txt', 'Un même texte\n')
    const manifest = desk.manifest('dry', [desk.row('a.txt'), desk.row('b.txt')])
    const {answer} = await desk.json(['document', 'submit', '--manifest', manifest, '--visible', '--dry-run'])
    expect(answer.data.counts).toEqual({ready: 1, duplicate: 1})
    expect(answer.data.documents[1].findings[0]).toMatchObject({rule: 'RUN-DUPLICATE', params: {first: '1'}})
  })
})
