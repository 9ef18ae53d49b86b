import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {datamatrixImages} from '../../../src/lib/datamatrix-images/datamatrix-images.ts'
import {jpegGrey} from '../../../src/lib/datamatrix-images/jpeg-grey.ts'
import {pngGrey} from '../../../src/lib/datamatrix-images/png-grey.ts'
import type {GreyImage} from '../../../src/lib/datamatrix-images/symbol-reader.ts'
import {createPdfInspector} from '../../../src/lib/pdf/pdf-inspector.ts'
import {describeWith} from '../../support/requires.ts'
import {example} from '../datamatrix/payloads.ts'
import {otherPages, qrPage} from './other-pages.ts'
import {asPng, asSvg, pdfOf, withDrawing, withImage} from './printed-pdf.ts'
import {asJpeg, asPage, noisy, printed, scan, smoothed, turned} from './scanned-page.ts'

const inspector = createPdfInspector()
afterAll(() => inspector.close())
const search = async (pdf: Uint8Array, cpuMs = 20_000) =>
  (await inspector.inspect(pdf, undefined, {pages: 1, cpuMs})).datamatrix

/** Mean difference of two images of one size, 0 to 255. */
function apart(one: GreyImage | undefined, other: GreyImage): number {
  expect([one?.width, one?.height]).toEqual([other.width, other.height])
  const sum = other.grey.reduce((total, value, at) => total + Math.abs(value - (one?.grey[at] ?? 0)), 0)
  return sum / other.grey.length
}

/** The reader itself takes something of these for a symbol that does not hold together. */
const FALSE_ALARMS = ['table with shaded cells, 100']

const onPage = async () => pdfOf(withDrawing(await asSvg(example)))
const captioned = async () => pdfOf(withImage(await asPng(example)))

describeWith([{program: 'gs', package: 'ghostscript'}], 'pages scanned too coarsely', () => {
  it('are decoded as Ghostscript wrote them: JPEG in greys and colours, whole and made smaller, and PNG', async () => {
    const page = await captioned()
    const plain = scan(page, 72)
    expect(apart(jpegGrey(await asJpeg(plain, 95), 1e7), plain)).toBeLessThan(1)
    expect(apart(jpegGrey(await asJpeg(plain, 95, 'jpeg'), 1e7), plain)).toBeLessThan(2)
    const half = jpegGrey(await asJpeg(plain, 95), 200_000)
    expect([half?.width, half?.height]).toEqual([Math.ceil(plain.width / 2), Math.ceil(plain.height / 2)])
    expect(jpegGrey(await asJpeg(plain, 95), 1000)).toBeUndefined()
    for (const device of ['pnggray', 'png16m', 'pngalpha', 'png256', 'pngmono'])
      expect(apart(pngGrey(printed(page, device, 72), 1e7), plain), device).toBeLessThan(
        device === 'pngmono' ? 12 : 2,
      )
  }, 60_000)

  it.each<[number, number, number, number, number]>([
    [60, 0, 0, 0, 50],
    [60, 1, 0, 15, 75],
    [72, 0.6, 3, 0, 20],
    [72, 1, 1, 25, 90],
    [100, 0, -2, 0, 20],
    [100, 1.5, 0, 0, 75],
    [100, 2, 2, 10, 60],
    [150, 2, 1, 0, 50],
    [200, 3, 0, 0, 40],
  ])(
    'are never called without a code: %i dpi, smoothed by %d, turned by %d°, noise %i, JPEG of quality %i',
    async (dpi, sigma, angle, noise, quality) => {
      for (const page of [await onPage(), await captioned()]) {
        const image = noisy(smoothed(turned(scan(page, dpi), angle), sigma), noise)
        const jpeg = await asJpeg(image, quality)
        const {texts, unread} = await datamatrixImages.read(jpeg)
        expect([texts, unread]).toEqual(texts.length > 0 ? [[example], []] : [[], ['unclear']])
        const carried = await search(await asPage(image, dpi))
        expect(carried?.texts.length === 1 || carried?.unread.includes('unclear')).toBe(true)
      }
    },
    120_000,
  )

  it.each(Object.entries(otherPages))(
    'are called without a code when there is none: %s',
    async (name, draw) => {
      const page = await pdfOf(draw)
      for (const [dpi, sigma] of [
        [72, 0],
        [100, 0.8],
      ] as const) {
        const image = smoothed(scan(page, dpi), sigma)
        const isFalseAlarm = FALSE_ALARMS.includes(`${name}, ${dpi}`)
        const {texts, unread} = await datamatrixImages.read(await asJpeg(image, 75))
        expect([dpi, texts, unread]).toEqual([dpi, [], isFalseAlarm ? ['unclear'] : []])
        expect([dpi, await search(await asPage(image, dpi))]).toEqual([dpi, {texts: [], unread: []}])
      }
    },
    120_000,
  )

  it.each([0, 1, 2])(
    'name a QR code for what it is (%i)',
    async (n) => {
      const image = scan(await qrPage(n)(), 150)
      expect(await search(await asPage(image, 150))).toEqual({texts: [], unread: [], qr: true})
      expect(await datamatrixImages.read(await asJpeg(image, 75))).toEqual({texts: [], unread: [], qr: true})
    },
    60_000,
  )

  it('fit in the time of one document among many', async () => {
    const image = smoothed(scan(await onPage(), 72), 1)
    expect(await search(await asPage(image, 72), 300)).toEqual({texts: [], unread: ['unclear']})
  }, 60_000)

  it('never throws for a wounded JPEG, and ends', async () => {
    const whole = await asJpeg(scan(await captioned(), 60), 60)
    const wounds = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {minLength: 1, maxLength: 4})
    fc.assert(
      fc.property(wounds, fc.nat(whole.length), (places, end) => {
        const wounded = Buffer.from(whole.subarray(0, end))
        for (const [at, byte] of places) if (at < end) wounded[at] = byte
        const seen = jpegGrey(wounded, 2_000_000)
        expect(seen === undefined || seen.grey.length === seen.width * seen.height).toBe(true)
      }),
      {numRuns: 60},
    )
  }, 60_000)
})

describe('what is not decoded here', () => {
  it('is left to the reader alone: a progressive JPEG, an interlaced PNG', async () => {
    const png = Buffer.from(await asPng(example))
    png[28] = 1
    expect(pngGrey(png, 1e7)).toBeUndefined()
    expect(jpegGrey(Buffer.from('ffd8ffc2000b080010001001011100', 'hex'), 1e7)).toBeUndefined()
  })
})
