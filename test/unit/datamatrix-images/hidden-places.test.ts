/** Symbols in places of a PDF that are no plain image: read, or said not readable, never absent. */
import {deflateSync} from 'node:zlib'
import {type PDFDocument, PDFName, type PDFPage, PDFRawStream, type PDFRef} from '@cantoo/pdf-lib'
import {afterAll, describe, expect, it} from 'vitest'
import type {GreyImage} from '../../../src/lib/datamatrix-images/symbol-reader.ts'
import {createPdfInspector} from '../../../src/lib/pdf/pdf-inspector.ts'
import {example} from '../datamatrix/payloads.ts'
import {rawPoints} from './png-files.ts'
import {asPng, pdfOf} from './printed-pdf.ts'

const inspector = createPdfInspector()
afterAll(() => inspector.close())
const search = async (pdf: Uint8Array, cpuMs = 10_000) =>
  (await inspector.inspect(pdf, undefined, {pages: 1, cpuMs})).datamatrix
const symbol = async () => rawPoints(await asPng(example))

type Entries = Readonly<Record<string, unknown>>
type Literal = Record<string, string>

function streamOf(document: PDFDocument, entries: Entries, bytes: Uint8Array): PDFRef {
  const dict = document.context.obj({...(entries as Literal), Filter: 'FlateDecode'})
  return document.context.register(PDFRawStream.of(dict, deflateSync(bytes)))
}

const greyImage = (document: PDFDocument, {width, height, grey}: GreyImage, more: object = {}) =>
  streamOf(
    document,
    {
      ...{Type: 'XObject', Subtype: 'Image', Width: width, Height: height},
      ...{ColorSpace: 'DeviceGray', BitsPerComponent: 8, ...more},
    },
    grey,
  )

function drawWith(page: PDFPage, document: PDFDocument, content: string, resources: Entries): void {
  page.node.set(PDFName.of('Resources'), document.context.obj(resources as Literal))
  page.node.set(PDFName.of('Contents'), streamOf(document, {}, Buffer.from(content)))
}

const rowsOf = ({width, grey}: GreyImage, from: number, to: number): GreyImage => ({
  width,
  height: to - from,
  grey: grey.subarray(from * width, to * width),
})

