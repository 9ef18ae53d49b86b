import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {pdfA1b, sampleText} from '../support/sample-bodies.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const submit = (manifest: string, ...more: string[]) =>
  desk.json(['document', 'submit', '--manifest', manifest, '--visible', ...more])

describe('a manifest with faults', () => {
  const changes: readonly (readonly [string, Readonly<Record<string, unknown>>, string, string])[] = [
    ['a wrong INS key', {ins: '265059999900142'}, 'ins', 'ins-key'],
    ['an identity that is not qualified', {identity_status: 'VALI'}, 'identity_status', 'not-qualified'],
    ['an OID that is no INS', {ins_oid: '1.2.3'}, 'ins_oid', 'ins-oid'],
    ['a date that does not exist', {document_date: '2026-02-30'}, 'document_date', 'date'],
    ['a date that is missing', {document_date: ''}, 'document_date', 'missing'],
    ['a number where a text is needed', {ipp: 42}, 'ipp', 'number-not-text'],
    ['a column that nobody knows', {patient: 'X'}, 'patient', 'unknown-column'],
    ['a path out of the folder', {file: '../outside.txt'}, 'file', ''],
    ['half a visibility', {masque_ps: 'Y'}, 'invisible_patient', 'visibility-partial'],
    ['traits that are incomplete', {birth_name: ''}, 'birth_name', 'traits-incomplete'],
    ['a restricted document', {confidentiality: 'R'}, 'confidentiality', 'restricted'],
  ]

  it('sends the good lines and names file, line and column of each bad one', async () => {
    desk.write('faults/good.txt', sampleText('faults good'))
    const good = desk.row('good.txt')
    const manifest = desk.manifest('faults', [
      good,
      ...changes.map(([, change]) => ({...good, ...change})),
      'not an object',
    ])
    const {answer, code} = await submit(manifest)
    expect(code).toBe(8)
    const [first, ...others] = answer.data.documents
    expect(first).toMatchObject({state: 'accepted', line: 1})
    for (const [index, [name, , field, reason]] of changes.entries()) {
      const outcome = others[index]
      expect(outcome, name).toMatchObject({
        state: 'invalid',
        line: index + 2,
        failure: {code: 'DMP_MANIFEST_LINE', params: {field}},
      })
      if (reason) expect(outcome.failure.params.reason, name).toBe(reason)
      expect(outcome.failure.params.file).toBe(manifest)
    }
    expect(others.at(-1)).toMatchObject({state: 'invalid', failure: {params: {reason: 'not-object'}}})
    expect(answer.data.counts).toEqual({accepted: 1, invalid: changes.length + 1})
    expect(answer.data.read).toBe(changes.length + 2)
    const {matricule, birthName} = desk.patient('active-linked')
    for (const secret of [matricule, '265059999900142', birthName])
      expect(JSON.stringify(answer)).not.toContain(secret)
  })

  it('says the same on the screen, in sentences', async () => {
    const manifest = desk.manifest('screen', [{...desk.row('none.txt'), ins: '265059999900142'}])
    const {stdout, stderr, code} = await desk.text([
      'document',
      'submit',
      '--manifest',
      manifest,
      '--visible',
    ])
    expect(code).toBe(8)
    expect(stdout + stderr).toContain('DMP_MANIFEST_LINE')
    expect(stdout + stderr).toMatch(/manifest\.ndjson.*1.*ins/)
  })
})

