/** The datamatrix INS through the built program: drawn, read back, and held against the documents that bear it. */
import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {encodePayload} from '../../src/lib/datamatrix/encode-payload.ts'
import type {Oid} from '../../src/lib/ids/oid.ts'
import type {Matricule} from '../../src/lib/ins/patient-identity.ts'
import {expectValid} from '../support/schemas.ts'
import {asPng, asSvg, pdfOf, withDrawing, withImage} from '../unit/datamatrix-images/printed-pdf.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

function printed(key: string): string {
  const row = desk.row('-', key)
  const get = (name: string) => row[name] ?? ''
  return encodePayload(
    {matricule: get('ins') as Matricule, oid: get('ins_oid') as Oid},
    {
      birthName: get('birth_name'),
      givenNames: get('given_names'),
      firstGiven: get('first_given'),
      sex: get('sex') === 'F' ? 'F' : 'M',
      birthDate: get('birth_date').replaceAll('-', ''),
      birthPlace: get('birth_place'),
    },
  )
}

const decode = (...words: string[]) => desk.json(['ins', 'datamatrix', 'decode', ...words])
const encode = (patient: string, output: string, ...more: string[]) =>
  desk.json(['ins', 'datamatrix', 'encode', '--patient', patient, '--output', output, ...more])

describe('ins datamatrix', () => {
  it.each(['png', 'svg', 'txt'])('draws a qualified identity as %s, for its owner alone', async (format) => {
    const output = join(desk.folder('drawn'), `ins.${format}`)
    const {code, answer, stdout, stderr} = await encode(desk.patientFile('active-linked'), output)
    expect(code, stderr).toBe(0)
    expectValid(answer)
    expect(answer.data).toMatchObject({file: output, format, length: printed('active-linked').length})
    expect(stdout).not.toContain(desk.row('-')['ins'])
    expect(statSync(output).mode & 0o777).toBe(0o600)
    const again = await encode(desk.patientFile('active-linked'), output)
    expect(again.answer.error?.code).toBe('DMP_FILE_EXISTS')
    if (format === 'txt') expect(readFileSync(output, 'utf8')).toBe(printed('active-linked'))
    const back = await decode(output, '--unmask')
    expectValid(back.answer)
    if (format === 'svg')
      expect(back.answer.data).toMatchObject({verdict: 'not-readable', unread: ['format']})
    else expect(back.answer.data.codes[0].identity.matricule).toBe(desk.row('-')['ins'])
  })

  it.each([undefined, 'VALI', 'PROV', 'RECUP', 'DOUT'])('prints no identity of status %s', async (status) => {
    const output = join(desk.folder('drawn'), `${status}.png`)
    const more = status === undefined ? [] : ['--identity-status', status]
    const {identity_status: _, ...patient} = JSON.parse(
      readFileSync(desk.patientFile('active-linked'), 'utf8'),
    ) as Record<string, string>
    const {code, answer} = await encode(
      desk.write('unqualified.json', JSON.stringify(patient)),
      output,
      ...more,
    )
    expect([code, answer.error?.code]).toEqual([5, 'DMP_IDENTITY_NOT_QUALIFIED'])
    expect(() => statSync(output)).toThrow()
  })

  it('masks what it reads, unless asked, and then says so', async () => {
    const file = desk.write('label.png', await asPng(printed('active-linked')))
    const {code, answer, stdout} = await decode(file)
    expectValid(answer)
    expect([code, answer.data.verdict, answer.data.source]).toEqual([10, 'suspicious', 'image'])
    for (const name of ['ins', 'birth_name', 'given_names']) expect(stdout).not.toContain(desk.row('-')[name])
    const clear = await decode(file, '--unmask')
    expect(clear.stdout).toContain(desk.row('-')['ins'])
    expect(clear.answer.warnings.map(({code: one}) => one)).toContain('ins-unmasked')
  })

  it('reads what a scanner typed on standard input', async () => {
    const {code, answer} = await desk.json(['ins', 'datamatrix', 'decode', '-'], {
      input: `${printed('active-linked').replaceAll('\u001d', ' ')}\r\n`,
    })
    expectValid(answer)
    expect([code, answer.data.verdict]).toEqual([5, 'faulty'])
    expect(answer.data.codes[0].findings.map(({rule}: {rule: string}) => rule)).toContain(
      'DATAMATRIX-SEPARATOR',
    )
  })

  it('tells absent from not readable in a PDF', async () => {
    const none = desk.write('none.pdf', await pdfOf((page) => page.drawText('Compte rendu', {x: 60, y: 600})))
    expect((await decode(none)).answer.data).toMatchObject({verdict: 'absent', unread: []})
    const drawn = desk.write('drawn.pdf', await pdfOf(withDrawing(await asSvg(printed('active-linked')))))
    expect((await decode(drawn)).answer.data).toMatchObject({verdict: 'suspicious', source: 'pdf'})
    const cut = desk.write('cut.pdf', readFileSync(drawn).subarray(0, 700))
    expect((await decode(cut)).answer.data).toMatchObject({verdict: 'not-readable', unread: ['damaged']})
  })
})

