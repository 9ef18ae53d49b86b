import {type JpegComponent, type JpegHeader, jpegHeader} from './jpeg-header.ts'
import {type BitReader, bitReader} from './jpeg-huffman.ts'
import type {GreyImage} from './symbol-reader.ts'

/** Coefficients in the order of the file (T.81, figure A.6). */
const ZIGZAG = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48],
  ...[41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23],
  ...[30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63],
)

/** Weights of the inverse cosine transform that makes `size` points of the lowest frequencies of eight. */
function weights(size: number): Float64Array {
  const table = new Float64Array(size * size)
  for (let x = 0; x < size; x++)
    for (let k = 0; k < size; k++) {
      const norm = Math.sqrt((k === 0 ? 1 : 2) / size) * Math.sqrt(size / 8)
      table[x * size + k] = norm * Math.cos(((2 * x + 1) * k * Math.PI) / (2 * size))
    }
  return table
}

interface Target {
  readonly grey: Uint8Array
  readonly width: number
  readonly size: number
  readonly weights: Float64Array
  readonly half: Float64Array
}

/** One block of coefficients into points. */
function paintBlock(coefficients: Int32Array, highest: number, from: number, target: Target): void {
  const {grey, width, size, half} = target
  if (highest === 0) {
    const flat = Math.max(0, Math.min(255, (coefficients[0] ?? 0) / 8 + 128))
    for (let y = 0; y < size; y++) grey.fill(flat, from + y * width, from + y * width + size)
    return
  }
  const w = target.weights
  for (let k = 0; k < size; k++)
    for (let x = 0; x < size; x++) {
      let sum = 0
      for (let n = 0; n < size; n++) sum += (coefficients[k * 8 + n] ?? 0) * (w[x * size + n] ?? 0)
      half[k * size + x] = sum
    }
  for (let x = 0; x < size; x++)
    for (let y = 0; y < size; y++) {
      let sum = 128.5
      for (let k = 0; k < size; k++) sum += (half[k * size + x] ?? 0) * (w[y * size + k] ?? 0)
      grey[from + y * width + x] = sum < 0 ? 0 : sum > 255 ? 255 : sum
    }
}

/** Reads one block; @returns the highest place that is not zero */
function readBlock(
  bits: BitReader,
  {dc, ac}: JpegComponent,
  before: number,
  quantizer: Uint16Array,
  into: Int32Array,
): {readonly dc: number; readonly highest: number} {
  const level = before + bits.signed(bits.symbol(dc) & 15)
  into.fill(0)
  into[0] = level * (quantizer[0] ?? 1)
  let highest = 0
  for (let k = 1; k < 64; k++) {
    const symbol = bits.symbol(ac)
    const size = symbol & 15
    if (size === 0) {
      if (symbol !== 0xf0) break
      k += 15
      continue
    }
    k += symbol >> 4
    const value = bits.signed(size)
    if (k < 64) {
      into[ZIGZAG[k] ?? 0] = value * (quantizer[k] ?? 1)
      highest = k
    }
  }
  return {dc: level, highest}
}

/**
 * The brightness of a sequential JPEG, made smaller by 1, 2 or 4 until it has at most `mostPoints`; undefined for
 * another kind of JPEG, for a larger one, and for one whose data end early.
 */
export function jpegGrey(bytes: Uint8Array, mostPoints: number): GreyImage | undefined {
  const header = jpegHeader(bytes)
  if (!header) return undefined
  const fits = (size: number) => (header.width * header.height * size * size) / 64 <= mostPoints
  const size = [8, 4, 2].find(fits)
  return size === undefined ? undefined : decode(bytes, header, size)
}

function decode(bytes: Uint8Array, header: JpegHeader, size: number): GreyImage | undefined {
  const {components, quantizers, restartEvery, data} = header
  const [first] = components
  if (!first) return undefined
  const [across, down] = components.length === 1 ? [1, 1] : [first.across, first.down]
  const [columns, rows] = [Math.ceil(header.width / (8 * across)), Math.ceil(header.height / (8 * down))]
  const width = columns * across * size
  const grey = new Uint8Array(width * rows * down * size)
  const target: Target = {grey, width, size, weights: weights(size), half: new Float64Array(64)}
  const bits = bitReader(bytes, data)
  const levels = components.map(() => 0)
  const block = new Int32Array(64)
  for (let unit = 0; unit < columns * rows; unit++) {
    if (restartEvery > 0 && unit > 0 && unit % restartEvery === 0) {
      if (!bits.restart()) return undefined
      levels.fill(0)
    }
    if (bits.exhausted) return undefined
    for (const [n, component] of components.entries()) {
      const [w, h] = components.length === 1 ? [1, 1] : [component.across, component.down]
      const quantizer = quantizers.get(component.quantizer) ?? block
      for (let part = 0; part < w * h; part++) {
        const {dc, highest} = readBlock(bits, component, levels[n] ?? 0, quantizer as Uint16Array, block)
        levels[n] = dc
        if (n > 0) continue
        const x = ((unit % columns) * w + (part % w)) * size
        const y = (Math.floor(unit / columns) * h + Math.floor(part / w)) * size
        paintBlock(block, highest, y * width + x, target)
      }
    }
  }
  return cut({width, height: grey.length / width, grey}, header, size)
}

/** Without what fills the last blocks. */
function cut({width, grey}: GreyImage, header: JpegHeader, size: number): GreyImage {
  const [w, h] = [Math.ceil((header.width * size) / 8), Math.ceil((header.height * size) / 8)]
  const out = new Uint8Array(w * h)
  for (let y = 0; y < h; y++) out.set(grey.subarray(y * width, y * width + w), y * w)
  return {width: w, height: h, grey: out}
}
