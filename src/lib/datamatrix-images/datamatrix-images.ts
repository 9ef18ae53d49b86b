import {isInsCode} from '../datamatrix/read-payload.ts'
import type {DatamatrixImages, DatamatrixSearch} from '../ports/datamatrix.ts'
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
    const quick = await reader.read(image, false)
    if (quick.texts.some(isInsCode)) return {texts: quick.texts, unread: []}
    // A label of another kind ends no search: the INS may stand beside it, turned.
    const whole = await reader.read(image, true)
    const texts = [...new Set([...quick.texts, ...whole.texts])]
    if (texts.some(isInsCode)) return {texts, unread: []}
    if (whole.unclear || quick.unclear) return {texts, unread: ['unclear']}
    const closer = await lookCloser(image, reader)
    const qr = closer.qr && texts.length === 0
    if (closer.unclear) return {texts, unread: ['unclear'], ...(qr ? {qr} : {})}
    const isBlack = image === bytes && isTransparentPng(bytes)
    return {texts, unread: isBlack ? ['compression'] : [], ...(qr ? {qr} : {})}
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
