import type {PDFDict, PDFObject, PDFPage, PDFStream} from '@cantoo/pdf-lib'
import type {DatamatrixUnread} from '../ports/datamatrix.ts'
import {type DrawnContent, drawnContent, type Matrix, times, UNCHANGED} from './drawn-content.ts'
import {joinedImages, type PlacedImage} from './image-pieces.ts'
import {FEWEST_SHAPES, outlineCount, paintShapes} from './paint-shapes.ts'
import {type PdfImage, pdfImage} from './pdf-image.ts'
import {streamBytes} from './stream-bytes.ts'
import type {GreyImage} from './symbol-reader.ts'

type PdfLib = typeof import('@cantoo/pdf-lib')

const MOST_CONTENT = 16 * 1024 * 1024
const DEEPEST = 6
/** Fonts whose glyphs are codes or parts of them. */
const CODE_FONT = /matrix|bar-?code|code-?(?:39|128)|IDAutomation/i
/** Flag of an annotation that is never shown (ISO 32000, 12.5.3). */
const HIDDEN = 2

interface Found {
  readonly images: Map<PDFStream, PdfImage>
  readonly placed: PlacedImage[]
  readonly drawn: DrawnContent
  /** Soft masks that were opened. */
  readonly masks: Set<PDFStream>
  readonly unread: Set<DatamatrixUnread>
}

/** Millions of points. */
export const points = ({width, height}: {readonly width: number; readonly height: number}) =>
  (width * height) / 1e6

/**
 * Images that a page shows, in its content, its patterns or its annotations, from the smallest to the largest; pieces
 * that were cut from one image joined again; and what the page draws painted as one more.
 */
export function imagesOf(
  lib: PdfLib,
  page: PDFPage,
  unread: Set<DatamatrixUnread>,
): (PdfImage | GreyImage)[] {
  const drawn: DrawnContent = {shapes: [], uses: [], patterns: [], inlineImages: 0}
  const found: Found = {images: new Map(), placed: [], drawn, masks: new Set(), unread}
  const contents = page.node.Contents()
  const parts =
    contents instanceof lib.PDFArray ? contents.asArray().map((_, at) => contents.lookup(at)) : [contents]
  const text = parts.map((part) => contentOf(lib, part, unread)).join('\n')
  collect(lib, text, page.node.Resources(), UNCHANGED, found, 0)
  for (const {stream, at} of appearances(lib, page)) collectForm(lib, stream, undefined, at, found, 0)
  const {shapes, inlineImages} = found.drawn
  const isDrawn = outlineCount(shapes) >= FEWEST_SHAPES
  const painted = isDrawn ? paintShapes(shapes) : undefined
  const {joined, apart} = joinedImages(lib, found.placed)
  if (inlineImages >= 1 || apart || (isDrawn && !painted)) unread.add('drawn')
  const images = [...found.images.values(), ...joined].sort((one, other) => points(one) - points(other))
  return [...images, ...(painted ? [painted] : [])]
}

function contentOf(lib: PdfLib, part: PDFObject | undefined, unread: Set<DatamatrixUnread>): string {
  if (!(part instanceof lib.PDFStream)) return ''
  const bytes = streamBytes(lib, part, MOST_CONTENT)
  if (!bytes) unread.add('compression')
  return Buffer.from(bytes ?? new Uint8Array())
    .toString('latin1')
    .replaceAll('\0', ' ')
}

/** What annotations show for themselves, stamps among them, moved to where they stand. */
function appearances(lib: PdfLib, page: PDFPage): {readonly stream: PDFStream; readonly at: Matrix}[] {
  const name = lib.PDFName.of
  const annotations = page.node.lookup(name('Annots'))
  if (!(annotations instanceof lib.PDFArray)) return []
  return annotations.asArray().flatMap((_, index) => {
    const one = annotations.lookup(index)
    if (!(one instanceof lib.PDFDict)) return []
    const flags = one.lookup(name('F'))
    if (flags instanceof lib.PDFNumber && (flags.asNumber() & HIDDEN) !== 0) return []
    const all = one.lookup(name('AP'))
    const normal = all instanceof lib.PDFDict ? all.lookup(name('N')) : undefined
    const state = one.lookup(name('AS'))
    const stream =
      normal instanceof lib.PDFDict && state instanceof lib.PDFName ? normal.lookup(state) : normal
    if (!(stream instanceof lib.PDFStream)) return []
    const [x = 0, y = 0] = numbersOf(lib, one, 'Rect')
    const [left = 0, low = 0] = numbersOf(lib, stream.dict, 'BBox')
    return [{stream, at: [1, 0, 0, 1, x - left, y - low] as const}]
  })
}

