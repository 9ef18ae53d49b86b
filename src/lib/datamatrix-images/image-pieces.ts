import type {PDFStream} from '@cantoo/pdf-lib'
import type {DatamatrixUnread} from '../ports/datamatrix.ts'
import type {Matrix} from './drawn-content.ts'
import {jpegGrey} from './jpeg-grey.ts'
import {type PdfImage, pieceOfImage} from './pdf-image.ts'
import type {GreyImage} from './symbol-reader.ts'

type PdfLib = typeof import('@cantoo/pdf-lib')

/** An image and where its unit square is put on the page. */
export interface PlacedImage {
  readonly stream: PDFStream
  readonly at: Matrix
}

/** Points (1/72 inch) between edges that are one. */
const GAP = 0.5
const MOST_POINTS = 40_000_000
const MOST_TURNED = 500

interface Piece {
  readonly image: PdfImage
  readonly left: number
  readonly low: number
  readonly wide: number
  readonly high: number
}

const near = (one: number, other: number) => Math.abs(one - other) <= GAP

/** Some programs cut an image into strips: each alone shows a part of a symbol, which nothing can read. */
export function joinedImages(
  lib: PdfLib,
  placed: readonly PlacedImage[],
): {
  readonly joined: readonly PdfImage[]
  /** Pieces side by side, turned, mirrored, or of different fineness, which are not joined here. */
  readonly apart: boolean
} {
  const pieces = placed.flatMap(({stream, at: [a, b, c, d, e, f]}): Piece[] => {
    const image = pieceOfImage(lib, stream)
    return image && b === 0 && c === 0 && a > 0 && d > 0 ? [{image, left: e, low: f, wide: a, high: d}] : []
  })
  const topFirst = pieces.sort(
    (one, other) =>
      Math.round(one.left) - Math.round(other.left) || other.low + other.high - (one.low + one.high),
  )
  const joined: PdfImage[] = []
  let strips: Piece[] = []
  let apart = isSideBySide(topFirst) || areTurnedTogether(placed)
  const close = () => {
    if (strips.length > 1) joined.push(stacked(strips.map(({image}) => image)))
    strips = []
  }
  for (const piece of topFirst) {
    const above = strips.at(-1)
    const isNext = above !== undefined && isBelow(piece, above)
    if (isNext && piece.image.width !== above.image.width) apart = true
    if (above && !(isNext && piece.image.width === above.image.width)) close()
    strips.push(piece)
  }
  close()
  return {joined, apart}
}

const isBelow = (one: Piece, above: Piece) =>
  near(one.left, above.left) && near(one.wide, above.wide) && near(one.low + one.high, above.low)

/** Images turned or mirrored that touch each other; beyond so many they are taken to. */
function areTurnedTogether(placed: readonly PlacedImage[]): boolean {
  const turned = placed.filter(({at: [a, b, c, d]}) => b !== 0 || c !== 0 || a <= 0 || d <= 0).map(boxOf)
  if (turned.length > MOST_TURNED) return true
  return turned.some((one, at) => turned.slice(at + 1).some((other) => doTouch(one, other)))
}

function boxOf({at: [a, b, c, d, e, f]}: PlacedImage) {
  const [across, up] = [
    [e, e + a, e + c, e + a + c],
    [f, f + b, f + d, f + b + d],
  ] as const
  return {left: Math.min(...across), right: Math.max(...across), low: Math.min(...up), top: Math.max(...up)}
}

const doTouch = (one: ReturnType<typeof boxOf>, other: ReturnType<typeof boxOf>) =>
  one.left <= other.right + GAP &&
  other.left <= one.right + GAP &&
  one.low <= other.top + GAP &&
  other.low <= one.top + GAP

function isSideBySide(pieces: readonly Piece[]): boolean {
  const rows = Map.groupBy(pieces, ({low}) => Math.round(low))
  return [...rows.values()].some((inRow) =>
    inRow
      .toSorted((one, other) => one.left - other.left)
      .some((one, at, sorted) => {
        const before = sorted[at - 1]
        return (
          before !== undefined && near(before.left + before.wide, one.left) && near(before.high, one.high)
        )
      }),
  )
}

/** Strips of the same width one under the other, as one image. */
function stacked(strips: readonly PdfImage[]): PdfImage {
  const width = strips[0]?.width ?? 0
  const height = strips.reduce((sum, strip) => sum + strip.height, 0)
  return {
    width,
    height,
    decode() {
      if (width * height > MOST_POINTS) return 'too-big'
      const grey = new Uint8Array(width * height)
      let row = 0
      for (const strip of strips) {
        const points = pointsOf(strip)
        if (typeof points === 'string') return points
        grey.set(points.grey, row * width)
        row += strip.height
      }
      return {width, height, grey}
    },
  }
}

function pointsOf(strip: PdfImage): GreyImage | DatamatrixUnread {
  const content = strip.decode()
  const points = content instanceof Uint8Array ? jpegGrey(content, MOST_POINTS) : content
  if (points === undefined) return 'compression'
  if (typeof points === 'string') return points
  return points.width === strip.width && points.height === strip.height ? points : 'compression'
}
