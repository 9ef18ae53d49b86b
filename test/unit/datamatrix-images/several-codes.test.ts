/** More than one code on a page: none hides another. */

import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {encodePayload} from '../../../src/lib/datamatrix/encode-payload.ts'
import {datamatrixImages} from '../../../src/lib/datamatrix-images/datamatrix-images.ts'
import {createPdfInspector} from '../../../src/lib/pdf/pdf-inspector.ts'
import {printedFindings} from '../../../src/lib/usecases/submission/printed-identity.ts'
import {example, people} from '../datamatrix/payloads.ts'
import {alphaPng, greyPng, rawPoints} from './png-files.ts'
import {asPng, asSvg, pdfOf, withDrawing, withImage} from './printed-pdf.ts'

const inspector = createPdfInspector()
afterAll(() => inspector.close())

const search = async (pdf: Uint8Array, look = {pages: 1, cpuMs: 10_000}) =>
  (await inspector.inspect(pdf, undefined, look)).datamatrix
const [other = example] = fc
  .sample(people, {numRuns: 1, seed: 42})
  .map(({ins, traits}) => encodePayload(ins, traits))

describe('several codes', () => {
  it('reads a second code beside the first, drawn or in an image', async () => {
    const both = await pdfOf(async (page, document) => {
      await withImage(await asPng(example, 3))(page, document)
      page.drawImage(await document.embedPng(await asPng(other, 4)), {x: 100, y: 300, width: 80, height: 80})
    })
    expect(new Set((await search(both))?.texts)).toEqual(new Set([example, other]))
    const drawn = await pdfOf(async (page, document) => {
      page.drawImage(await document.embedPng(await asPng(example)), {x: 60, y: 100, width: 80, height: 80})
      withDrawing(await asSvg(other))(page)
    })
    expect(new Set((await search(drawn))?.texts)).toEqual(new Set([example, other]))
  })

  it('goes on after a code that is no INS', async () => {
    const label = await pdfOf(async (page, document) => {
      page.drawImage(await document.embedPng(await asPng('DOC-2026-000123', 3)), {
        x: 9,
        y: 9,
        width: 40,
        height: 40,
      })
      await withImage(await asPng(other))(page, document)
    })
    expect((await search(label))?.texts).toEqual(['DOC-2026-000123', other])
  })

  it('says what it had no time for beside a code that was read', async () => {
    const dots = Uint8Array.from({length: 2000 * 2000}, (_, n) => ((n * 2_654_435_761) >>> 13) & 255)
    const heavy = await pdfOf(async (page, document) => {
      await withImage(await asPng(example))(page, document)
      page.drawImage(await document.embedPng(greyPng(2000, 2000, dots)), {
        x: 0,
        y: 0,
        width: 300,
        height: 300,
      })
    })
    const found = await search(heavy, {pages: 1, cpuMs: 300})
    expect(found).toEqual({texts: [example], unread: ['time']})
  }, 30_000)

  it('keeps what it read when a page full of lines takes all its time', async () => {
    const lines = await pdfOf(async (page, document) => {
      await withImage(await asPng(example))(page, document)
      for (let n = 0; n < 60; n++) {
        page.drawRectangle({x: 50, y: 100 + 9 * n, width: 480, height: 8, borderWidth: 1})
        page.drawRectangle({x: 50 + 8 * n, y: 100, width: 1, height: 540})
      }
    })
    for (const cpuMs of [300, 400]) expect((await search(lines, {pages: 1, cpuMs}))?.texts).toEqual([example])
  }, 30_000)

  it('tells of what was not looked at beside the right code', () => {
    const ins = {matricule: '', oid: ''} as never
    const found = printedFindings({texts: [example], unread: ['time']}, {ins})
    expect(found.at(-1)).toEqual({rule: 'DATAMATRIX-PARTLY-READ', severity: 'info', params: {why: 'time'}})
  })
})

describe('transparent images', () => {
  it.each(['rgba', 'grey-alpha', 'palette'] as const)(
    'reads a symbol on a clear background (%s)',
    async (kind) => {
      const png = alphaPng(rawPoints(await asPng(example)), kind)
      expect(await datamatrixImages.read(png)).toEqual({texts: [example], unread: []})
    },
  )
})
