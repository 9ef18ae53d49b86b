import {darkCells} from './darkness.ts'
import {withoutCodes} from './erase-codes.ts'
import {imageSize} from './image-size.ts'
import {jpegGrey} from './jpeg-grey.ts'
import {pngGrey} from './png-grey.ts'
import {hasCodeTexture} from './square-texture.ts'
import {type Suspect, suspectSquares} from './suspect-squares.ts'
import type {Box, Corners, GreyImage, SymbolReader} from './symbol-reader.ts'

/** What stands in an image beside the symbols that were read. */
export interface CloserLook {
  /** A square with the texture of a code that nothing reads. */
  readonly unclear: boolean
  /** A QR code was read: a code, but none that bears an INS. */
  readonly qr: boolean
}

/** A larger JPEG is looked at in halves or quarters of its size. */
const MOST_POINTS = 2_000_000
const MOST_PNG_POINTS = 20_000_000

/** Points of a file, or the points themselves; undefined for a kind of file that is not decoded here. */
function greyOfFile(image: Uint8Array | GreyImage): GreyImage | undefined {
  if (!(image instanceof Uint8Array)) return image
  return imageSize(image)?.kind === 'png' ? pngGrey(image, MOST_PNG_POINTS) : jpegGrey(image, MOST_POINTS)
}

/** A JPEG may have been made smaller. */
function scaleOf(image: Uint8Array | GreyImage, grey: GreyImage): number {
  const width = image instanceof Uint8Array ? imageSize(image)?.width : image.width
  return width ? grey.width / width : 1
}

/** A part of a QR code may look like a code of its own. */
function within(
  {cells: {factor}, left, top, side}: Suspect,
  {left: from, top: above, right, bottom}: Box,
): boolean {
  const [x, y] = [(left + side / 2) * factor, (top + side / 2) * factor]
  return x >= from && x <= right && y >= above && y <= bottom
}

/**
 * Looks for squares that have the size, the white margin and the texture of a matrix code where the reader found none:
 * too blurred or too coarse to be told from no code at all by it. QR codes are read and named.
 * @param read where symbols were read, which are taken away first
 */
export async function lookCloser(
  image: Uint8Array | GreyImage,
  reader: SymbolReader,
  read: readonly Corners[] = [],
): Promise<CloserLook> {
  const whole = greyOfFile(image)
  const grey = whole && withoutCodes(whole, read, scaleOf(image, whole))
  const cells = grey && darkCells(grey)
  const codes = await reader.qrCodes(grey ?? image)
  const isSuspect = (suspect: Suspect) =>
    hasCodeTexture(suspect) && !codes.some((code) => within(suspect, code))
  let unclear = false
  for (const suspect of cells ? suspectSquares(cells) : []) {
    unclear = isSuspect(suspect)
    if (unclear) break
  }
  return {unclear, qr: codes.length > 0}
}
