import {type HuffmanTable, huffmanTable} from './jpeg-huffman.ts'

export interface JpegComponent {
  readonly id: number
  /** Blocks of one unit, across and down. */
  readonly across: number
  readonly down: number
  readonly quantizer: number
  dc: HuffmanTable
  ac: HuffmanTable
}

export interface JpegHeader {
  readonly width: number
  readonly height: number
  readonly components: readonly JpegComponent[]
  readonly quantizers: ReadonlyMap<number, Uint16Array>
  /** Units between two restart markers; 0 for none. */
  readonly restartEvery: number
  /** Where the entropy-coded data begin. */
  readonly data: number
}

const NONE: HuffmanTable = new Uint16Array(0)
const [SOI_SIZE, SOF0, SOF1, DHT, SOS, DQT, DRI] = [2, 0xc0, 0xc1, 0xc4, 0xda, 0xdb, 0xdd]

function quantizersOf(part: Uint8Array, into: Map<number, Uint16Array>): void {
  for (let at = 0; at < part.length; ) {
    const kind = part[at] ?? 0
    const wide = kind >> 4 ? 2 : 1
    const table = new Uint16Array(64)
    for (let n = 0; n < 64; n++) {
      const place = at + 1 + n * wide
      table[n] = wide === 1 ? (part[place] ?? 0) : ((part[place] ?? 0) << 8) | (part[place + 1] ?? 0)
    }
    into.set(kind & 15, table)
    at += 1 + 64 * wide
  }
}

function tablesOf(part: Uint8Array, into: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= part.length; ) {
    const counts = part.subarray(at + 1, at + 17)
    const size = counts.reduce((sum, count) => sum + count, 0)
    into.set(part[at] ?? 0, huffmanTable(counts, part.subarray(at + 17, at + 17 + size)))
    at += 17 + size
  }
}

function componentsOf(part: Uint8Array): JpegComponent[] {
  return Array.from({length: part[5] ?? 0}, (_, n) => {
    const [id = 0, sampling = 0, quantizer = 0] = part.subarray(6 + 3 * n, 9 + 3 * n)
    return {id, across: sampling >> 4, down: sampling & 15, quantizer, dc: NONE, ac: NONE}
  })
}

interface BeforeScan {
  readonly tables: ReadonlyMap<number, HuffmanTable>
  readonly quantizers: ReadonlyMap<number, Uint16Array>
  readonly restartEvery: number
  readonly data: number
}

/** What a frame and the scan of it say together. */
function scanned(frame: Uint8Array, scan: Uint8Array, {tables, ...rest}: BeforeScan): JpegHeader | undefined {
  const components = componentsOf(frame)
  if (frame[0] !== 8 || scan[0] !== components.length) return undefined
  for (const [n, component] of components.entries()) {
    const chosen = scan[2 + 2 * n] ?? 0
    component.dc = tables.get(chosen >> 4) ?? NONE
    component.ac = tables.get(16 | (chosen & 15)) ?? NONE
  }
  const height = ((frame[1] ?? 0) << 8) | (frame[2] ?? 0)
  const width = ((frame[3] ?? 0) << 8) | (frame[4] ?? 0)
  return sound({width, height, components, ...rest})
}

/**
 * Tables and sizes of a sequential JPEG of 8 bits with one or three colours in one scan (T.81, annex B), as scanners
 * write them; undefined for every other one.
 */
export function jpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const quantizers = new Map<number, Uint16Array>()
  const tables = new Map<number, HuffmanTable>()
  let frame: Uint8Array | undefined
  let restartEvery = 0
  for (let at = SOI_SIZE; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const part = bytes.subarray(at + 4, at + 2 + length)
    if (marker === DQT) quantizersOf(part, quantizers)
    else if (marker === DHT) tablesOf(part, tables)
    else if (marker === DRI) restartEvery = ((part[0] ?? 0) << 8) | (part[1] ?? 0)
    else if (marker === SOF0 || marker === SOF1) frame = part
    else if (marker > SOF1 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) return undefined
    else if (marker === SOS)
      return frame && scanned(frame, part, {tables, quantizers, restartEvery, data: at + 2 + length})
    at += 2 + length
  }
  return undefined
}

function sound(header: JpegHeader): JpegHeader | undefined {
  const {width, height, components, quantizers} = header
  const isWhole = components.every(
    ({across, down, dc, ac, quantizer}) =>
      across >= 1 &&
      across <= 4 &&
      down >= 1 &&
      down <= 4 &&
      dc !== NONE &&
      ac !== NONE &&
      quantizers.has(quantizer),
  )
  const [first] = components
  // The first colour is the brightness, sampled as finely as any.
  const isFine = components.every(({across, down}) => first && across <= first.across && down <= first.down)
  return isWhole && isFine && width > 0 && height > 0 && [1, 3].includes(components.length)
    ? header
    : undefined
}
