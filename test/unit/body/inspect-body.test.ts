import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {inspectBody} from '../../../src/lib/body/inspect-body.ts'
import type {PdfPolicy} from '../../../src/lib/body/pdf-rules.ts'
import {scanRtf} from '../../../src/lib/body/scan-rtf.ts'
import {scanText} from '../../../src/lib/body/scan-text.ts'
import {emptyFacts} from '../../../src/lib/pdf/empty-facts.ts'
import type {PdfFacts, PdfInspector} from '../../../src/lib/ports/pdf-inspector.ts'
import {pdfA1b, sampleJpeg, sampleRtf, sampleText, sampleTiff, sourceOf} from '../../support/sample-bodies.ts'

const a4 = {pages: 1, firstPage: {width: 595, height: 842}}
const answering = (facts: Partial<PdfFacts>): PdfInspector => ({
  maxBytes: 10_000,
  inspect: async () => emptyFacts({version: '1.4', ...a4, ...facts}),
})
const unused: PdfInspector = {
  maxBytes: 10_000,
  inspect: () => Promise.reject(new Error('not a PDF')),
}

async function told(
  file: Uint8Array,
  pdf = unused,
  pdfPolicy: PdfPolicy = 'accept-with-warning',
  chunk = 64 * 1024,
) {
  const report = await inspectBody(sourceOf(file, chunk), {pdf, pdfPolicy})
  return report.findings.map((one) => [one.severity, one.rule, ...Object.values(one.params)].join(' '))
}

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))

describe('good files', () => {
  it.each([
    ['text', sampleText(), {}],
    ['RTF', sampleRtf(), {}],
    ['JPEG', sampleJpeg(), {}],
    ['TIFF of three pages', sampleTiff({pages: 3}), {pages: 3}],
    ['big-endian TIFF', sampleTiff({pages: 2, littleEndian: false}), {pages: 2}],
  ] as const)('%s', async (_kind, file, more) => {
    const report = await inspectBody(sourceOf(file), {pdf: unused, pdfPolicy: 'accept-with-warning'})
    expect(report).toMatchObject({kind: 'body', size: file.length, findings: [], ...more})
  })

  it('declared PDF/A-1B is reported as declared', async () => {
    const pdf = answering({claim: {part: '1', conformance: 'B'}, outputIntent: true})
    const report = await inspectBody(sourceOf(pdfA1b()), {pdf, pdfPolicy: 'require-pdfa'})
    expect(report).toMatchObject({declares: '1B', pages: 1, findings: []})
  })
})

describe('text', () => {
  it('names the line of the first bytes that are not UTF-8', async () => {
    expect(await told(latin1('un\ndeux\nr\u00e9sum\u00e9\n'))).toEqual(['error BODY-TEXT-ENCODING 3'])
  })

  it('sees a character cut at the very end', async () => {
    expect(await told(utf8('fin é').subarray(0, -1))).toEqual(['error BODY-TEXT-ENCODING 1'])
  })

  it('refuses control characters but lets tabs, line ends and form feeds be', async () => {
    expect(await told(utf8('a\tb\r\nc\f\n'))).toEqual([])
    expect(await told(utf8('a\nb\u001b[2J'))).toEqual(['error BODY-TEXT-CONTROL 2 27 3'])
  })

  it.each([1, 2, 3, 64])(
    'names line and place of the first fault of each kind in chunks of %i',
    async (size) => {
      const file = Buffer.concat([utf8('é €\n😀\u0007\n'), latin1('\u00e0\n\u00e9\n'), utf8('\u001b')])
      expect(await told(file, unused, 'accept-with-warning', size)).toEqual([
        'error BODY-TEXT-ENCODING 3',
        'error BODY-TEXT-CONTROL 2 7 11',
      ])
    },
  )

  it('judges alike whatever the chunks are', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 60}), fc.integer({min: 1, max: 7}), (bytes, size) => {
        const findingsOf = (chunks: Uint8Array[]) => {
          const scan = scanText()
          for (const chunk of chunks) scan.push(chunk)
          return scan.end()
        }
        const pieces = Array.from({length: Math.ceil(bytes.length / size)}, (_, index) =>
          bytes.slice(index * size, (index + 1) * size),
        )
        const found = findingsOf([bytes])
        expect(findingsOf(pieces)).toEqual(found)
        const valid = Buffer.from(new TextDecoder().decode(bytes)).equals(Buffer.from(bytes))
        const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
        if (!marked) expect(found.some(({rule}) => rule === 'BODY-TEXT-ENCODING')).toBe(!valid)
      }),
    )
  })
})