describe('a symbol in an odd place', () => {
  it.each([4, 20])('is read when it is cut into %i strips', async (count) => {
    const whole = await symbol()
    const pdf = await pdfOf((page, document) => {
      const edges = Array.from({length: count + 1}, (_, n) => Math.floor((n * whole.height) / count))
      const strips = edges.slice(1).map((to, n) => rowsOf(whole, edges[n] ?? 0, to))
      let low = 760
      const content = strips.map(({height}, n) => {
        const high = (height * 110) / whole.height
        low -= high
        return `q 100 0 0 ${high} 400 ${low} cm /I${n} Do Q`
      })
      const images = strips.map((strip, n) => [`I${n}`, greyImage(document, strip)] as const)
      drawWith(page, document, content.join(' '), {XObject: Object.fromEntries(images)})
    })
    expect(await search(pdf, 300)).toEqual({texts: [example], unread: []})
  })

  it('is said not readable when it is cut into columns', async () => {
    const {width, height, grey} = await symbol()
    const half = Math.floor(width / 2)
    const columns = [0, half].map((from) => ({
      width: half,
      height,
      grey: Uint8Array.from({length: half * height}, (_, at) => {
        const [x, y] = [at % half, Math.floor(at / half)]
        return grey[y * width + from + x] ?? 255
      }),
    }))
    const pdf = await pdfOf((page, document) => {
      const images = columns.map((column, n) => [`I${n}`, greyImage(document, column)] as const)
      const content = 'q 50 0 0 100 400 650 cm /I0 Do Q q 50 0 0 100 450 650 cm /I1 Do Q'
      drawWith(page, document, content, {XObject: Object.fromEntries(images)})
    })
    const found = await search(pdf)
    expect(found?.texts).toEqual([])
    expect(found?.unread).toContain('drawn')
  })

  it.each([
    ['turned by a quarter', (low: number, high: number) => `0 100 ${-high} 0 ${400 + low + high} 500 cm`],
    ['upside down', (low: number, high: number) => `-100 0 0 ${-high} 500 ${700 - low} cm`],
  ])('is said not readable when its strips are %s', async (_name, placed) => {
    const whole = await symbol()
    const pdf = await pdfOf((page, document) => {
      const strips = Array.from({length: 6}, (_, n) =>
        rowsOf(whole, Math.floor((n * whole.height) / 6), Math.floor(((n + 1) * whole.height) / 6)),
      )
      let low = 0
      const content = strips.map(({height}, n) => {
        const high = (height * 110) / whole.height
        const words = `q ${placed(low, high)} /I${n} Do Q`
        low += high
        return words
      })
      const images = strips.map((strip, n) => [`I${n}`, greyImage(document, strip)] as const)
      drawWith(page, document, content.join(' '), {XObject: Object.fromEntries(images)})
    })
    const found = await search(pdf)
    expect(found?.texts).toEqual([])
    expect(found?.unread).toContain('drawn')
  })

  it('is said not readable where colours of its image are not painted', async () => {
    const {width, height, grey} = await symbol()
    const pdf = await pdfOf((page, document) => {
      // Light grey on white as stored; on a page that is black behind it, white is what is not painted.
      const faint = {width, height, grey: grey.map((value) => (value > 127 ? 255 : 250))}
      const image = greyImage(document, faint, {Mask: [255, 255]})
      drawWith(page, document, '0 g 380 630 140 150 re f q 100 0 0 110 400 650 cm /I Do Q', {
        XObject: {I: image},
      })
    })
    const found = await search(pdf)
    expect(found?.texts).toEqual([])
    expect(found?.unread).toContain('compression')
  })

  it('is read out of a stencil over a black image', async () => {
    const {width, height, grey} = await symbol()
    const pdf = await pdfOf((page, document) => {
      const row = Math.ceil(width / 8)
      const bits = new Uint8Array(row * height)
      for (const [at, value] of grey.entries())
        if (value > 127) {
          const place = Math.floor(at / width) * row + ((at % width) >> 3)
          bits[place] = (bits[place] ?? 0) | (128 >> ((at % width) & 7))
        }
      const stencil = {Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: 1}
      const Mask = streamOf(document, {...stencil, ImageMask: true}, bits)
      const image = greyImage(document, {width, height, grey: new Uint8Array(width * height)}, {Mask})
      drawWith(page, document, 'q 100 0 0 110 400 650 cm /I Do Q', {XObject: {I: image}})
    })
    expect(await search(pdf)).toEqual({texts: [example], unread: []})
  })

  it('is read out of a pattern that fills a surface, and not out of one that fills none', async () => {
    const whole = await symbol()
    const withPattern = (content: string) =>
      pdfOf((page, document) => {
        const tile = {
          ...{Type: 'Pattern', PatternType: 1, PaintType: 1, TilingType: 1, BBox: [0, 0, 100, 110]},
          ...{XStep: 100, YStep: 110, Matrix: [1, 0, 0, 1, 400, 650]},
          Resources: {XObject: {I: greyImage(document, whole)}},
        }
        const pattern = streamOf(document, tile, Buffer.from('q 100 0 0 110 0 0 cm /I Do Q'))
        drawWith(page, document, content, {Pattern: {P: pattern}})
      })
    const filled = await withPattern('/Pattern cs /P scn 400 650 100 110 re f')
    expect(await search(filled)).toEqual({texts: [example], unread: []})
    expect(await search(await withPattern('0 g 400 650 100 110 re f'))).toEqual({texts: [], unread: []})
  })

  it('is read out of a mask by which a surface is painted', async () => {
    const {width, height, grey} = await symbol()
    const pdf = await pdfOf((page, document) => {
      // Light lets the paint through.
      const light = greyImage(document, {width, height, grey: grey.map((value) => 255 - value)})
      const group = {
        ...{Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 595, 842]},
        Group: {S: 'Transparency', CS: 'DeviceGray'},
        Resources: {XObject: {J: light}},
      }
      const G = streamOf(document, group, Buffer.from('q 100 0 0 110 400 650 cm /J Do Q'))
      drawWith(page, document, 'q /M gs 0 g 400 650 100 110 re f Q', {
        ExtGState: {M: {SMask: {S: 'Luminosity', G}}},
      })
    })
    expect(await search(pdf)).toEqual({texts: [example], unread: []})
  })

  it('is read out of a stamp, unless the stamp is hidden', async () => {
    const whole = await symbol()
    const stamped = (flags: number) =>
      pdfOf((page, document) => {
        const form = {
          ...{Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 100, 110]},
          Resources: {XObject: {I: greyImage(document, whole)}},
        }
        const N = streamOf(document, form, Buffer.from('q 100 0 0 110 0 0 cm /I Do Q'))
        const stamp = {Type: 'Annot', Subtype: 'Stamp', Rect: [400, 650, 500, 760], F: flags, AP: {N}}
        page.node.set(
          PDFName.of('Annots'),
          document.context.obj([document.context.register(document.context.obj(stamp))]),
        )
      })
    expect(await search(await stamped(4))).toEqual({texts: [example], unread: []})
    expect(await search(await stamped(6))).toEqual({texts: [], unread: []})
  })
})
