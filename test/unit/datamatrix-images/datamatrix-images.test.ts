import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {inflateSync} from 'node:zlib'
import {PDFName, PDFNumber, PDFRawStream} from '@cantoo/pdf-lib'
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {encodePayload} from '../../../src/lib/datamatrix/encode-payload.ts'
import {datamatrixImages} from '../../../src/lib/datamatrix-images/datamatrix-images.ts'
import {undoPredictor} from '../../../src/lib/datamatrix-images/undo-predictor.ts'
import {createPdfInspector} from '../../../src/lib/pdf/pdf-inspector.ts'
import {describeWith} from '../../support/requires.ts'
import {example, people} from '../datamatrix/payloads.ts'
import {asPng, asSvg, pdfOf, withDrawing, withImage} from './printed-pdf.ts'

const inspector = createPdfInspector()
const folder = mkdtempSync(join(tmpdir(), 'dmp-symbols-'))
afterAll(async () => {
  await inspector.close()
  rmSync(folder, {recursive: true, force: true})
})

const search = async (pdf: Uint8Array, look = {pages: 5, cpuMs: 10_000}) =>
  (await inspector.inspect(pdf, undefined, look)).datamatrix

/** Points of a PNG that holds eight bits a colour, for a second reader. */
function pixels(png: Uint8Array) {
  const view = Buffer.from(png)
  const [width, height, bits, kind] = [view.readUInt32BE(16), view.readUInt32BE(20), view[24], view[25]]
  const parts: Buffer[] = []
  for (let at = 8; at < view.length; at += 12 + view.readUInt32BE(at))
    if (view.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(view.subarray(at + 8, at + 8 + view.readUInt32BE(at)))
  const colors = {0: 1, 2: 3, 6: 4}[kind ?? -1] ?? 0
  if (bits !== 8 || colors === 0) throw new Error(`PNG of ${bits} bits, kind ${kind}`)
  const plain = undoPredictor(inflateSync(Buffer.concat(parts)), {
    predictor: 15,
    columns: width,
    colors,
    bits,
  })
  return {
    width,
    height,
    grey: Uint8ClampedArray.from({length: width * height}, (_, n) => plain?.[n * colors] ?? 0),
  }
}

function bySecondReader(png: Uint8Array): string {
  const {width, height, grey} = pixels(png)
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)))
  const hints = new Map([[DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.DATA_MATRIX]]])
  return new MultiFormatReader().decode(bitmap, hints).getText()
}

const sample = (count: number) =>
  fc.sample(people, {numRuns: count, seed: 20_260_302}).map(({ins, traits}) => encodePayload(ins, traits))

describe('image files', () => {
  it('reads what it draws, and a second library reads the same', async () => {
    for (const text of [example, ...sample(20)]) {
      const png = await asPng(text)
      expect(await datamatrixImages.read(png)).toEqual({texts: [text], unread: []})
      expect(bySecondReader(png)).toBe(text)
    }
  }, 60_000)

  it('says of a file that it is no image, and of a cut one that it is damaged', async () => {
    expect(await datamatrixImages.read(new TextEncoder().encode('GIF89a'))).toEqual({
      texts: [],
      unread: ['format'],
    })
    expect(await datamatrixImages.read((await asPng(example)).subarray(0, 60))).toMatchObject({texts: []})
  })

  it('refuses to open an image that announces more points than any page has', async () => {
    const png = Buffer.from(await asPng(example))
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    expect(await datamatrixImages.read(png)).toEqual({texts: [], unread: ['too-big']})
  })

  it('never throws for a wounded image', async () => {
    const png = Buffer.from(await asPng(example, 2))
    for (const [at, byte] of fc.sample(fc.tuple(fc.nat(png.length - 1), fc.nat(255)), {
      numRuns: 60,
      seed: 7,
    })) {
      const wounded = Buffer.from(png)
      wounded[at] = byte
      expect((await datamatrixImages.read(wounded)).texts.every((text) => text === example)).toBe(true)
    }
  }, 60_000)
})

describeWith([{program: 'dmtxread', package: 'dmtx-utils'}], 'beside dmtxread', () => {
  it('is read the same by a reader of its own descent', async () => {
    for (const text of [example, ...sample(12)]) {
      const file = join(folder, 'symbol.png')
      writeFileSync(file, await asPng(text))
      const {stdout} = spawnSync('dmtxread', ['-N1', file])
      expect(stdout.toString('latin1')).toBe(text)
    }
  }, 60_000)
})

describeWith([{program: 'gs', package: 'ghostscript'}], 'pages scanned by Ghostscript', () => {
  it('reads them as JPEG and PNG, and embedded again in a PDF', async () => {
    const page = join(folder, 'page.pdf')
    writeFileSync(page, await pdfOf(withDrawing(await asSvg(example))))
    const scanned = (device: string, dpi: number, smooth = 4) => {
      const file = join(folder, `page-${dpi}.${device}`)
      const words = [
        '-q',
        '-dBATCH',
        '-dNOPAUSE',
        '-dSAFER',
        `-dGraphicsAlphaBits=${smooth}`,
        `-sDEVICE=${device}`,
        `-r${dpi}`,
      ]
      expect(spawnSync('gs', [...words, `-sOutputFile=${file}`, page]).status).toBe(0)
      return readFileSync(file)
    }
    for (const device of ['jpeg', 'jpeggray', 'png16m', 'pnggray'])
      expect([device, await datamatrixImages.read(scanned(device, 200))]).toEqual([
        device,
        {texts: [example], unread: []},
      ])
    // Too coarse to read, and seen all the same.
    expect(await datamatrixImages.read(scanned('jpeggray', 150, 1))).toEqual({texts: [], unread: ['unclear']})
    const jpeg = scanned('jpeg', 150)
    const carried = await pdfOf(async (sheet, document) =>
      sheet.drawImage(await document.embedJpg(jpeg), {x: 0, y: 0, width: 595, height: 842}),
    )
    expect(await search(carried, {pages: 1, cpuMs: 300})).toEqual({texts: [example], unread: []})
  }, 60_000)
})

