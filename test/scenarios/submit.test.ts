import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {level1Cda, level3Cda, newOid} from '../../scripts/demo/ready-cda.ts'
import {pdfA1b, sampleJpeg, samplePdf, sampleRtf, sampleText, sampleTiff} from '../support/sample-bodies.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

describe('document submit', () => {
  it.each([
    ['a PDF that declares PDF/A', 'a.pdf', pdfA1b('kinds')],
    ['a text', 'a.txt', sampleText('kinds')],
    ['an RTF', 'a.rtf', sampleRtf('kinds')],
    ['a JPEG', 'a.jpg', sampleJpeg('kinds')],
    ['a TIFF', 'a.tif', sampleTiff({seed: 'kinds'})],
  ])('has %s accepted without a remark', async (_, name, bytes) => {
    const {answer, code} = await desk.submit(desk.write(name, bytes))
    expect(answer.error).toBeNull()
    expect(code).toBe(0)
    const [document] = answer.data.documents
    expect(document).toMatchObject({state: 'accepted', findings: []})
    const [held] = (await desk.sandbox.inspect()).filter(({uniqueId}) => uniqueId === document.uniqueId)
    expect(held).toMatchObject({status: 'Approved', hash: document.sha1, size: document.size})
  })

  it('has a PDF that declares nothing accepted with a warning', async () => {
    const {answer} = await desk.submit(desk.write('plain.pdf', samplePdf({text: 'plain', seed: 'plain'})))
    expect(answer.data.documents[0]).toMatchObject({
      state: 'accepted',
      findings: [{rule: 'BODY-PDF-NOT-PDFA', severity: 'warning'}],
    })
    const file = desk.write('plain-2.pdf', samplePdf({text: 'plain', seed: 'plain 2'}))
    const {stdout, code} = await desk.text(desk.submitArgs(file))
    expect(code).toBe(0)
    expect(stdout).toContain('BODY-PDF-NOT-PDFA')
  })

  it.each([
    ['level 1', level1Cda],
    ['level 3', level3Cda],
  ])('sends a ready-made CDA of %s byte for byte, under its own identifier', async (level, make) => {
    const {uniqueId, text} = make(desk.patient('active-linked'), 'Consultation', `Texte ${level}`)
    const file = desk.write(`${level.replace(' ', '')}.xml`, text)
    const {answer} = await desk.json(['document', 'submit', file, '--identity-status', 'QUAL', '--visible'])
    expect(answer.error).toBeNull()
    expect(answer.data.documents[0]).toMatchObject({
      state: 'accepted',
      uniqueId,
      size: Buffer.byteLength(text),
    })
    const [held] = (await desk.sandbox.inspect()).filter((one) => one.uniqueId === uniqueId)
    expect(held?.size).toBe(Buffer.byteLength(text))
  })

  it('does not take for its own a CDA whose uniqueId the registry holds with other content', async () => {
    const {uniqueId, text} = level1Cda(desk.patient('active-linked'), 'Consultation', 'Premier contenu')
    const words = ['--identity-status', 'QUAL', '--visible']
    const first = await desk.json(['document', 'submit', desk.write('first.xml', text), ...words])
    expect(first.answer.data.documents[0].state).toBe('accepted')
    const other = desk.write(
      'other.xml',
      text
        .replace('>Consultation<', '>Autre titre<')
        .replace(/setId root="[^"]*"/, `setId root="${newOid()}"`),
    )
    const second = await desk.json(['document', 'submit', other, ...words])
    expect(second.answer).toMatchObject({exitCode: 5, error: {code: 'DMP_NUMBER_KNOWN'}})
    // The word that it may go all the same leaves the judgement to the registry.
    const third = await desk.json(['document', 'submit', other, ...words, '--again'])
    expect(third.answer.error?.code).toBe('DMP_REFUSED')
    expect((await desk.sandbox.inspect()).filter((one) => one.uniqueId === uniqueId)).toHaveLength(1)
  })

  it('says on the screen what became of the document and what its identifier is', async () => {
    const {stdout, code} = await desk.text(desk.submitArgs(desk.newText()))
    expect(code).toBe(0)
    expect(stdout).toMatch(/✔ .*accepté/)
    expect(stdout).toMatch(/uniqueId 2\.25\.\d+\.\d+/)
  })

  it('refuses what was already sent, and sends it once more with --again', async () => {
    const file = desk.newText()
    const uniqueId = await desk.accepted(file)
    const second = await desk.submit(file)
    expect(second.answer).toMatchObject({exitCode: 5, error: {code: 'DMP_ALREADY_SENT', details: {uniqueId}}})
    const third = await desk.submit(file, {more: ['--again']})
    expect(third.answer.data.documents[0].state).toBe('accepted')
    expect(third.answer.data.documents[0].uniqueId).not.toBe(uniqueId)
  })

  it('raises the alarm when the same bytes go to another patient, --again or not', async () => {
    const file = desk.newText()
    await desk.accepted(file)
    for (const more of [[], ['--again']]) {
      const other = await desk.submit(file, {patient: 'active-linked-2', more})
      expect(other.answer).toMatchObject({exitCode: 5, error: {code: 'DMP_SAME_BYTES_OTHER_PATIENT'}})
    }
  })

  it('sends nothing with --dry-run and leaves nothing planned', async () => {
    const before = await desk.sandbox.counters()
    const items = (await desk.items()).length
    const {answer, code} = await desk.submit(desk.newText(), {more: ['--dry-run']})
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({dryRun: true, documents: [{state: 'ready'}]})
    expect((await desk.sandbox.counters()).calls).toBe(before.calls)
    expect(await desk.items()).toHaveLength(items)
  })

  it.each([
    ['a closed DMP', 'closed-by-patient', 'DMP_PATIENT_CLOSED'],
    ['a DMP closed after death', 'closed-after-death', 'DMP_PATIENT_CLOSED'],
    ['a patient without DMP', 'none', 'DMP_PATIENT_NONE'],
  ])('asks for the status first and sends nothing to %s', async (_, patient, code) => {
    const file = desk.newText()
    const {answer} = await desk.submit(file, {patient})
    expect(answer).toMatchObject({ok: false, exitCode: 6, error: {code}})
    expect(answer.error?.suggestions.length).toBeGreaterThan(0)
    expect(await desk.sandbox.inspect()).not.toContainEqual(
      expect.objectContaining({uniqueId: answer.error?.details['uniqueId']}),
    )
    const inBulk = desk.manifest('closed', [{...desk.row('one.txt', patient)}])
    desk.write('closed/one.txt', readFileSync(file))
    const bulk = await desk.json(['document', 'submit', '--manifest', inBulk, '--visible'])
    expect(bulk.answer.data.documents[0]).toMatchObject({state: 'refused', failure: {code: 'DMP_REFUSED'}})
  })

  it('refuses an identity that is not said to be qualified', async () => {
    const file = desk.newText()
    const {identity_status: _, ...columns} = JSON.parse(
      readFileSync(desk.patientFile('active-linked'), 'utf8'),
    )
    const patient = desk.write('unqualified.json', JSON.stringify(columns))
    const words = ['--type', '11488-4', '--date', '2026-03-02', '--visible', '--patient', patient]
    const {answer} = await desk.json(['document', 'submit', file, ...words])
    expect(answer).toMatchObject({exitCode: 5, error: {code: 'DMP_IDENTITY_NOT_QUALIFIED'}})
  })
})

