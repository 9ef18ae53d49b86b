import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {ManifestFault, ManifestOptions, ManifestRow} from '../../../src/lib/manifest/manifest.ts'
import {manifestError, readManifest} from '../../../src/lib/manifest/read-manifest.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {sourceOf} from '../../support/sample-bodies.ts'
import {samplePatients} from '../../support/sample-patients.ts'

const {ins, traits} = samplePatients.woman

const good: Record<string, unknown> = {
  file: 'cr/a.pdf',
  source_id: 'DOC-1',
  ipp: '0000000101',
  ins: ins.matricule,
  ins_oid: ins.oid,
  identity_status: 'QUALIFIEE',
  birth_name: traits.birthName,
  first_given: traits.firstGiven,
  given_names: traits.givenNames,
  birth_date: '1965-05-12',
  sex: 'F',
  birth_place: '99999',
  type_code: '11488-4',
  document_date: '2026-03-01T10:15:00+01:00',
  masque_ps: 'N',
  invisible_patient: 'N',
  invisible_rep_legaux: 'N',
}
const {masque_ps: _1, invisible_patient: _2, invisible_rep_legaux: _3, ...silent} = good
const line = (changes: Record<string, unknown> = {}, base = good) => JSON.stringify({...base, ...changes})
const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))

async function read(content: string | Uint8Array, options: ManifestOptions = {}, chunk = 64 * 1024) {
  const bytes = typeof content === 'string' ? utf8(content) : content
  const lines: (ManifestRow | ManifestFault)[] = []
  for await (const one of readManifest(sourceOf(bytes, chunk).open(), 'lot.ndjson', options)) lines.push(one)
  return lines
}

async function problemsOf(content: string, options?: ManifestOptions): Promise<string[]> {
  const [one] = await read(content, options)
  if (one?.kind !== 'fault') return ['accepted']
  return one.problems.map(({field, reason}) => `${field} ${reason}`)
}

describe('a good line', () => {
  it('gives a row with its values typed', async () => {
    const [row] = await read(
      line({
        title: 'Compte rendu',
        service_start: '2026-02-28',
        event_codes: '1.2.250.1.213.2.5:YYYY600 2.16.840.1.113883.6.3:Z00',
        author_id: '899700000001',
        author_family: 'ESSAI',
        legal_authenticator_family: 'ESSAI',
        sha256: 'AB'.repeat(32),
        x_expect: 'accepted',
        x_rank: 3,
        unit: '0042',
      }),
    )
    expect(row).toEqual({
      kind: 'row',
      line: 1,
      action: 'submit',
      file: 'cr/a.pdf',
      sourceId: 'DOC-1',
      ipp: '0000000101',
      ins: ins.matricule,
      insOid: ins.oid,
      identityStatus: 'QUAL',
      traits,
      typeCode: '11488-4',
      title: 'Compte rendu',
      documentDate: '2026-03-01T10:15:00+01:00',
      serviceStart: '2026-02-28',
      unit: '0042',
      author: {id: '899700000001', family: 'ESSAI'},
      legalAuthenticator: {family: 'ESSAI'},
      eventCodes: [
        {system: '1.2.250.1.213.2.5', code: 'YYYY600'},
        {system: '2.16.840.1.113883.6.3', code: 'Z00'},
      ],
      visibility: {
        hiddenFromProfessionals: false,
        hiddenFromPatient: false,
        hiddenFromLegalRepresentatives: false,
      },
      sha256: 'ab'.repeat(32),
      extras: {x_expect: 'accepted', x_rank: '3'},
    })
  })

  it('may leave metadata to a ready-made CDA', async () => {
    const [row] = await read(
      JSON.stringify({
        file: 'pret\\cda.XML',
        masque_ps: 'N',
        invisible_patient: 'Y',
        invisible_rep_legaux: 'N',
        document_id: '1.2.250.1.999.5.1',
        version: 2,
      }),
    )
    expect(row).toMatchObject({kind: 'row', file: 'pret/cda.XML', visibility: {hiddenFromPatient: true}})
    expect(row).toMatchObject({documentId: '1.2.250.1.999.5.1', version: 2})
  })

  it('may delete by name alone', async () => {
    expect(await read('{"action":"delete","source_id":"DOC-1"}')).toMatchObject([
      {kind: 'row', action: 'delete', sourceId: 'DOC-1'},
    ])
  })
})

