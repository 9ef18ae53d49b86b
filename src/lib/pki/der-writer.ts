import {universal} from './der.ts'

/** Elements of ASN.1 DER (ITU-T X.690 §10), for the few structures that this program writes; see `der.ts` for reading. */

const CONSTRUCTED = 0x20
const CONTEXT = 0x80

/** One element: tag byte as it stands, length in its shortest form, contents one after the other. */
export function derElement(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const size = content.length
  const length: number[] = []
  for (let left = size; left > 0; left = Math.floor(left / 256)) length.unshift(left % 256)
  const head = size < 0x80 ? [tag, size] : [tag, 0x80 | length.length, ...length]
  return Buffer.concat([Uint8Array.from(head), content])
}

export function derSequence(...parts: readonly Uint8Array[]): Uint8Array {
  return derElement(universal.sequence | CONSTRUCTED, ...parts)
}

/** `[tag] EXPLICIT`, or an implicit constructed element. */
export function derTagged(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return derElement(CONTEXT | CONSTRUCTED | tag, ...parts)
}

/** `[tag] IMPLICIT` of a primitive type. */
export function derImplicit(tag: number, content: Uint8Array): Uint8Array {
  return derElement(CONTEXT | tag, content)
}

/** A whole number that is not negative. */
export function derInteger(value: number): Uint8Array {
  const bytes: number[] = []
  for (let left = value; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256)
  const [first = 0] = bytes
  return derElement(
    universal.integer,
    Uint8Array.from(bytes.length === 0 || first >= 0x80 ? [0, ...bytes] : bytes),
  )
}

export function derOctets(content: Uint8Array): Uint8Array {
  return derElement(universal.octetString, content)
}

/** Whole bytes: no unused bits. */
export function derBits(content: Uint8Array): Uint8Array {
  return derElement(universal.bitString, Uint8Array.of(0), content)
}

export const derNull: Uint8Array = Uint8Array.of(universal.null, 0)

/** From dotted decimal; arcs up to 2^53. */
export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return derElement(universal.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(arc: number): number[] {
  const digits = [arc % 128]
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
    digits.unshift(0x80 | (left % 128))
  return digits
}