describe('visibility', () => {
  it('must be stated', async () => {
    const {answer, code} = await desk.submit(desk.newText(), {visibility: []})
    expect(code).toBe(2)
    expect(answer.error?.code).toBe('DMP_VISIBILITY_NOT_STATED')
  })

  it.each([
    [
      'hiding from the representatives of an adult',
      'active-linked',
      ['--hide-from-legal-representatives'],
      'adult',
    ],
    [
      'hiding from patient and professionals at once',
      'active-linked',
      ['--hide-from-patient', '--hide-from-professionals'],
      'cumulation',
    ],
    ['visible beside a mask', 'active-linked', ['--visible', '--hide-from-patient'], 'contradiction'],
  ])('refuses %s', async (_, patient, visibility, reason) => {
    const {answer} = await desk.submit(desk.newText(), {patient, visibility})
    expect(answer.error).toMatchObject({code: 'DMP_VISIBILITY_FORBIDDEN', details: {reason}})
  })

  it.each(['minor', 'coming-of-age'])(
    'lets a document of %s be hidden from the representatives',
    async (patient) => {
      const uniqueId = await desk.accepted(desk.newText(), {
        patient,
        visibility: ['--hide-from-legal-representatives'],
      })
      expect(await desk.held(uniqueId)).toBe('Approved')
    },
  )
})