describe('visibility', () => {
  const masked = {
    hiddenFromProfessionals: false,
    hiddenFromPatient: true,
    hiddenFromLegalRepresentatives: false,
  }

  it('is refused when neither the row nor the manifest states it', async () => {
    expect(await problemsOf(line({}, silent))).toEqual(['masque_ps visibility'])
  })

  it('may be stated once for the whole manifest, a row stating its own', async () => {
    const [first, second] = await read(`${line({}, silent)}\n${line({source_id: 'DOC-2'})}`, {
      visibility: masked,
    })
    expect(first).toMatchObject({visibility: masked})
    expect(second).toMatchObject({visibility: {hiddenFromPatient: false}})
  })

  it('is stated whole or not at all', async () => {
    expect(await problemsOf(line({invisible_patient: 'Y'}, silent), {visibility: masked})).toEqual([
      'masque_ps visibility-partial',
      'invisible_rep_legaux visibility-partial',
    ])
  })

  it('may be left to the journal by a replacement', async () => {
    const [row] = await read(line({action: 'replace', replaces: 'DOC-0'}, silent))
    expect(row?.kind).toBe('row')
    expect(row).not.toHaveProperty('visibility')
  })
})

describe('a bad line', () => {
  it.each<[string, string[]]>([
    ['{', ['- json']],
    ['null', ['- not-object']],
    ['"text"', ['- not-object']],
    [line({colour: 'blue'}), ['colour unknown-column']],
    [line({ipp: 101}), ['ipp number-not-text']],
    [line({ins: 265059999900141}), ['ins number-not-text']],
    [line({ipp: ['a']}), ['ipp not-text']],
    [line({ipp: true}), ['ipp not-text']],
    [line({x_deep: {a: 1}}), ['x_deep not-text']],
    [line({masque_ps: true}), ['masque_ps not-text', 'masque_ps visibility-partial']],
    [line({masque_ps: 'O'}), ['masque_ps flag', 'masque_ps visibility-partial']],
    [line({title: 'deux\nlignes'}), ['title one-line']],
    [line({title: 'a'.repeat(1001)}), ['title too-long']],
    [line({title: 'r\ufffdsum\ufffd'}), ['title encoding']],
    [line({version: '0'}), ['version integer']],
    [line({version: 1.5}), ['version integer']],
    [line({sha256: 'abc'}), ['sha256 sha256']],
    [line({action: 'send'}), ['action action']],
    [line({sex: 'I'}), ['sex sex', 'sex traits-incomplete']],
    [line({birth_place: '9999'}), ['birth_place place', 'birth_place traits-incomplete']],
    [line({birth_date: '1965-02-30'}), ['birth_date birth-date-impossible']],
    [line({birth_date: '12/05/1965'}), ['birth_date birth-date-format']],
    [line({given_names: null}), ['given_names traits-incomplete']],
    [line({ins: `${ins.matricule.slice(0, 13)}99`}), ['ins ins-key']],
    [line({ins: '2,54E+14'}), ['ins ins-spreadsheet']],
    [line({ins: ins.matricule.slice(0, 13)}), ['ins ins-no-key']],
    [line({ins_oid: ''}), ['ins_oid missing']],
    [line({ins_oid: '1.2.3'}), ['ins_oid ins-oid']],
    [line({ins_oid: 'INS-NIR'}), ['ins_oid oid', 'ins_oid missing']],
    [line({identity_status: 'VALI'}), ['identity_status not-qualified']],
    [line({file: ''}), ['file missing']],
    [line({type_code: ''}), ['type_code missing']],
    [line({document_date: '01/03/2026'}), ['document_date date', 'document_date missing']],
    [line({document_date: '2026-03-01T10:15:00'}), ['document_date date', 'document_date missing']],
    [line({document_date: '2026-02-29'}), ['document_date date', 'document_date missing']],
    [line({confidentiality: 'R'}), ['confidentiality restricted']],
    [line({confidentiality: 'X'}), ['confidentiality confidentiality']],
    [line({action: 'replace'}), ['replaces missing']],
    [line({event_codes: 'Z00'}), ['event_codes event-codes']],
    [line({ins: '', ipp: '', ins_oid: ''}), ['ins missing-patient']],
    ['{"action":"delete"}', ['document_id missing-document']],
    [`${line().slice(0, -1)},"ins":"${samplePatients.man.ins.matricule}"}`, ['- column-twice']],
    [line({__proto__x: 'a'}), ['__proto__x unknown-column']],
    [
      '{"__proto__":"a","file":"a.xml","masque_ps":"N","invisible_patient":"N","invisible_rep_legaux":"N"}',
      ['__proto__ unknown-column'],
    ],
    [line({constructor: 'a'}), ['constructor unknown-column']],
  ])('%s', async (text, expected) => {
    expect(await problemsOf(text)).toEqual(expected)
    for (const one of expected)
      expect(fr).toHaveProperty([`error.DMP_MANIFEST_LINE.reason.${one.split(' ')[1]}`])
  })

  it('never stops the others, and is named by its line', async () => {
    const content = [
      '',
      line(),
      '{',
      '  ',
      line({source_id: 'DOC-2', ipp: 7, x_expect: 'refused'}),
      line({source_id: 'DOC-3'}),
    ].join('\r\n')
    const lines = await read(content)
    expect(lines.map((one) => [one.kind, one.line])).toEqual([
      ['row', 2],
      ['fault', 3],
      ['fault', 5],
      ['row', 6],
    ])
    expect(lines[2]).toMatchObject({
      manifest: 'lot.ndjson',
      field: 'ipp',
      reason: 'number-not-text',
      sourceId: 'DOC-2',
      file: 'cr/a.pdf',
      extras: {x_expect: 'refused'},
    })
    expect(manifestError(lines[2] as ManifestFault)).toMatchObject({
      code: 'DMP_MANIFEST_LINE',
      params: {file: 'lot.ndjson', line: 5, field: 'ipp', reason: 'number-not-text'},
    })
  })

  it.each([
    ['document_id', '1.2.250.1.999.5.1'],
    ['set_id', '1.2.250.1.999.5.1'],
    ['version', 2],
  ])('is one that gives %s to a document that is built here', async (field, value) => {
    expect(await problemsOf(line({[field]: value}))).toEqual([`${field} own-ids`])
  })

  it('is one that replaces without saying so', async () => {
    expect(await problemsOf(line({replaces: 'DOC-0'}))).toEqual(['replaces replaces-submit'])
  })

  it('says where a source_id was used before, versions apart', async () => {
    const lines = await read([line(), line({action: 'replace', replaces: 'DOC-1'}), line()].join('\n'))
    expect(lines.map((one) => one.kind)).toEqual(['row', 'row', 'fault'])
    expect(lines[2]).toMatchObject({field: 'source_id', reason: 'source-id-twice', params: {first: 1}})
  })

  it('holds no trait and no INS in what it reports', async () => {
    const [fault] = await read(line({ins: `${ins.matricule.slice(0, 13)}99`, birth_date: '1965-02-30'}))
    expect(fault?.kind).toBe('fault')
    expect(JSON.stringify(fault)).not.toMatch(/26505|ESSAI|1965/)
  })
})

