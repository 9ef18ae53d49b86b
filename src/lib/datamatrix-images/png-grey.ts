import {inflateSync} from 'node:zlib'
import {greyOf, type Shade} from './grey-samples.ts'
import type {GreyImage} from './symbol-reader.ts'
import {undoPredictor} from './undo-predictor.ts'

const brightness = ([r = 0, g = 0, b = 0]: readonly number[]) => (r * 0.3 + g * 0.59 + b * 0.11) * 255
const onWhite = (grey: number, alpha: number) => grey * alpha + 255 * (1 - alpha)

/** Shades of the colour types of a PNG. */
const SHADES: Readonly<Record<number, Shade>> = {
  0: {components: 1, indexed: false, grey: ([v = 0]) => v * 255},
  2: {components: 3, indexed: false, grey: brightness},
  4: {components: 2, indexed: false, grey: ([v = 0, a = 1]) => onWhite(v * 255, a)},
  6: {
    components: 4,
    indexed: false,
    grey: ([r = 0, g = 0, b = 0, a = 1]) => onWhite(brightness([r, g, b]), a),
  },
}

function paletteShade(colours: Uint8Array, alphas: Uint8Array): Shade {
  const greys = Array.from({length: Math.floor(colours.length / 3)}, (_, n) =>
    onWhite(
      brightness([...colours.subarray(3 * n, 3 * n + 3)].map((v) => v / 255)),
      (alphas[n] ?? 255) / 255,
    ),
  )
  return {components: 1, indexed: true, grey: ([index = 0]) => greys[index] ?? 255}
}

/** One grey or colour that stands for nothing at all (tRNS of PNG, 11.3.2.1). */
function withoutOne(shade: Shade, clear: Uint8Array, bits: number): Shade {
  if (clear.length < 2 * shade.components) return shade
  // Sixteen bits are read as their upper eight.
  const top = 2 ** Math.min(bits, 8) - 1
  const of = (n: number) => (bits === 16 ? (clear[2 * n] ?? 0) : (clear[2 * n + 1] ?? 0) & top)
  const hidden = Array.from({length: shade.components}, (_, n) => of(n) / top)
  return {...shade, grey: (samples) => (hidden.every((v, n) => v === samples[n]) ? 255 : shade.grey(samples))}
}

interface PngParts {
  readonly data: Buffer
  readonly palette: Uint8Array
  /** Alphas of a palette, or the one colour that is clear. */
  readonly clear: Uint8Array
}

function partsOf(view: Buffer): PngParts {
  const data: Buffer[] = []
  let [palette, clear] = [new Uint8Array(0), new Uint8Array(0)] as [Uint8Array, Uint8Array]
  for (let at = 8; at + 8 <= view.length; ) {
    const length = view.readUInt32BE(at)
    const name = view.toString('latin1', at + 4, at + 8)
    const part = view.subarray(at + 8, at + 8 + length)
    if (name === 'IDAT') data.push(part)
    else if (name === 'PLTE') palette = part
    else if (name === 'tRNS') clear = part
    at += 12 + length
  }
  return {data: Buffer.concat(data), palette, clear}
}

/** Whether a PNG may show its background. */
export function isTransparentPng(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.length < 33 || view.toString('latin1', 1, 4) !== 'PNG') return false
  return view[25] === 4 || view[25] === 6 || partsOf(view).clear.length > 0
}

/** Points of a PNG as greys, transparent ones white; undefined for an interlaced, larger or damaged one. */
export function pngGrey(bytes: Uint8Array, mostPoints: number): GreyImage | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.length < 33) return undefined
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)]
  const [bits = 0, kind = 0, , , interlaced = 0] = view.subarray(24, 29)
  if (width < 1 || height < 1 || width * height > mostPoints || interlaced !== 0) return undefined
  const {data, palette, clear} = partsOf(view)
  const plainShade = kind === 3 ? undefined : SHADES[kind]
  const shade = kind === 3 ? paletteShade(palette, clear) : plainShade && withoutOne(plainShade, clear, bits)
  if (!shade || ![1, 2, 4, 8, 16].includes(bits)) return undefined
  try {
    const packed = inflateSync(data, {maxOutputLength: 4096 + mostPoints * 8 + height})
    const plain = undoPredictor(packed, {predictor: 15, columns: width, colors: shade.components, bits})
    return plain ? {width, height, grey: greyOf(plain, {width, height, bits}, shade, false)} : undefined
  } catch {
    return undefined
  }
}