describe('a manifest sent twice', () => {
  it('sends nothing again: every line is said to be already sent', async () => {
    const names = ['one.txt', 'two.txt', 'three.txt']
    for (const name of names) desk.write(`twice/${name}`, sampleText(`twice ${name}`))
    const manifest = desk.manifest(
      'twice',
      names.map((name) => desk.row(name)),
    )
    const first = await submit(manifest)
    expect(first.answer.data.counts).toEqual({accepted: 3})
    const before = (await desk.sandbox.inspect()).length
    const second = await submit(manifest)
    expect(second.answer.data.counts).toEqual({duplicate: 3})
    expect((await desk.sandbox.inspect()).length).toBe(before)
  })

  it('goes on after an interruption and ends with each document held once', async () => {
    const names = Array.from({length: 6}, (_, index) => `part-${index}.txt`)
    for (const name of names) desk.write(`resume/${name}`, sampleText(`resume ${name}`))
    const manifest = desk.manifest(
      'resume',
      names.map((name) => desk.row(name, 'active-linked-2')),
    )
    const before = (await desk.sandbox.inspect()).length
    await desk.sandbox.control('delay=300,service=repository')
    const words = ['document', 'submit', '--manifest', manifest, '--visible']
    const {calls} = await desk.sandbox.counters()
    const killed = await desk.text(words, {
      during: (child) =>
        void (async () => {
          for (let round = 0; round < 400 && (await desk.sandbox.counters()).calls < calls + 3; round++)
            await new Promise((done) => setTimeout(done, 25))
          child.kill('SIGKILL')
        })(),
    })
    expect(killed.code).toBeNull()
    await desk.sandbox.control()
    await submit(manifest)
    await submit(manifest)
    const last = await submit(manifest)
    expect(last.answer.data.counts).toEqual({duplicate: 6})
    expect((await desk.sandbox.inspect()).length).toBe(before + 6)
  })

  it('stops cleanly on Ctrl-C: what is not reached remains, and the rest can be sent', async () => {
    const names = Array.from({length: 5}, (_, index) => `stop-${index}.txt`)
    for (const name of names) desk.write(`stop/${name}`, sampleText(`stop ${name}`))
    const manifest = desk.manifest(
      'stop',
      names.map((name) => desk.row(name, 'active-linked-3')),
    )
    const before = (await desk.sandbox.inspect()).length
    await desk.sandbox.control('delay=400,service=repository')
    const {calls} = await desk.sandbox.counters()
    const stopped = await desk.json(['document', 'submit', '--manifest', manifest, '--visible'], {
      during: (child) =>
        void (async () => {
          for (let round = 0; round < 400 && (await desk.sandbox.counters()).calls < calls + 2; round++)
            await new Promise((done) => setTimeout(done, 25))
          child.kill('SIGINT')
        })(),
    })
    await desk.sandbox.control()
    expect(stopped.code).toBe(130)
    const held = (await desk.sandbox.inspect()).length - before
    expect(held).toBeGreaterThan(0)
    expect(held).toBeLessThan(5)
    const rest = await submit(manifest)
    expect((await desk.sandbox.inspect()).length).toBe(before + 5)
    expect((rest.answer.data.counts.accepted ?? 0) + (rest.answer.data.counts.duplicate ?? 0)).toBe(5)
  })
})

describe('a manifest that announces how its lines end (x_expect)', () => {
  it('exits 0 when they all end so, and counts those that do not', async () => {
    desk.write('expect/ok.pdf', pdfA1b('expect'))
    desk.write('expect/closed.txt', sampleText('expect closed'))
    const rows = [
      {...desk.row('ok.pdf'), x_expect: 'accepted'},
      {...desk.row('closed.txt', 'closed-by-patient'), x_expect: 'refused'},
    ]
    const good = await submit(desk.manifest('expect', rows))
    expect(good.code).toBe(0)
    expect(good.answer.data.unexpected).toBe(0)
    const again = await submit(desk.manifest('expect', rows))
    expect(again.code).toBe(8)
    expect(again.answer.data.unexpected).toBe(1)
  })
})

describe('a line that replaces', () => {
  it('takes the place of the document it names, which no longer stands', async () => {
    const target = await desk.accepted(desk.newText())
    desk.write('replace/new.txt', sampleText('a new version'))
    const row = {...desk.row('new.txt'), action: 'replace', replaces: target}
    const {answer} = await submit(desk.manifest('replace', [row]))
    const [outcome] = answer.data.documents
    expect(await desk.held(target)).toBe(outcome.state === 'accepted' ? 'Deprecated' : 'Approved')
  })
})

describe('a manifest that is none', () => {
  it.each([
    ['an empty file', ''],
    ['a JSON array', '[{"file":"a"}]'],
    ['a CSV table', 'file;ins\na.pdf;1\n'],
  ])('is refused as a whole: %s', async (_, content) => {
    const {answer, code} = await submit(desk.write('none.ndjson', content))
    expect(code).toBe(5)
    expect(answer.error?.code).toBe('DMP_MANIFEST_UNREADABLE')
  })
})
