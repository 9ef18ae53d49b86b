import type {PDFDict, PDFDocument, PDFObject, PDFPage, PDFStream} from '@cantoo/pdf-lib'
import type {DatamatrixLook, DatamatrixSearch, DatamatrixUnread} from '../ports/datamatrix.ts'
import {type CpuBudget, openBudget} from './cpu-budget.ts'
import {type DrawnContent, drawnContent, type Matrix, times, UNCHANGED} from './drawn-content.ts'
import {lookCloser} from './look-closer.ts'
import {FEWEST_SHAPES, outlineCount, paintShapes} from './paint-shapes.ts'
import {type PdfImage, pdfImage} from './pdf-image.ts'
import {streamBytes} from './stream-bytes.ts'
import type {GreyImage, SymbolReader} from './symbol-reader.ts'

type PdfLib = typeof import('@cantoo/pdf-lib')

const MOST_CONTENT = 16 * 1024 * 1024
const DEEPEST = 6
/** Processor time of a quick and of a thorough look at a million points, with room to spare. */
const QUICK_MS = 45
const THOROUGH_MS = 130
const CLOSER_MS = 90
/** Fonts whose glyphs are codes or parts of them. */
const CODE_FONT = /matrix|bar-?code|code-?(?:39|128)|IDAutomation/i

interface Found {
  readonly images: Map<PDFStream, PdfImage>
  readonly drawn: DrawnContent
  readonly unread: Set<DatamatrixUnread>
}

/**
 * Searches the first pages of an opened PDF: its images, then what its pages draw. Stops where the budget ends and says
 * so; a quick look at every image comes before a thorough one at any.
 */
export async function searchPdf(
  lib: PdfLib,
  document: PDFDocument,
  loadReader: () => Promise<SymbolReader | undefined>,
  {pages, cpuMs}: DatamatrixLook,
): Promise<DatamatrixSearch> {
  const budget = openBudget(cpuMs)
  const all = document.getPages()
  const texts = new Set<string>()
  let reader: SymbolReader | undefined
  let qr = false
  const unread = new Set<DatamatrixUnread>(all.length > pages ? ['pages'] : [])
  for (const page of all.slice(0, pages)) {
    if (budget.leftMs() <= 0) unread.add('time')
    else {
      const images = imagesOf(lib, page, unread)
      if (images.length > 0) reader ??= await budget.apart(loadReader)
      if (images.length > 0 && !reader) unread.add('unavailable')
      else if (reader) {
        const found = await searchImages(images, reader, budget, unread)
        for (const text of found.texts) texts.add(text)
        qr ||= found.qr
      }
    }
  }
  return {texts: [...texts], unread: [...unread], ...(qr ? {qr} : {})}
}

async function searchImages(
  images: readonly (PdfImage | GreyImage)[],
  reader: SymbolReader,
  budget: CpuBudget,
  unread: Set<DatamatrixUnread>,
): Promise<{readonly texts: readonly string[]; readonly qr: boolean}> {
  const decoded: Decoded[] = []
  for (const image of images) {
    if (budget.leftMs() < points(image) * QUICK_MS) {
      unread.add('time')
      continue
    }
    const content = 'decode' in image ? image.decode() : image
    if (typeof content === 'string') unread.add(content)
    else decoded.push({content, size: points(image)})
    const texts = typeof content === 'string' ? [] : await look(reader, content, false, unread)
    if (texts.length > 0) return {texts, qr: false}
  }
  for (const {content, size} of decoded) {
    if (budget.leftMs() < size * THOROUGH_MS) {
      unread.add('time')
      continue
    }
    const texts = await look(reader, content, true, unread)
    if (texts.length > 0) return {texts, qr: false}
  }
  return {texts: [], qr: await searchCloser(decoded, reader, budget, unread)}
}

/** Codes that the reader does not see; @returns whether a QR code is there */
async function searchCloser(
  decoded: readonly Decoded[],
  reader: SymbolReader,
  budget: CpuBudget,
  unread: Set<DatamatrixUnread>,
): Promise<boolean> {
  let isThere = false
  for (const {content, size} of decoded) {
    if (unread.has('unclear')) break
    if (budget.leftMs() < size * CLOSER_MS) {
      unread.add('time')
      continue
    }
    const {unclear, qr} = await lookCloser(content, reader)
    if (unclear) unread.add('unclear')
    isThere ||= qr
  }
  return isThere
}

interface Decoded {
  readonly content: Uint8Array | GreyImage
  /** Millions of points. */
  readonly size: number
}