describe('paths', () => {
  it.each([
    ['a.pdf', 'a.pdf'],
    ['./b/../a.pdf', 'a.pdf'],
    ['b\\c\\a.pdf', 'b/c/a.pdf'],
    ['b//a.pdf', 'b/a.pdf'],
    ['b/..hidden/a...pdf', 'b/..hidden/a...pdf'],
  ])('%j is %j', async (file, path) => {
    expect(await read(line({file}))).toMatchObject([{kind: 'row', file: path}])
  })

  it.each([
    ['../a.pdf', 'path-outside'],
    ['b/../../a.pdf', 'path-outside'],
    ['..\\a.pdf', 'path-outside'],
    ['/etc/a.pdf', 'path-absolute'],
    ['\\\\serveur\\partage\\a.pdf', 'path-absolute'],
    ['C:\\a.pdf', 'path-absolute'],
    ['C:a.pdf', 'path-absolute'],
    ['.', 'path-empty'],
    ['b/', 'path-empty'],
    ['b/..', 'path-empty'],
  ])('%j is refused: %s', async (file, reason) => {
    expect(await problemsOf(line({file}))).toEqual([`file ${reason}`])
  })

  it('may be absolute when the operator says so', async () => {
    expect(await read(line({file: '/data/a.pdf'}), {allowAbsolute: true})).toMatchObject([
      {file: '/data/a.pdf'},
    ])
    expect(await problemsOf(line({file: '../a.pdf'}), {allowAbsolute: true})).toEqual(['file path-outside'])
  })

  it('never leave the folder', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', 'a', '/', '\\', '...'), {minLength: 1, maxLength: 9}),
        async (parts) => {
          const [one] = await read(line({file: `${parts.join('')}x`}))
          if (one?.kind === 'row') expect(one.file).not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)/)
        },
      ),
    )
  })
})