describe('documents that bear a datamatrix', () => {
  const pdfs = async () => ({
    own: await pdfOf(withImage(await asPng(printed('active-linked')))),
    swapped: await pdfOf(withDrawing(await asSvg(printed('active-linked-2')))),
    bare: await pdfOf((page) => page.drawText('Compte rendu', {x: 60, y: 600})),
  })
  const validate = (file: string) =>
    desk.json([
      ...['document', 'validate', file, '--patient', desk.patientFile('active-linked')],
      ...['--type', '11488-4', '--date', '2026-03-02T10:15:00+01:00'],
    ])

  it('refuses a document that bears another patient, and lets the right one pass', async () => {
    const {own, swapped, bare} = await pdfs()
    const right = await validate(desk.write('own.pdf', own))
    expectValid(right.answer)
    const rules = (found: readonly {rule: string}[]) =>
      found.map(({rule}) => rule).filter((rule) => rule.startsWith('DATAMATRIX'))
    expect([right.code, rules(right.answer.data.documents[0].findings)]).toEqual([0, []])

    const wrong = await validate(desk.write('swapped.pdf', swapped))
    expect([wrong.code, wrong.answer.error?.code]).toEqual([5, 'DMP_DOCUMENT_INVALID'])
    const told = wrong.answer.error?.details?.['findings'] as {rule: string}[]
    expect(rules(told)).toEqual(['DATAMATRIX-OTHER-INS'])
    expect(wrong.stdout + wrong.stderr).not.toContain(desk.row('-', 'active-linked-2')['ins'])

    const without = await validate(desk.write('bare.pdf', bare))
    expectValid(without.answer)
    expect([without.code, rules(without.answer.data.documents[0].findings)]).toEqual([
      0,
      ['DATAMATRIX-ABSENT'],
    ])
  })

  it('refuses a page that bears the right patient and another one, and says that they are two', async () => {
    const two = await pdfOf(async (page, document) => {
      await withImage(await asPng(printed('active-linked')))(page, document)
      const other = await document.embedPng(await asPng(printed('active-linked-2'), 5))
      page.drawImage(other, {x: 60, y: 100, width: 80, height: 80})
    })
    const file = desk.write('two.pdf', two)
    const wrong = await validate(file)
    expect([wrong.code, wrong.answer.error?.code]).toEqual([5, 'DMP_DOCUMENT_INVALID'])
    const read = await decode(file)
    expectValid(read.answer)
    expect(read.answer.data).toMatchObject({people: 2, verdict: 'suspicious'})
    expect((await desk.text(['ins', 'datamatrix', 'decode', file])).stdout).toContain(
      '2 personnes différentes',
    )
  })

  it('keeps a swapped document out of a plan, and the others in it', async () => {
    const {own, swapped, bare} = await pdfs()
    desk.write('plan/own.pdf', own)
    desk.write('plan/swapped.pdf', swapped)
    desk.write('plan/bare.pdf', bare)
    const rows = ['own', 'swapped', 'bare'].map((name) => ({
      ...desk.row(`${name}.pdf`),
      source_id: `DM-${name}`,
    }))
    const manifest = desk.manifest('plan', rows)
    const out = join(desk.folder('plan'), 'out')
    const args = ['batch', 'plan', manifest, '--visible', '--settle', '0', '--out', out]
    const {answer, stdout} = await desk.json(args)
    expectValid(answer)
    expect(answer.data.account, stdout).toMatchObject({read: 3, ready: 2, rejected: 1})
    const listed = readFileSync(join(out, 'plan.csv'), 'utf8')
    const line = (name: string) => listed.split('\n').find((one) => one.includes(`DM-${name}`))
    expect(line('swapped')).toContain('DATAMATRIX-OTHER-INS')
    expect(line('bare')).toContain('info:DATAMATRIX-ABSENT')
    expect(line('own')).not.toContain('DATAMATRIX')
  })
})
