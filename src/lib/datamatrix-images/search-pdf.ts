import type {PDFDocument} from '@cantoo/pdf-lib'
import {isInsCode} from '../datamatrix/read-payload.ts'
import type {DatamatrixLook, DatamatrixSearch, DatamatrixUnread} from '../ports/datamatrix.ts'
import {type CpuBudget, openBudget} from './cpu-budget.ts'
import {lookCloser} from './look-closer.ts'
import {imagesOf, points} from './page-images.ts'
import type {PdfImage} from './pdf-image.ts'
import type {Corners, GreyImage, SymbolReader, SymbolsSeen} from './symbol-reader.ts'

type PdfLib = typeof import('@cantoo/pdf-lib')

/** Processor time of a quick and of a thorough look at a million points, with room to spare. */
const QUICK_MS = 45
const THOROUGH_MS = 130
const CLOSER_MS = 70
/**
 * Searches the first pages of an opened PDF: its images, then what its pages draw. Stops where the budget ends and says
 * so; a quick look at every image comes before a thorough one at any.
 * @param tell what was read, at once: a search that is stopped from outside does not lose it
 */
export async function searchPdf(
  lib: PdfLib,
  document: PDFDocument,
  loadReader: () => Promise<SymbolReader | undefined>,
  {pages, cpuMs}: DatamatrixLook,
  tell: (texts: readonly string[]) => void = () => {},
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
        const found = await searchImages(images, reader, budget, unread, tell)
        for (const text of found.texts) texts.add(text)
        qr ||= found.qr
      }
    }
  }
  return {texts: [...texts], unread: [...unread], ...(qr ? {qr} : {})}
}

/**
 * Every image is looked at quickly, then thoroughly (turned, inverted, mirrored, smaller), then closer, whatever was
 * read before: beside a code another patient's may stand. What the time does not allow is told.
 */
async function searchImages(
  images: readonly (PdfImage | GreyImage)[],
  reader: SymbolReader,
  budget: CpuBudget,
  unread: Set<DatamatrixUnread>,
  tell: (texts: readonly string[]) => void,
): Promise<{readonly texts: readonly string[]; readonly qr: boolean}> {
  const texts: string[] = []
  const keep = (one: Decoded, {texts: found, places}: SymbolsSeen) => {
    if (found.length === 0) return
    one.places.push(...places)
    texts.push(...found)
    tell(found)
  }
  const decoded: Decoded[] = []
  for (const image of images) {
    if (budget.leftMs() < points(image) * quickCost(texts)) {
      unread.add('time')
      continue
    }
    const content = 'decode' in image ? image.decode() : image
    if (typeof content === 'string') {
      unread.add(content)
      continue
    }
    const before = budget.leftMs()
    const one: Decoded = {content, size: points(image), places: []}
    keep(one, await look(reader, content, false, unread))
    one.quickMs = before - budget.leftMs()
    decoded.push(one)
  }
  for (const one of decoded) {
    if (budget.leftMs() < thoroughCost(one)) unread.add('time')
    else keep(one, await look(reader, one.content, true, unread))
  }
  const qr = await searchCloser(decoded, reader, budget, unread)
  return {texts, qr: qr && texts.length === 0}
}

/** Codes that the reader does not see; @returns whether a QR code is there */
async function searchCloser(
  decoded: readonly Decoded[],
  reader: SymbolReader,
  budget: CpuBudget,
  unread: Set<DatamatrixUnread>,
): Promise<boolean> {
  let isThere = false
  for (const {content, size, places} of decoded) {
    if (unread.has('unclear')) break
    if (budget.leftMs() < size * CLOSER_MS) {
      unread.add('time')
      continue
    }
    const {unclear, qr} = await lookCloser(content, reader, places)
    if (unclear) unread.add('unclear')
    isThere ||= qr
  }
  return isThere
}

/** What was read is not put at stake for a page full of lines, which may take longer than most. */
const quickCost = (texts: readonly string[]) => (texts.some(isInsCode) ? THOROUGH_MS : QUICK_MS)

/** A thorough look takes as many times the quick one; most images need much less than the longest. */
const TIMES_QUICK = 4
const thoroughCost = ({size, quickMs}: Decoded) =>
  Math.min(size * THOROUGH_MS, (quickMs ?? Number.POSITIVE_INFINITY) * TIMES_QUICK)

interface Decoded {
  readonly content: Uint8Array | GreyImage
  /** Millions of points. */
  readonly size: number
  /** Of the symbols that were read. */
  readonly places: Corners[]
  /** What the quick look took. */
  quickMs?: number
}

async function look(
  reader: SymbolReader,
  image: Uint8Array | GreyImage,
  thorough: boolean,
  unread: Set<DatamatrixUnread>,
): Promise<SymbolsSeen> {
  try {
    const seen = await reader.read(image, thorough)
    if (seen.unclear) unread.add('unclear')
    if (seen.full) unread.add('count')
    return seen
  } catch {
    unread.add('damaged')
    return {texts: [], places: [], unclear: false, full: false}
  }
}
