/** A table of Huffman codes (ITU-T T.81, annex C): length of the code and symbol for each run of 16 bits. */
export type HuffmanTable = Uint16Array

/** @param counts codes of 1 to 16 bits; @param symbols in the order of their codes */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(65_536)
  let code = 0
  let next = 0
  for (let length = 1; length <= 16; length++) {
    for (let n = counts[length - 1] ?? 0; n > 0; n--) {
      const first = code << (16 - length)
      table.fill((length << 8) | (symbols[next] ?? 0), first, first + (1 << (16 - length)))
      next += 1
      code += 1
    }
    code <<= 1
  }
  return table
}

export interface BitReader {
  symbol(table: HuffmanTable): number
  /** A number of so many bits, negative ones written as in T.81, F.2.2.1. */
  signed(bits: number): number
  /** Goes on behind the next restart marker; false where there is none. */
  restart(): boolean
  /** More bits were asked for than there are. */
  readonly exhausted: boolean
}

const MARKER_FIRST = 0xd0
const MARKER_LAST = 0xd7
const FORGIVEN_BYTES = 64

/** Bits of entropy-coded data; beyond a marker or the end come zeros. */
export function bitReader(bytes: Uint8Array, from: number): BitReader {
  let at = from
  let held = 0
  let count = 0
  let missing = 0
  const fill = () => {
    while (count <= 24) {
      let byte = bytes[at]
      if (byte === undefined || (byte === 0xff && bytes[at + 1] !== 0)) {
        byte = 0
        missing += 1
      } else at += byte === 0xff ? 2 : 1
      held = (held << 8) | byte
      count += 8
    }
  }
  return {
    symbol(table) {
      if (count < 16) fill()
      const found = table[(held >>> (count - 16)) & 0xffff] ?? 0
      // No code at all: one bit on, so that damaged data end some time.
      count -= found >> 8 || 1
      return found & 0xff
    },
    signed(bits) {
      if (bits === 0) return 0
      if (count < bits) fill()
      count -= bits
      const value = (held >>> count) & ((1 << bits) - 1)
      return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value
    },
    restart() {
      held = 0
      count = 0
      while (at + 1 < bytes.length) {
        const marker = bytes[at + 1] ?? 0
        if (bytes[at] === 0xff && marker >= MARKER_FIRST && marker <= MARKER_LAST) {
          at += 2
          missing = 0
          return true
        }
        if (bytes[at] === 0xff && marker !== 0 && marker !== 0xff) return false
        at += 1
      }
      return false
    },
    get exhausted() {
      return missing > FORGIVEN_BYTES
    },
  }
}