describe('RTF', () => {
  it.each([
    ['{\\rtf1 ouvert', 'error BODY-RTF-BRACES 1'],
    ['{\\rtf1 {a}}}', 'warning BODY-TRAILING 1'],
    ['{\\rtf1 {\\object\\objemb{\\*\\objdata 0105}}}', 'error BODY-RTF-ACTIVE \\objdata \\object'],
    ['{\\rtf1{\\*\\template http://ailleurs.example/x.dotm}}', 'error BODY-RTF-ACTIVE \\template'],
    ['{\\rtf1\\OBJECT1texte}', 'error BODY-RTF-ACTIVE \\object'],
    ['{\\rtf1 fin} PK\u0003\u0004', 'warning BODY-TRAILING 2'],
  ])('%j: %s', async (text, expected) => {
    expect(await told(latin1(text))).toEqual([expected])
  })

  it.each([
    "{\\rtf1 accolades \\{ \\} et \\\\ \\'7d \\~ \\-}",
    '{\\rtf1\\bin3 }}} suite}',
    '{\\rtf1\\bin3}}}suite}',
    '{\\rtf1 objet, template, object}\r\n\u0000',
    '{\\rtf1\\objectif \\u233?}',
  ])('lets %j be', async (text) => {
    expect(await told(latin1(text))).toEqual([])
    expect(await told(latin1(text), unused, 'accept-with-warning', 1)).toEqual([])
  })

  it('balances braces as a plain count does when there is no backslash', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{', '}', 'a', ' '), {maxLength: 30}), (letters) => {
        const inner = letters.join('')
        let depth = 1
        let balanced = true
        for (const letter of inner) {
          depth += letter === '{' ? 1 : letter === '}' ? -1 : 0
          if (depth === 0) balanced = false
        }
        fc.pre(balanced)
        const scan = scanRtf()
        scan.push(latin1(`{\\rtf1 ${inner}}`))
        expect(scan.end().some((finding) => finding.rule === 'BODY-RTF-BRACES')).toBe(depth !== 1)
      }),
    )
  })
})

describe('TIFF', () => {
  it('stops at pages that go round in circles', async () => {
    const file = sampleTiff({pages: 2})
    const lastLink = 8 + 2 * (2 + 120 + 4 + 8) - 12
    new DataView(file.buffer).setUint32(lastLink, 8, true)
    expect(await told(file)).toEqual(['error BODY-TIFF-DAMAGED loop 3'])
  })

  it('sees a file cut inside a page or inside its picture', async () => {
    const file = sampleTiff({pages: 2})
    expect(await told(file.subarray(0, 200))).toEqual(['error BODY-TIFF-DAMAGED truncated 2'])
    expect(await told(file.subarray(0, 8 + 2 + 120 + 4 + 4))).toEqual(['error BODY-TIFF-DAMAGED truncated 1'])
    expect(await told(file.subarray(0, 6))).toEqual(['error BODY-TIFF-DAMAGED truncated 1'])
  })

  it('refuses one without a page', async () => {
    expect(await told(new Uint8Array([0x49, 0x49, 42, 0, 0, 0, 0, 0]))).toEqual([
      'error BODY-TIFF-DAMAGED no-page 1',
    ])
  })

  it('never fails or hangs on damaged bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(400), fc.integer({min: 0, max: 255}), async (at, value) => {
        const file = sampleTiff({pages: 3})
        if (at >= 4 && at < file.length) file[at] = value
        await told(file)
      }),
      {numRuns: 300},
    )
  })
})