/** What a content stream shows: images, forms and patterns it names, the last two opened in turn. */
function collect(
  lib: PdfLib,
  text: string,
  resources: PDFDict | undefined,
  at: Matrix,
  found: Found,
  depth: number,
): void {
  const here: DrawnContent = {shapes: found.drawn.shapes, uses: [], patterns: [], inlineImages: 0}
  if (!drawnContent(text, at, here)) found.unread.add('drawn')
  found.drawn.inlineImages += here.inlineImages
  if (hasCodeFont(lib, resources)) found.unread.add('font')
  const named = (kind: string, name: string) => {
    const all = resources?.lookup(lib.PDFName.of(kind))
    return all instanceof lib.PDFDict ? all.lookup(lib.PDFName.of(name)) : undefined
  }
  for (const mask of softMasks(lib, resources)) {
    if (found.masks.has(mask)) continue
    found.masks.add(mask)
    collectForm(lib, mask, resources, at, found, depth)
  }
  for (const name of new Set(here.patterns)) {
    const pattern = named('Pattern', name)
    if (pattern instanceof lib.PDFStream) collectForm(lib, pattern, resources, UNCHANGED, found, depth)
  }
  for (const {name, at: place} of here.uses) {
    const object = named('XObject', name)
    if (!(object instanceof lib.PDFStream)) continue
    const subtype = object.dict.lookup(lib.PDFName.of('Subtype'))
    if (subtype === lib.PDFName.of('Form')) collectForm(lib, object, resources, place, found, depth)
    else if (subtype === lib.PDFName.of('Image')) {
      found.placed.push({stream: object, at: place})
      const image = pdfImage(lib, object)
      if (image) found.images.set(object, image)
      // Colours that are not painted: the image is looked at as it is stored, which may not be how it shows.
      if (image && object.dict.lookup(lib.PDFName.of('Mask')) instanceof lib.PDFArray)
        found.unread.add('compression')
      // Many tiny images may be the modules of one symbol.
      else found.drawn.inlineImages += 1 / 100
    }
  }
}

/** What is painted only where a mask lets it through shows what the mask draws (ISO 32000, 11.6.5.2). */
function softMasks(lib: PdfLib, resources: PDFDict | undefined): PDFStream[] {
  const states = resources?.lookup(lib.PDFName.of('ExtGState'))
  if (!(states instanceof lib.PDFDict)) return []
  return states.keys().flatMap((key) => {
    const state = states.lookup(key)
    const mask = state instanceof lib.PDFDict ? state.lookup(lib.PDFName.of('SMask')) : undefined
    const group = mask instanceof lib.PDFDict ? mask.lookup(lib.PDFName.of('G')) : undefined
    return group instanceof lib.PDFStream ? [group] : []
  })
}

function collectForm(
  lib: PdfLib,
  form: PDFStream,
  outer: PDFDict | undefined,
  at: Matrix,
  found: Found,
  depth: number,
): void {
  if (depth >= DEEPEST) {
    found.unread.add('drawn')
    return
  }
  const inner = form.dict.lookup(lib.PDFName.of('Resources'))
  const resources = inner instanceof lib.PDFDict ? inner : outer
  collect(
    lib,
    contentOf(lib, form, found.unread),
    resources,
    times(matrixOf(lib, form), at),
    found,
    depth + 1,
  )
}

function numbersOf(lib: PdfLib, dict: PDFDict, key: string): number[] {
  const given = dict.lookup(lib.PDFName.of(key))
  if (!(given instanceof lib.PDFArray)) return []
  return given.asArray().map((_, at) => {
    const one = given.lookup(at)
    return one instanceof lib.PDFNumber ? one.asNumber() : 0
  })
}

function matrixOf(lib: PdfLib, form: PDFStream): Matrix {
  const numbers = numbersOf(lib, form.dict, 'Matrix')
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
