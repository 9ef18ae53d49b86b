/*
 * Finds and draws data matrix symbols (ISO/IEC 16022, ECC 200). Drawing is bwip-js, reading zxing-cpp as WebAssembly,
 * given the file that its package ships: by itself it would fetch one from the Internet. Both are loaded when the first
 * symbol is drawn or looked for, and not before.
 *
 * A PDF is searched in the worker that inspects it (`pdf`), one image after the other; what its pages draw with lines
 * and surfaces is painted small first. What cannot be painted or decoded (CCITT, JBIG2, JPEG 2000, barcode fonts) is
 * named as not read, because a code that was not looked for is not absent. Nor is one that the reader does not see for
 * its blur: a square that has the size, the margin and the texture of a code (`look-closer`) is told as not read too.
 *
 * Not here: what the text of a symbol means (`datamatrix`).
 */
import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import type {ReadResult} from 'zxing-wasm/reader'

/** Eight bits for each point, 0 black, row after row. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

/** In points of the image. */
export interface Corner {
  readonly x: number
  readonly y: number
}

/** Of a symbol that may be turned, around it. */
export type Corners = readonly [Corner, Corner, Corner, Corner]

export interface SymbolsSeen {
  readonly texts: readonly string[]
  /** Where each text stands. */
  readonly places: readonly Corners[]
  /** A symbol was found whose content does not hold together. */
  readonly unclear: boolean
  /** As many symbols as the reader tells: there may be more. */
  readonly full: boolean
}

/** In points of the image. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface SymbolReader {
  /** @param image PNG or JPEG as a file, or points */
  read(image: Uint8Array | GreyImage, thorough: boolean): Promise<SymbolsSeen>
  /** Where the QR codes stand that can be read. */
  qrCodes(image: Uint8Array | GreyImage): Promise<readonly Box[]>
}

/** The reader can count no further. */
const MOST_SYMBOLS = 255

const cornersOf = ({position: {topLeft, topRight, bottomRight, bottomLeft}}: ReadResult): Corners => [
  topLeft,
  topRight,
  bottomRight,
  bottomLeft,
]

/** The reader may lose at one size of the image what it read at another: that is the same symbol. */
function isOver(one: Corners, other: Corners): boolean {
  const [cx, cy] = [one.reduce((sum, {x}) => sum + x, 0) / 4, one.reduce((sum, {y}) => sum + y, 0) / 4]
  const [xs, ys] = [other.map(({x}) => x), other.map(({y}) => y)]
  return cx > Math.min(...xs) && cx < Math.max(...xs) && cy > Math.min(...ys) && cy < Math.max(...ys)
}

let loaded: Promise<SymbolReader> | undefined

async function load(): Promise<SymbolReader> {
  const zxing = await import('zxing-wasm/reader')
  const shipped = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = await readFile(shipped)
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  await zxing.prepareZXingModule({overrides: {wasmBinary}, fireImmediately: true})
  return {
    async read(image, thorough) {
      const found = await zxing.readBarcodes(image instanceof Uint8Array ? image : coloured(image), {
        formats: ['DataMatrix'],
        // Otherwise a separator comes out as the four characters <GS>.
        textMode: 'Plain',
        // Otherwise only the middle of the image is looked at.
        tryHarder: true,
        tryRotate: thorough,
        tryInvert: thorough,
        tryDownscale: thorough,
        maxNumberOfSymbols: MOST_SYMBOLS,
        returnErrors: true,
      })
      const sound = found.filter(({isValid}) => isValid)
      const places = sound.map(cornersOf)
      const lost = found.filter((one) => !one.isValid).map(cornersOf)
      return {
        texts: sound.map(({text}) => text),
        places,
        unclear: lost.some((one) => !places.some((place) => isOver(one, place))),
        full: found.length >= MOST_SYMBOLS,
      }
    },
    async qrCodes(image) {
      const found = await zxing.readBarcodes(image instanceof Uint8Array ? image : coloured(image), {
        formats: ['QRCode'],
        tryHarder: true,
        maxNumberOfSymbols: 4,
      })
      return found.map((one) => {
        const corners = cornersOf(one)
        const [xs, ys] = [corners.map(({x}) => x), corners.map(({y}) => y)]
        return {left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys)}
      })
    },
  }
}

/** Loads the reader once. @throws when its package is not there */
export function symbolReader(): Promise<SymbolReader> {
  loaded ??= load()
  return loaded
}

function coloured({width, height, grey}: GreyImage) {
  const data = new Uint8ClampedArray(new ArrayBuffer(width * height * 4))
  const points = new Uint32Array(data.buffer)
  for (let at = 0; at < grey.length; at++) points[at] = 0xff000000 | ((grey[at] ?? 0) * 0x010101)
  return {data, width, height, colorSpace: 'srgb' as const}
}
