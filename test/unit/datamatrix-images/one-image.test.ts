/** Another patient's symbol in the image that holds the right one: a scanned page, a sheet of labels. */
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {encodePayload} from '../../../src/lib/datamatrix/encode-payload.ts'
import {datamatrixImages} from '../../../src/lib/datamatrix-images/datamatrix-images.ts'
import type {GreyImage} from '../../../src/lib/datamatrix-images/symbol-reader.ts'
import {createPdfInspector} from '../../../src/lib/pdf/pdf-inspector.ts'
import {printedFindings} from '../../../src/lib/usecases/submission/printed-identity.ts'
import {example, ins, people} from '../datamatrix/payloads.ts'
import {paper, put, roomy, symbol, twoOnPage} from './page-of-parts.ts'
import {greyPng} from './png-files.ts'
import {asPage, smoothed, turned} from './scanned-page.ts'

const inspector = createPdfInspector()
afterAll(() => inspector.close())

const search = async (image: GreyImage, cpuMs: number) =>
  (await inspector.inspect(await asPage(image, 100), undefined, {pages: 1, cpuMs})).datamatrix
const [other = example] = fc
  .sample(people, {numRuns: 1, seed: 42})
  .map((who) => encodePayload(who.ins, who.traits))
const inverted = ({width, height, grey}: GreyImage) => ({
  width,
  height,
  grey: grey.map((value) => 255 - value),
})
const mirrored = ({width, height, grey}: GreyImage) => ({
  width,
  height,
  grey: grey.map((_, at) => grey[at - (at % width) + width - 1 - (at % width)] ?? 255),
})
/** Ink and paper over a part of the modules, too many for the symbol to correct. */
const spoilt = ({width, height, grey}: GreyImage) => ({
  width,
  height,
  grey: grey.map((value, at) => {
    const [column, row] = [Math.floor((at % width) / 6), Math.floor(at / width / 6)]
    return Math.imul(column * 73 + row * 179 + 11, 2_654_435_761) >>> 28 < 4 ? 255 - value : value
  }),
})

const beside = (part: (whole: GreyImage) => GreyImage, own = example) => twoOnPage(own, other, part)

const isOther = (found: Parameters<typeof printedFindings>[0]) =>
  printedFindings(found, {ins}).some(({rule}) => rule === 'DATAMATRIX-OTHER-INS')

describe('another patient’s symbol in the same image', () => {
  it.each<[string, (whole: GreyImage) => GreyImage]>([
    ['upright', (whole) => whole],
    ...[45, 90, 135, 180, 270].map((angle): [string, (whole: GreyImage) => GreyImage] => [
      `turned by ${angle}°`,
      (whole) => turned(roomy(whole), angle),
    ]),
    ['white on black', inverted],
    ['mirrored', mirrored],
  ])(
    'is read beside one that reads at once, %s',
    async (_, part) => {
      const image = await beside(part)
      for (const cpuMs of [20_000, 3000]) {
        const found = await search(image, cpuMs)
        expect(new Set(found?.texts)).toEqual(new Set([example, other]))
        expect(isOther(found ?? {texts: [], unread: []})).toBe(true)
      }
      const file = await datamatrixImages.read(greyPng(image.width, image.height, image.grey))
      expect(new Set(file.texts)).toEqual(new Set([example, other]))
    },
    60_000,
  )

  it.each<[string, (whole: GreyImage) => GreyImage]>([
    ['blurred', (whole) => smoothed(roomy(whole), 3)],
    ['spoilt', spoilt],
  ])(
    'is told as not read where it is too %s to be read',
    async (_, part) => {
      const image = await beside(part)
      const told = {texts: [example], unread: ['unclear']}
      expect(await search(image, 20_000)).toEqual(told)
      expect(await datamatrixImages.read(greyPng(image.width, image.height, image.grey))).toEqual(told)
    },
    60_000,
  )

  it('is read beside a label of another kind', async () => {
    const found = await search(await beside((whole) => turned(roomy(whole), 90), 'DC04FR000001'), 20_000)
    expect(new Set(found?.texts)).toEqual(new Set(['DC04FR000001', other]))
  }, 60_000)

  it('is never passed over in silence where the time ends first', async () => {
    const image = await beside((whole) => turned(roomy(whole), 90))
    for (const cpuMs of [10, 60, 120, 300]) {
      const found = await search(image, cpuMs)
      expect([cpuMs, found?.texts.includes(other) || found?.unread.length !== 0]).toEqual([cpuMs, true])
    }
  }, 60_000)

  it('leaves a page alone whose only symbols are right', async () => {
    const image = put(await beside(() => paper(10, 10)), await symbol(example, 3), 300, 700)
    expect(await search(image, 20_000)).toEqual({texts: [example], unread: []})
  }, 60_000)
})

describe('many symbols in one image', () => {
  const sheet = async (count: number, text: (at: number) => string, module: number, columns: number) => {
    const first = await symbol(text(0), module)
    const [w, h] = [first.width + 10, first.height + 10]
    const page = paper(columns * w + 20, Math.ceil(count / columns) * h + 20)
    const known = new Map<string, GreyImage>()
    for (let at = 0; at < count; at++) {
      const one = known.get(text(at)) ?? (await symbol(text(at), module))
      known.set(text(at), one)
      put(page, one, 10 + (at % columns) * w, 10 + Math.floor(at / columns) * h)
    }
    return page
  }

  it.each([0, 17, 23])(
    'are all compared: another patient’s among twenty-four, at place %i',
    async (at) => {
      const found = await search(await sheet(24, (n) => (n === at ? other : example), 3, 5), 20_000)
      expect([new Set(found?.texts), found?.unread]).toEqual([new Set([example, other]), []])
    },
    60_000,
  )

  it('are said to be more than were read, beyond what the reader counts', async () => {
    const found = await search(await sheet(270, () => 'A1', 3, 18), 20_000)
    expect(found?.unread).toContain('count')
  }, 60_000)
})