describe('inside a PDF', () => {
  it('reads a symbol embedded as an image', async () => {
    expect(await search(await pdfOf(withImage(await asPng(example))))).toEqual({texts: [example], unread: []})
  })

  it('reads a symbol drawn with surfaces', async () => {
    expect(await search(await pdfOf(withDrawing(await asSvg(example))))).toEqual({
      texts: [example],
      unread: [],
    })
  })

  it('says absent only of pages on which everything was looked at', async () => {
    const text = await pdfOf((page) => page.drawText('Compte rendu', {x: 60, y: 600}))
    expect(await search(text)).toEqual({texts: [], unread: []})
  })

  it('looks no further than the pages allowed, and says so', async () => {
    const late = await pdfOf((page) => page.drawText('1', {x: 60, y: 600}), withImage(await asPng(example)))
    expect(await search(late, {pages: 1, cpuMs: 300})).toEqual({texts: [], unread: ['pages']})
    expect(await search(late)).toEqual({texts: [example], unread: []})
  })

  it('says not readable of an image whose compression it does not know', async () => {
    const pdf = await pdfOf((page, document) => {
      const dict = document.context.obj({
        Type: 'XObject',
        Subtype: 'Image',
        Width: 400,
        Height: 400,
        BitsPerComponent: 1,
        ColorSpace: 'DeviceGray',
        Filter: 'JBIG2Decode',
      })
      const image = PDFRawStream.of(dict, new Uint8Array(100))
      page.node.setXObject(PDFName.of('Im1'), document.context.register(image))
      const content = PDFRawStream.of(
        document.context.obj({}),
        Buffer.from('q 80 0 0 80 400 700 cm /Im1 Do Q'),
      )
      page.node.set(PDFName.of('Contents'), document.context.register(content))
    })
    expect(await search(pdf)).toEqual({texts: [], unread: ['compression']})
  })

  it.each([1, 2, 4, 8])('reads an image of %i bits a point, and a mask', async (bits) => {
    const {width, height, grey} = pixels(await asPng(example))
    const row = Math.ceil((width * bits) / 8)
    const packed = new Uint8Array(row * height)
    for (const [at, value] of grey.entries()) {
      const bit = (at % width) * bits
      const place = Math.floor(at / width) * row + (bit >> 3)
      packed[place] = (packed[place] ?? 0) | ((value > 127 ? 2 ** bits - 1 : 0) << (8 - bits - (bit & 7)))
    }
    for (const isMask of bits === 1 ? [false, true] : [false]) {
      const pdf = await pdfOf((page, document) => {
        const dict = document.context.obj({Type: 'XObject', Subtype: 'Image', BitsPerComponent: bits})
        dict.set(PDFName.of('Width'), PDFNumber.of(width))
        dict.set(PDFName.of('Height'), PDFNumber.of(height))
        if (isMask) dict.set(PDFName.of('ImageMask'), document.context.obj(true))
        else dict.set(PDFName.of('ColorSpace'), PDFName.of('DeviceGray'))
        page.node.setXObject(PDFName.of('Im1'), document.context.register(PDFRawStream.of(dict, packed)))
        const content = Buffer.from('q 80 0 0 80 400 700 cm /Im1 Do Q')
        const drawn = PDFRawStream.of(document.context.obj({}), content)
        page.node.set(PDFName.of('Contents'), document.context.register(drawn))
      })
      expect(await search(pdf)).toEqual({texts: [example], unread: []})
    }
  })

  it('stops within its time, keeps the facts, and serves the next file', async () => {
    const dots = Uint8Array.from({length: 4000 * 4000}, (_, n) => ((n * 2_654_435_761) >>> 13) & 255)
    const heavy = await pdfOf((page, document) => {
      const dict = document.context.obj({
        Type: 'XObject',
        Subtype: 'Image',
        Width: 4000,
        Height: 4000,
        BitsPerComponent: 8,
        ColorSpace: 'DeviceGray',
      })
      page.node.setXObject(PDFName.of('Im1'), document.context.register(PDFRawStream.of(dict, dots)))
      const content = PDFRawStream.of(document.context.obj({}), Buffer.from('/Im1 Do'))
      page.node.set(PDFName.of('Contents'), document.context.register(content))
    })
    const facts = await inspector.inspect(heavy, undefined, {pages: 1, cpuMs: 300})
    expect(facts).toMatchObject({looked: 'deep', pages: 1, datamatrix: {texts: [], unread: ['time']}})
    const next = await search(await pdfOf(withImage(await asPng(example))), {pages: 1, cpuMs: 300})
    expect(next).toEqual({texts: [example], unread: []})
  }, 30_000)

  it('survives wounded PDFs', async () => {
    const whole = Buffer.from(await pdfOf(withImage(await asPng(example, 2))))
    for (const [at, byte] of fc.sample(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {
      numRuns: 40,
      seed: 11,
    })) {
      const wounded = Buffer.from(whole)
      wounded[at] = byte
      const found = await search(wounded, {pages: 1, cpuMs: 300})
      expect(found?.texts.every((text) => text === example)).toBe(true)
    }
  }, 60_000)
})
