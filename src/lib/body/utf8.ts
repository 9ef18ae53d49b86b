/** Lead bytes, how many bytes follow, and the bounds of the first of these (RFC 3629, section 4). */
const LEADS = [
  {from: 0xc2, to: 0xdf, follow: 1, low: 0x80, high: 0xbf},
  {from: 0xe0, to: 0xe0, follow: 2, low: 0xa0, high: 0xbf},
  {from: 0xe1, to: 0xec, follow: 2, low: 0x80, high: 0xbf},
  {from: 0xed, to: 0xed, follow: 2, low: 0x80, high: 0x9f},
  {from: 0xee, to: 0xef, follow: 2, low: 0x80, high: 0xbf},
  {from: 0xf0, to: 0xf0, follow: 3, low: 0x90, high: 0xbf},
  {from: 0xf1, to: 0xf3, follow: 3, low: 0x80, high: 0xbf},
  {from: 0xf4, to: 0xf4, follow: 3, low: 0x80, high: 0x8f},
] as const

const MOST_FOLLOW = 3

const leadOf = (byte: number) => LEADS.find(({from, to}) => byte >= from && byte <= to)

const continues = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte <= 0xbf

/** Index of the last character when bytes of it are still to come, else the length: where to cut. */
export function cutCharacterAt(bytes: Uint8Array): number {
  const {length} = bytes
  let at = length - 1
  while (at > length - MOST_FOLLOW && continues(bytes[at])) at--
  const lead = leadOf(bytes[at] ?? 0)
  return lead && at + lead.follow >= length ? at : length
}

/** Index of the first byte that is not UTF-8; the length when there is none, or the end is missing. */
export function faultAt(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) {
      at++
      continue
    }
    const lead = leadOf(byte)
    if (!lead) return at
    const {follow, low, high} = lead
    for (let next = 1; next <= follow; next++) {
      const found = bytes[at + next]
      if (found === undefined) return bytes.length
      if (next === 1 ? found < low || found > high : !continues(found)) return at + next
    }
    at += follow + 1
  }
  return at
}