describe('a production profile', () => {
  it('is never taken unless named', async () => {
    const folder = join(desk.sandbox.home, 'config-production/profiles')
    const profile = readFileSync(join(desk.sandbox.home, 'config/profiles/sandbox.yaml'), 'utf8')
    desk.write(
      '../config-production/profiles/default.yaml',
      profile.replace('environment: sandbox', 'environment: production'),
    )
    expect(readdirSync(folder)).toEqual(['default.yaml'])
    const env = {DMP_CONFIG_DIR: join(folder, '..'), DMP_PROFILE: ''}
    const before = await desk.sandbox.counters()
    const {answer, code} = await desk.submit(desk.newText(), {run: {env}})
    expect(code).toBe(3)
    expect(answer.error?.code).toBe('DMP_PRODUCTION_NOT_NAMED')
    const named = await desk.submit(desk.newText(), {more: ['--profile', 'default'], run: {env}})
    expect(named.code).toBe(3)
    expect(named.answer.error?.code).toBe('DMP_ENVIRONMENT_MISMATCH')
    expect((await desk.sandbox.counters()).calls).toBe(before.calls)
  })
})

describe('the journal', () => {
  it('holds an intent and a result for every call, in that order', async () => {
    const events = await desk.events()
    const intents = events.filter(({phase}) => phase === 'intent')
    expect(intents.length).toBeGreaterThan(10)
    for (const intent of intents) {
      const results = events.filter(({phase, intentId}) => phase === 'result' && intentId === intent.id)
      expect(results, intent.operation).toHaveLength(1)
      expect(events.findIndex(({id}) => id === results[0]?.id)).toBeGreaterThan(events.indexOf(intent))
    }
    const results = events.filter(({phase}) => phase === 'result')
    expect(results).toHaveLength(intents.length)
    expect(new Set(results.map(({outcome}) => outcome))).toEqual(new Set(['success', 'refused']))
  })

  it('keeps no INS, trait or homologation number readable in the state folder', () => {
    const state = join(desk.sandbox.home, 'state')
    const files = readdirSync(state, {recursive: true, withFileTypes: true}).filter((file) => file.isFile())
    expect(files.some(({name}) => name.endsWith('.db'))).toBe(true)
    const homologation = readFileSync(join(desk.sandbox.folder, 'homologation.txt'), 'utf8').trim()
    const {matricule, birthName, givenNames, ipp} = desk.patient('active-linked')
    for (const {parentPath, name} of files) {
      if (parentPath.includes('compile-cache')) continue
      const bytes = readFileSync(join(parentPath, name))
      for (const secret of [matricule, birthName, givenNames, ipp, homologation]) {
        expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false)
        expect(bytes.includes(Buffer.from(secret, 'utf16le')), `${secret} in ${name}`).toBe(false)
      }
    }
  })
})
