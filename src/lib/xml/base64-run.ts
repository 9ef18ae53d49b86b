/** Kind of a byte inside a base64 run; anything else ends the run. */
const DIGIT = 1
const PAD = 2
const BLANK = 3

const KINDS = new Uint8Array(256)
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
  KINDS[char.charCodeAt(0)] = DIGIT
KINDS[0x3d] = PAD
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) KINDS[byte] = BLANK

/** Characters kept of a run to look at the kind of the wrapped file: 48 KB once decoded. */
const HEAD_CHARS = 65_536

/** Index of the first byte of `bytes` from `from` on that cannot stand in a base64 run; the length if none. */
export function runEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && KINDS[bytes[at] ?? 0] !== 0) at++
  return at
}

export function isRunByte(byte: number): boolean {
  return KINDS[byte] !== 0
}

/** Checks a base64 run piece by piece: alphabet, padding at the end only, a whole number of groups. */
export class Base64Run {
  #digits = 0
  #pads = 0
  #broken = false
  #head = ''

  /** @param bytes bytes of the run only */
  add(bytes: Uint8Array): void {
    let digits = 0
    for (const byte of bytes) {
      const kind = KINDS[byte]
      if (kind === BLANK) continue
      if (kind === PAD) this.#pads++
      else {
        if (this.#pads > 0) this.#broken = true
        digits++
      }
    }
    this.#digits += digits
    if (this.#head.length < HEAD_CHARS)
      this.#head += Buffer.from(bytes.subarray(0, 2 * HEAD_CHARS))
        .toString('latin1')
        .replace(/\s+/g, '')
  }

  get valid(): boolean {
    return !this.#broken && this.#pads <= 2 && (this.#digits + this.#pads) % 4 === 0 && this.#digits > 0
  }

  /** Size in bytes of what the run encodes. */
  get decodedSize(): number {
    return Math.floor((this.#digits * 3) / 4)
  }

  get head(): Uint8Array {
    return Buffer.from(this.#head.slice(0, HEAD_CHARS), 'base64')
  }
}
