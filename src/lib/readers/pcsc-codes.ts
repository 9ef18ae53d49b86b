/**
 * Return codes of PC/SC that deserve words of their own, under stable names.
 *
 * Source: the values of winscard.h, the same in pcsc-lite. Any other code keeps its number and the name `other`.
 */
export type PcscCode =
  | 'no-service'
  | 'service-stopped'
  | 'no-readers'
  | 'sharing-violation'
  | 'removed-card'
  | 'unresponsive-card'
  | 'unpowered-card'
  | 'unknown-reader'
  | 'timeout'
  | 'no-smartcard'
  | 'no-access'
  | 'other'

const CODES: ReadonlyMap<number, PcscCode> = new Map([
  [0x8010001d, 'no-service'],
  [0x8010001e, 'service-stopped'],
  [0x8010002e, 'no-readers'],
  [0x8010000b, 'sharing-violation'],
  [0x80100069, 'removed-card'],
  [0x80100066, 'unresponsive-card'],
  [0x80100067, 'unpowered-card'],
  [0x80100009, 'unknown-reader'],
  [0x8010000a, 'timeout'],
  [0x8010000c, 'no-smartcard'],
  [0x8010006a, 'no-access'],
])

/** The name of a return code; signed and unsigned forms of the number are the same code. */
export function pcscCode(value: number): PcscCode {
  return CODES.get(value >>> 0) ?? 'other'
}

/** `0x8010001D`, as manuals print it. */
export const printedCode = (value: number): string =>
  `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
