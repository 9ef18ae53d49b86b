import type {DatamatrixImages, DatamatrixSearch, DatamatrixUnread} from '../ports/datamatrix.ts'
import {imageSize} from './image-size.ts'
import {lookCloser} from './look-closer.ts'
import {isTransparentPng, pngGrey} from './png-grey.ts'
import {type GreyImage, symbolReader} from './symbol-reader.ts'

/** An A3 page scanned with 600 points to the inch has 70 millions. */
const MOST_POINTS = 100_000_000
const MOST_TRANSPARENT = 40_000_000

/** The reader takes a transparent background for black; people see it on white paper. */
function seenOnWhite(bytes: Uint8Array): Uint8Array | GreyImage {
  return (isTransparentPng(bytes) ? pngGrey(bytes, MOST_TRANSPARENT) : undefined) ?? bytes
}

async function read(bytes: Uint8Array): Promise<DatamatrixSearch> {
  const size = imageSize(bytes)
  if (!size) return {texts: [], unread: ['format']}
  if (size.width * size.height > MOST_POINTS) return {texts: [], unread: ['too-big']}
  const reader = await symbolReader().catch(() => undefined)
  if (!reader) return {texts: [], unread: ['unavailable']}
  try {
    const image = seenOnWhite(bytes)
    // Whatever was read, another patient's may stand beside it: turned, inverted, blurred.
    const seen = [await reader.read(image, false), await reader.read(image, true)]
    const texts = [...new Set(seen.flatMap((look) => look.texts))]
    const unread = new Set<DatamatrixUnread>()
    if (seen.some(({full}) => full)) unread.add('count')
    const closer = await lookCloser(
      image,
      reader,
      seen.flatMap(({places}) => places),
    )
    if (closer.unclear || seen.some(({unclear}) => unclear)) unread.add('unclear')
    // What is clear in it was taken for black.
    if (image === bytes && isTransparentPng(bytes)) unread.add('compression')
    return {texts, unread: [...unread], ...(closer.qr && texts.length === 0 ? {qr: true} : {})}
  } catch {
    return {texts: [], unread: ['damaged']}
  }
}

/** Reads image files and draws symbols, on this machine alone. */
export const datamatrixImages: DatamatrixImages = {
  read,
  async draw(text, wish) {
    const {drawSymbol} = await import('./draw-symbol.ts')
    return drawSymbol(text, wish)
  },
}