/** Images of a page from the smallest to the largest, and what the page draws painted as one more. */
function imagesOf(lib: PdfLib, page: PDFPage, unread: Set<DatamatrixUnread>): (PdfImage | GreyImage)[] {
  const found: Found = {images: new Map(), drawn: {shapes: [], uses: [], inlineImages: 0}, unread}
  const contents = page.node.Contents()
  const parts =
    contents instanceof lib.PDFArray ? contents.asArray().map((_, at) => contents.lookup(at)) : [contents]
  const text = parts.map((part) => contentOf(lib, part, unread)).join('\n')
  collect(lib, text, page.node.Resources(), UNCHANGED, found, 0)
  const {shapes, inlineImages} = found.drawn
  const isDrawn = outlineCount(shapes) >= FEWEST_SHAPES
  const painted = isDrawn ? paintShapes(shapes) : undefined
  if (inlineImages >= 1 || (isDrawn && !painted)) unread.add('drawn')
  const images = [...found.images.values()].sort((one, other) => points(one) - points(other))
  return [...images, ...(painted ? [painted] : [])]
}

const points = ({width, height}: {readonly width: number; readonly height: number}) => (width * height) / 1e6

async function look(
  reader: SymbolReader,
  image: Uint8Array | GreyImage,
  thorough: boolean,
  unread: Set<DatamatrixUnread>,
): Promise<readonly string[]> {
  try {
    const {texts, unclear} = await reader.read(image, thorough)
    if (texts.length === 0 && unclear) unread.add('unclear')
    return texts
  } catch {
    unread.add('damaged')
    return []
  }
}

function contentOf(lib: PdfLib, part: PDFObject | undefined, unread: Set<DatamatrixUnread>): string {
  if (!(part instanceof lib.PDFStream)) return ''
  const bytes = streamBytes(lib, part, MOST_CONTENT)
  if (!bytes) unread.add('compression')
  return Buffer.from(bytes ?? new Uint8Array())
    .toString('latin1')
    .replaceAll('\0', ' ')
}

/** What a content stream shows: images and forms it names, forms opened in turn. */
function collect(
  lib: PdfLib,
  text: string,
  resources: PDFDict | undefined,
  at: Matrix,
  found: Found,
  depth: number,
): void {
  const here: DrawnContent = {shapes: found.drawn.shapes, uses: [], inlineImages: 0}
  if (!drawnContent(text, at, here)) found.unread.add('drawn')
  found.drawn.inlineImages += here.inlineImages
  if (hasCodeFont(lib, resources)) found.unread.add('font')
  const objects = resources?.lookup(lib.PDFName.of('XObject'))
  if (!(objects instanceof lib.PDFDict)) return
  for (const {name, at: place} of here.uses) {
    const object = objects.lookup(lib.PDFName.of(name))
    if (!(object instanceof lib.PDFStream)) continue
    const subtype = object.dict.lookup(lib.PDFName.of('Subtype'))
    if (subtype === lib.PDFName.of('Image')) {
      const image = pdfImage(lib, object)
      if (image) found.images.set(object, image)
      // Many tiny images may be the modules of one symbol.
      else found.drawn.inlineImages += 1 / 100
    } else if (subtype === lib.PDFName.of('Form')) {
      if (depth >= DEEPEST) found.unread.add('drawn')
      else {
        const inner = object.dict.lookup(lib.PDFName.of('Resources'))
        const own = inner instanceof lib.PDFDict ? inner : resources
        collect(
          lib,
          contentOf(lib, object, found.unread),
          own,
          times(matrixOf(lib, object), place),
          found,
          depth + 1,
        )
      }
    }
  }
}

function matrixOf(lib: PdfLib, form: PDFStream): Matrix {
  const given = form.dict.lookup(lib.PDFName.of('Matrix'))
  if (!(given instanceof lib.PDFArray)) return UNCHANGED
  const numbers = given.asArray().map((_, at) => {
    const one = given.lookup(at)
    return one instanceof lib.PDFNumber ? one.asNumber() : 0
  })
  return numbers.length === 6 ? (numbers as unknown as Matrix) : UNCHANGED
}

function hasCodeFont(lib: PdfLib, resources: PDFDict | undefined): boolean {
  const fonts = resources?.lookup(lib.PDFName.of('Font'))
  if (!(fonts instanceof lib.PDFDict)) return false
  return fonts.keys().some((key) => {
    const font = fonts.lookup(key)
    if (!(font instanceof lib.PDFDict)) return false
    const kind = font.lookup(lib.PDFName.of('Subtype'))
    const base = font.lookup(lib.PDFName.of('BaseFont'))
    return (
      kind === lib.PDFName.of('Type3') || (base instanceof lib.PDFName && CODE_FONT.test(base.decodeText()))
    )
  })
}
