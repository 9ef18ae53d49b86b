import type {PDFObject} from '@cantoo/pdf-lib'

type PdfLib = typeof import('@cantoo/pdf-lib')

/** How the samples of one point become a grey, 0 black. */
export interface Shade {
  readonly components: number
  /** @param at samples scaled to 0…1, or an index for a palette */
  grey(samples: readonly number[]): number
  readonly indexed: boolean
}

const one: Shade = {components: 1, indexed: false, grey: ([v = 0]) => v * 255}
const ink: Shade = {components: 1, indexed: false, grey: ([v = 0]) => 255 - v * 255}
const three: Shade = {
  components: 3,
  indexed: false,
  grey: ([r = 0, g = 0, b = 0]) => (r * 0.3 + g * 0.59 + b * 0.11) * 255,
}
const four: Shade = {
  components: 4,
  indexed: false,
  grey: ([c = 0, m = 0, y = 0, k = 0]) => 255 - Math.min(1, c * 0.3 + m * 0.59 + y * 0.11 + k) * 255,
}

const NAMED: Readonly<Record<string, Shade>> = {
  DeviceGray: one,
  G: one,
  CalGray: one,
  DeviceRGB: three,
  RGB: three,
  CalRGB: three,
  DeviceCMYK: four,
  CMYK: four,
  Separation: ink,
}

/** The shade of a colour space; undefined for one that is not known here. */
export function shadeOf(
  lib: PdfLib,
  space: PDFObject | undefined,
  bytesOf: (stream: PDFObject) => Uint8Array | undefined,
): Shade | undefined {
  if (space instanceof lib.PDFName) return NAMED[space.decodeText()]
  if (!(space instanceof lib.PDFArray)) return undefined
  const kind = space.lookup(0)
  const name = kind instanceof lib.PDFName ? kind.decodeText() : ''
  if (name === 'ICCBased') {
    const profile = space.lookup(1)
    const count = profile instanceof lib.PDFStream ? profile.dict.lookup(lib.PDFName.of('N')) : undefined
    const components = count instanceof lib.PDFNumber ? count.asNumber() : 0
    return [one, three, four].find((shade) => shade.components === components)
  }
  if (name !== 'Indexed' && name !== 'I') return NAMED[name]
  const base = shadeOf(lib, space.lookup(1), bytesOf)
  const table = space.lookup(3)
  const colours =
    table instanceof lib.PDFString || table instanceof lib.PDFHexString
      ? table.asBytes()
      : table && bytesOf(table)
  return base && colours ? palette(base, colours) : undefined
}

function palette(base: Shade, colours: Uint8Array): Shade {
  const {components} = base
  const greys = Array.from({length: Math.floor(colours.length / components)}, (_, entry) =>
    base.grey([...colours.subarray(entry * components, (entry + 1) * components)].map((v) => v / 255)),
  )
  return {components: 1, indexed: true, grey: ([index = 0]) => greys[index] ?? 255}
}

/** Points of an image as greys, out of packed samples of 1, 2, 4, 8 or 16 bits. */
export function greyOf(
  bytes: Uint8Array,
  {width, height, bits}: {readonly width: number; readonly height: number; readonly bits: number},
  shade: Shade,
  inverted: boolean,
): Uint8Array {
  const out = new Uint8Array(width * height)
  const {components, indexed} = shade
  const row = Math.ceil((width * components * bits) / 8)
  const top = 2 ** Math.min(bits, 8) - 1
  // One sample for a point: its few values are turned once.
  const table = Uint8Array.from({length: top + 1}, (_, v) => {
    const value = inverted ? top - v : v
    return shade.grey([indexed ? value : value / top])
  })
  const sample = (y: number, index: number): number => {
    if (bits === 8) return bytes[y * row + index] ?? 0
    if (bits === 16) return bytes[y * row + index * 2] ?? 0
    const bit = index * bits
    return ((bytes[y * row + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & top
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (components === 1) out[at] = table[sample(y, x)] ?? 255
      else {
        const values = Array.from({length: components}, (_, c) => sample(y, x * components + c) / top)
        out[at] = shade.grey(inverted ? values.map((v) => 1 - v) : values)
      }
    }
  return out
}
