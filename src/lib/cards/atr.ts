/**
 * The answer to reset (ATR) of a contact or contactless card, as a reader reports it, opened byte by byte.
 *
 * Models: `TS T0 [TA1 TB1 TC1 TD1 …] T1…TK [TCK]` of ISO/IEC 7816-3: 2 to 33 bytes; the low half of T0 counts the
 * historical bytes, its high half (then each TDi) announces interface bytes; TCK is there as soon as another protocol
 * than T=0 is announced, and the XOR of T0…TCK is then 0.
 *
 * What a person or a program typed is tidied first (blanks, dashes, a heading `ATR:`, `0x`, lower case); what cannot be
 * an ATR is refused with its reason. A wrong TCK is a warning: worn contacts do that, and the card is still named.
 *
 * Does not: say what card it is (identify.ts), talk to a card, or read anything from one.
 */
export type AtrFault = 'empty' | 'not-hex' | 'odd-digits' | 'too-long' | 'bad-TS' | 'truncated' | 'surplus'

export interface Atr {
  /** Upper-case hexadecimal, no blanks. */
  readonly hex: string
  readonly bytes: readonly number[]
  readonly convention: 'direct' | 'inverse'
  /** Everything before the historical bytes, TS and T0 included, in hexadecimal. */
  readonly head: string
  /** Historical bytes in hexadecimal. */
  readonly historical: string
  /** Numbers of the protocols announced: 0 is T=0; 0 alone when none is named. */
  readonly protocols: readonly number[]
  readonly check: 'none' | 'right' | 'wrong'
}

export type AtrReading =
  | {readonly kind: 'read'; readonly atr: Atr}
  | {readonly kind: 'refused'; readonly fault: AtrFault}

const MOST_BYTES = 33
/** Longer than any ATR however it was written: not looked into. */
const MOST_TEXT = 1000

/** Opens an ATR written in hexadecimal, in any of the usual ways of writing it. */
export function readAtr(text: string): AtrReading {
  if (text.length > MOST_TEXT) return refused('too-long')
  const digits = hexDigits(text)
  if (digits === '') return refused('empty')
  if (!/^[0-9A-F]+$/.test(digits)) return refused('not-hex')
  if (digits.length % 2 === 1) return refused('odd-digits')
  return openAtr(
    Array.from({length: digits.length / 2}, (_, at) => parseInt(digits.slice(2 * at, 2 * at + 2), 16)),
  )
}

/** Opens the bytes of an ATR. */
export function openAtr(bytes: readonly number[]): AtrReading {
  const [ts, t0] = bytes
  if (ts === undefined) return refused('empty')
  if (bytes.length > MOST_BYTES) return refused('too-long')
  if (ts !== 0x3b && ts !== 0x3f) return refused('bad-TS')
  if (t0 === undefined) return refused('truncated')
  const walked = walkInterface(bytes, t0)
  if (walked === undefined) return refused('truncated')
  const {at, protocols} = walked
  const end = at + (t0 & 0x0f)
  const checked = protocols.some((one) => one !== 0)
  const length = end + (checked ? 1 : 0)
  if (bytes.length < length) return refused('truncated')
  if (bytes.length > length) return refused('surplus')
  const sum = bytes.slice(1).reduce((all, one) => all ^ one, 0)
  return {
    kind: 'read',
    atr: {
      hex: hexOf(bytes),
      bytes: [...bytes],
      convention: ts === 0x3b ? 'direct' : 'inverse',
      head: hexOf(bytes.slice(0, at)),
      historical: hexOf(bytes.slice(at, end)),
      protocols,
      check: checked ? (sum === 0 ? 'right' : 'wrong') : 'none',
    },
  }
}

/** Walks the interface bytes: where they end and which protocols they name; undefined when one is missing. */
function walkInterface(bytes: readonly number[], t0: number): {at: number; protocols: number[]} | undefined {
  const protocols: number[] = []
  let at = 2
  let announced: number | undefined = t0 >> 4
  while (announced !== undefined) {
    at += bitCount(announced)
    if (at > bytes.length) return undefined
    const next: number | undefined = (announced & 8) === 0 ? undefined : bytes[at - 1]
    if (next !== undefined) protocols.push(next & 0x0f)
    announced = next === undefined ? undefined : next >> 4
  }
  return {at, protocols: protocols.length === 0 ? [0] : [...new Set(protocols)]}
}

/** An ATR in pairs, as card lists print it. */
export const spacedHex = (hex: string): string => hex.replace(/(..)(?=.)/g, '$1 ')

const refused = (fault: AtrFault): AtrReading => ({kind: 'refused', fault})

const hexOf = (bytes: readonly number[]): string =>
  bytes.map((one) => one.toString(16).padStart(2, '0').toUpperCase()).join('')

const bitCount = (letters: number): number => [1, 2, 4, 8].filter((bit) => (letters & bit) !== 0).length

/** Takes away headings, `0x` and what stands between bytes; anything else stays, to be refused. */
function hexDigits(text: string): string {
  return (
    text
      .replace(/[\p{Cf}]/gu, '')
      .trim()
      .replace(/^atr\s*[:=]?\s*/i, '')
      .replace(/^[<{[("']+|[>})\]"']+$/g, '')
      // macOS: `{length = 17, bytes = 0x3bac…}`.
      .replace(/^\s*length\s*=\s*\d{1,3}\s*,\s*bytes\s*=\s*/i, '')
      .replace(/0x/gi, ' ')
      .replace(/[\s,;:._\p{Pd}]+/gu, '')
      .toUpperCase()
  )
}
