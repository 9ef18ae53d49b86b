import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {PDFDocument} from '@cantoo/pdf-lib'
import fc from 'fast-check'
import {afterAll, afterEach, describe, expect, it} from 'vitest'
import {createPdfInspector} from '../../../src/lib/pdf/pdf-inspector.ts'
import {describeWith} from '../../support/requires.ts'
import {type PdfOptions, pdfA1b, samplePdf} from '../../support/sample-bodies.ts'

const inspector = createPdfInspector()
afterAll(() => inspector.close())

const action = (entries: string) => `<< /Type /Action ${entries} >>`
const onPage = (entries: string): PdfOptions => ({
  pageEntries: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${action(entries)} >>]`,
})

describe('a claim of PDF/A', () => {
  it.each(['elements', 'attributes'] as const)('is read from the metadata as %s', async (form) => {
    const facts = await inspector.inspect(
      samplePdf({declares: {part: '1', conformance: 'a', form}, outputIntent: true}),
    )
    expect(facts).toMatchObject({
      looked: 'deep',
      damaged: false,
      claim: {part: '1', conformance: 'A'},
      outputIntent: true,
      fontsNotEmbedded: 0,
      objectStreams: false,
      version: '1.4',
      pages: 1,
    })
  })

  it('is absent from a plain PDF', async () => {
    const facts = await inspector.inspect(samplePdf({text: 'Bonjour'}))
    expect(facts.claim).toBeUndefined()
    expect(facts).toMatchObject({
      metadataUnreadable: false,
      outputIntent: false,
      fontsNotEmbedded: 1,
      active: [],
    })
  })

  it('is not read from metadata with a DOCTYPE', async () => {
    const text = Buffer.from(pdfA1b()).toString('latin1')
    const hostile = text.replace(
      '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>',
      '<!DOCTYPE x [<!ENTITY e "1">]>'.padEnd(51),
    )
    expect(hostile).not.toBe(text)
    const facts = await inspector.inspect(new Uint8Array(Buffer.from(hostile, 'latin1')))
    expect(facts).toMatchObject({metadataUnreadable: true, damaged: false})
    expect(facts.claim).toBeUndefined()
  })
})

describe('active content', () => {
  it.each<[string, PdfOptions, string[]]>([
    [
      'a script at opening',
      {catalog: `/OpenAction ${action('/S /JavaScript /JS (app.alert\\(1\\))')}`},
      ['javascript', 'open-action'],
    ],
    [
      'a script by name',
      {catalog: `/Names << /JavaScript << /Names [(a) ${action('/S /JavaScript /JS (x)')}] >> >>`},
      ['javascript'],
    ],
    [
      'a script behind an additional action',
      {catalog: `/AA << /WC ${action('/S /JavaScript /JS (x)')} >>`},
      ['javascript'],
    ],
    [
      'a script chained after a jump',
      onPage(`/S /GoTo /D [3 0 R /Fit] /Next ${action('/S /JavaScript /JS (x)')}`),
      ['javascript'],
    ],
    ['printing at opening', {catalog: `/OpenAction ${action('/S /Named /N /Print')}`}, ['open-action']],
    ['the launch of a program', onPage('/S /Launch /F (calc.exe)'), ['launch']],
    ['a form that is sent', onPage('/S /SubmitForm /F (http://ailleurs.example)'), ['submit-form']],
    ['a jump to another file', onPage('/S /GoToR /F (b.pdf) /D [0 /Fit]'), ['goto-remote']],
    [
      'attached files',
      {
        catalog:
          '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F 4 0 R >> >>] >> >>',
      },
      ['embedded-files'],
    ],
    [
      'an attachment on a page',
      {pageEntries: '/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 1 1] >>]'},
      ['embedded-files'],
    ],
    ['an XFA form', {catalog: '/AcroForm << /Fields [] /XFA 4 0 R >>'}, ['xfa']],
    [
      'a video',
      {pageEntries: '/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 1 1] >>]'},
      ['rich-media'],
    ],
  ])('%s is seen', async (_what, options, expected) => {
    expect((await inspector.inspect(samplePdf(options))).active).toEqual(expected)
  })

  it('does not call a file active that opens at a page', async () => {
    const byAction = samplePdf({catalog: `/OpenAction ${action('/S /GoTo /D [3 0 R /Fit]')}`})
    expect((await inspector.inspect(byAction)).active).toEqual([])
    expect(
      (await inspector.inspect(samplePdf({catalog: '/OpenAction [3 0 R /XYZ null null 0]'}))).active,
    ).toEqual([])
  })

  it('counts links to the Web apart', async () => {
    const facts = await inspector.inspect(samplePdf(onPage('/S /URI /URI (https://exemple.example)')))
    expect(facts).toMatchObject({links: 1, active: []})
  })
})

describe('form of the file', () => {
  it('sees encryption, whether or not a password is asked', async () => {
    const document = await PDFDocument.load(samplePdf({text: 'secret'}))
    document.encrypt({ownerPassword: 'owner', userPassword: ''})
    expect(await inspector.inspect(await document.save())).toMatchObject({encrypted: true, damaged: false})
  })

  it('calls a file damaged that does not open, and goes on with the next', async () => {
    const noise = new Uint8Array(Buffer.from('%PDF-1.4\nnothing here\nstartxref\n0\n%%EOF'))
    expect(await inspector.inspect(noise)).toMatchObject({looked: 'deep', damaged: true})
    expect(await inspector.inspect(pdfA1b())).toMatchObject({damaged: false, pages: 1})
  })

  it('gives the first page as it is displayed', async () => {
    const landscape = samplePdf({page: {width: 595.28, height: 841.89, rotate: 90}})
    expect((await inspector.inspect(landscape)).firstPage).toEqual({width: 841.89, height: 595.28})
  })
})

describe('damaged files', () => {
  it('always get an answer, and never stop the next one from getting its own', async () => {
    const sample = samplePdf({declares: {part: '1', conformance: 'B'}, text: 'x', outputIntent: true})
    const changes = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.integer({min: 0, max: 255})), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(changes, async (bytes) => {
        const file = sample.slice()
        for (const [at, value] of bytes) file[at] = value
        expect(await inspector.inspect(file)).toHaveProperty('looked')
      }),
      {numRuns: 150},
    )
    expect(await inspector.inspect(sample)).toMatchObject({looked: 'deep', damaged: false})
  }, 60_000)
})

describe('limits', () => {
  const own: ReturnType<typeof createPdfInspector>[] = []
  const make = (options: Parameters<typeof createPdfInspector>[0]) => {
    const made = createPdfInspector(options)
    own.push(made)
    return made
  }
  afterEach(async () => {
    for (const one of own.splice(0)) await one.close()
  })
  const workerThat = (does: string) => new URL(`data:text/javascript,${encodeURIComponent(does)}`)

  it('does not open what is too big', async () => {
    expect(await make({maxBytes: 100}).inspect(pdfA1b())).toMatchObject({
      looked: 'cheap',
      notLookedBecause: 'too-big',
    })
  })

  it('gives up on a parser that does not end, and says so', async () => {
    const stuck = make({
      timeoutMs: 200,
      workerUrl: workerThat(
        `import {parentPort} from 'node:worker_threads'; parentPort.on('message', () => { for (;;) {} })`,
      ),
    })
    expect(await stuck.inspect(pdfA1b())).toMatchObject({looked: 'cheap', notLookedBecause: 'time-out'})
  })

  it('survives a parser that takes all its memory', async () => {
    const greedy = make({
      maxMemoryMb: 16,
      workerUrl: workerThat(
        `import {parentPort} from 'node:worker_threads'; parentPort.on('message', () => { const all = []; for (;;) all.push(Array.from({length: 1e5}, (_, i) => ({i}))) })`,
      ),
    })
    expect(await greedy.inspect(pdfA1b())).toMatchObject({looked: 'cheap', notLookedBecause: 'too-big'})
  })

  it('survives a worker that cannot start', async () => {
    const broken = make({workerUrl: workerThat(`throw new Error('no')`)})
    expect(await broken.inspect(pdfA1b())).toMatchObject({looked: 'cheap', notLookedBecause: 'unavailable'})
  })

  it('stops when told to', async () => {
    const stuck = make({
      workerUrl: workerThat(
        `import {parentPort} from 'node:worker_threads'; parentPort.on('message', () => { for (;;) {} })`,
      ),
    })
    await expect(stuck.inspect(pdfA1b(), AbortSignal.timeout(100))).rejects.toThrow()
  })
})

describeWith([{program: 'qpdf', package: 'qpdf'}], 'beside qpdf', () => {
  it('agrees that the samples are sound and that an encrypted copy is encrypted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dmp-pdf-'))
    try {
      const plain = join(folder, 'a.pdf')
      const locked = join(folder, 'b.pdf')
      for (const file of [
        pdfA1b(),
        samplePdf({text: 'x'}),
        samplePdf({page: {width: 100, height: 200, rotate: 90}}),
      ]) {
        writeFileSync(plain, file)
        expect(spawnSync('qpdf', ['--check', plain]).status).toBe(0)
      }
      expect(spawnSync('qpdf', ['--encrypt', '', 'owner', '256', '--', plain, locked]).status).toBe(0)
      expect((await inspector.inspect(readFileSync(locked))).encrypted).toBe(true)
    } finally {
      rmSync(folder, {recursive: true, force: true})
    }
  })
})

describeWith([{program: 'qpdf', package: 'qpdf'}], 'object streams made by qpdf', () => {
  it('are seen, and so is what they hide', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dmp-pdf-'))
    try {
      const plain = join(folder, 'a.pdf')
      const packed = join(folder, 'b.pdf')
      writeFileSync(plain, samplePdf({catalog: `/OpenAction ${action('/S /JavaScript /JS (x)')}`}))
      expect(spawnSync('qpdf', ['--object-streams=generate', plain, packed]).status).toBe(0)
      const bytes = readFileSync(packed)
      expect(bytes.toString('latin1')).not.toContain('JavaScript')
      expect(await inspector.inspect(bytes)).toMatchObject({
        objectStreams: true,
        active: ['javascript', 'open-action'],
      })
    } finally {
      rmSync(folder, {recursive: true, force: true})
    }
  })
})

describeWith([{program: 'gs', package: 'ghostscript'}], 'beside Ghostscript', () => {
  it('reads the claim that Ghostscript writes as attributes, and sees that its colour profile is missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dmp-pdf-'))
    try {
      writeFileSync(join(folder, 'in.pdf'), samplePdf({}))
      const args = [
        '-dPDFA=1',
        '-dBATCH',
        '-dNOPAUSE',
        '-dQUIET',
        '-sDEVICE=pdfwrite',
        '-sColorConversionStrategy=RGB',
        '-sOutputFile=out.pdf',
        'in.pdf',
      ]
      expect(spawnSync('gs', args, {cwd: folder}).status).toBe(0)
      const facts = await inspector.inspect(readFileSync(join(folder, 'out.pdf')))
      expect(facts).toMatchObject({claim: {part: '1', conformance: 'B'}, outputIntent: false, pages: 1})
    } finally {
      rmSync(folder, {recursive: true, force: true})
    }
  })
})