describe('the file as a whole', () => {
  it('may begin with a mark, end lines with CRLF, and be read in chunks of any size', async () => {
    const content = utf8(`\ufeff${line({title: 'Œdème'})}\r\n${line({source_id: 'DOC-2'})}\r\n`)
    const whole = await read(content)
    expect(whole.map((one) => one.kind)).toEqual(['row', 'row'])
    for (const chunk of [1, 7, 64]) expect(await read(content, {}, chunk)).toEqual(whole)
  })

  it('names the line that is not UTF-8', async () => {
    const content = new Uint8Array(
      Buffer.concat([
        utf8(`${line()}\n`),
        Buffer.from('{"file":"r\u00e9sum\u00e9.pdf"}\n', 'latin1'),
        utf8(line({source_id: 'B'})),
      ]),
    )
    const lines = await read(content)
    expect(lines.map((one) => (one.kind === 'fault' ? one.reason : one.kind))).toEqual([
      'row',
      'encoding',
      'row',
    ])
  })

  it('skips a line beyond 1 MB without keeping it', async () => {
    const lines = await read(
      `${line()}\n${line({title: 'a'.repeat(1024 * 1024)})}\n${line({source_id: 'B'})}`,
    )
    expect(lines.map((one) => (one.kind === 'fault' ? `${one.line} ${one.reason}` : one.kind))).toEqual([
      'row',
      '2 line-too-long',
      'row',
    ])
  })

  it.each([
    ['', 'empty'],
    ['\n \r\n', 'empty'],
    ['[{"file":"a"}]', 'array'],
    ['file;ins;title\na.pdf;1;b', 'csv'],
    ['"file","ins"\n', 'csv'],
  ])('refuses %j: %s', async (content, reason) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'DMP_MANIFEST_UNREADABLE',
      params: {file: 'lot.ndjson', reason},
    })
  })

  it('refuses UTF-16', async () => {
    const content = new Uint8Array(Buffer.from(`\ufeff${line()}`, 'utf16le'))
    await expect(read(content)).rejects.toMatchObject({params: {reason: 'utf-16'}})
  })

  it('accounts for every line that is not blank, whatever the bytes', async () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        line(),
        line({source_id: undefined}),
        '{',
        '',
        ' ',
        '\r',
        'null',
        '{"file":"a.pdf"}',
        '{"a":"\\u0000"}',
      ),
      fc.string({maxLength: 12}).map((text) => `#${text.replaceAll('\n', '')}`),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, {minLength: 1, maxLength: 8}),
        fc.integer({min: 1, max: 50}),
        async (lines, chunk) => {
          const content = `${line({source_id: 'FIRST'})}\n${lines.join('\n')}`
          const answers = await read(content, {}, chunk)
          const expected = content
            .split('\n')
            .flatMap((text, index) => (text.trim() === '' ? [] : [index + 1]))
          expect(answers.map((one) => one.line)).toEqual(expected)
        },
      ),
    )
  })
})
