import type {DatamatrixImages, DatamatrixSearch} from '../ports/datamatrix.ts'
import {imageSize} from './image-size.ts'
import {lookCloser} from './look-closer.ts'
import {symbolReader} from './symbol-reader.ts'

/** An A3 page scanned with 600 points to the inch has 70 millions. */
const MOST_POINTS = 100_000_000

async function read(bytes: Uint8Array): Promise<DatamatrixSearch> {
  const size = imageSize(bytes)
  if (!size) return {texts: [], unread: ['format']}
  if (size.width * size.height > MOST_POINTS) return {texts: [], unread: ['too-big']}
  const reader = await symbolReader().catch(() => undefined)
  if (!reader) return {texts: [], unread: ['unavailable']}
  try {
    const quick = await reader.read(bytes, false)
    const {texts, unclear} = quick.texts.length > 0 ? quick : await reader.read(bytes, true)
    if (texts.length > 0) return {texts, unread: []}
    if (unclear || quick.unclear) return {texts, unread: ['unclear']}
    const closer = await lookCloser(bytes, reader)
    return {texts, unread: closer.unclear ? ['unclear'] : [], ...(closer.qr ? {qr: true} : {})}
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