describe('PDF facts', () => {
  const claim = {part: '1', conformance: 'B'}
  it.each([
    [{}, 'accept-with-warning', ['warning BODY-PDF-NOT-PDFA none']],
    [{}, 'require-pdfa', ['error BODY-PDF-NOT-PDFA none']],
    [{metadataUnreadable: true}, 'accept-with-warning', ['warning BODY-PDF-NOT-PDFA unreadable']],
    [{claim: {part: '3', conformance: 'B'}}, 'accept-with-warning', ['warning BODY-PDF-OTHER-PDFA 3B']],
    [{claim: {part: '2', conformance: 'U'}}, 'require-pdfa', ['error BODY-PDF-OTHER-PDFA 2U']],
    [{claim}, 'accept-with-warning', ['warning BODY-PDF-CONTRADICTION 1B no-output-intent']],
    [
      {
        claim,
        outputIntent: true,
        version: '1.7',
        objectStreams: true,
        fontsNotEmbedded: 2,
        metadataFiltered: true,
      },
      'require-pdfa',
      ['version', 'object-streams', 'metadata-filtered', 'fonts'].map(
        (what) => `error BODY-PDF-CONTRADICTION 1B ${what}`,
      ),
    ],
    [{encrypted: true}, 'accept-with-warning', ['error BODY-PDF-ENCRYPTED']],
    [{damaged: true}, 'accept-with-warning', ['error BODY-PDF-DAMAGED']],
    [{claim, outputIntent: true, pages: 0}, 'accept-with-warning', ['error BODY-PDF-DAMAGED']],
    [
      {looked: 'cheap', notLookedBecause: 'time-out'},
      'accept-with-warning',
      ['warning BODY-PDF-NOT-LOOKED time-out'],
    ],
    [
      {active: ['javascript', 'launch'], claim, outputIntent: true},
      'accept-with-warning',
      [
        'error BODY-PDF-ACTIVE javascript',
        'error BODY-PDF-ACTIVE launch',
        'warning BODY-PDF-CONTRADICTION 1B active',
      ],
    ],
    [{links: 2, claim, outputIntent: true}, 'accept-with-warning', ['warning BODY-PDF-LINKS 2']],
    [
      {firstPage: {width: 842, height: 595}, claim, outputIntent: true},
      'accept-with-warning',
      ['warning BODY-PDF-PAGE 297 210'],
    ],
    [
      {firstPage: {width: 612, height: 792}, claim, outputIntent: true},
      'accept-with-warning',
      ['warning BODY-PDF-PAGE 216 279'],
    ],
  ] as const)('%j under %s: %j', async (facts, policy, expected) => {
    expect(await told(pdfA1b(), answering(facts as Partial<PdfFacts>), policy)).toEqual(expected)
  })

  it('are not asked for above the limit, and the report says so', async () => {
    const big = new Uint8Array([...pdfA1b(), ...latin1(`%${'x'.repeat(12_000)}\nstartxref\n0\n%%EOF\n`)])
    expect(await told(big)).toEqual(['warning BODY-PDF-NOT-LOOKED too-big'])
  })

  it('are not asked for when the bytes are already refused', async () => {
    expect(await told(pdfA1b().subarray(0, 300))).toEqual(['error BODY-TRUNCATED %%EOF'])
  })
})

it('finds the end of a file that streams in small chunks', async () => {
  const long = new Uint8Array([...sampleJpeg().subarray(0, -2), ...new Uint8Array(200_000), 0xff, 0xd9])
  expect(await told(long, unused, 'accept-with-warning', 777)).toEqual([])
  expect(await told(long.subarray(0, -1), unused, 'accept-with-warning', 777)).toEqual([
    'error BODY-TRUNCATED FF D9',
  ])
})
