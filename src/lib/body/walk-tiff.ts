import {type BodyFinding, bodyError} from './body.ts'

export interface TiffWalk {
  readonly pages: number
  readonly findings: readonly BodyFinding[]
}

const MAX_PAGES = 10_000
const STRIP_OFFSETS = 273
const STRIP_COUNTS = 279
const TILE_OFFSETS = 324
const TILE_COUNTS = 325
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
}

/**
 * Walks the pages of a TIFF (chain of IFDs, TIFF 6.0 section 2): each inside the file, none met twice, the picture's
 * strips or tiles inside the file.
 */
export function walkTiff(bytes: Uint8Array): TiffWalk {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = bytes[0] === 0x49
  const seen = new Set<number>()
  const damaged = (why: string): TiffWalk => ({
    pages: seen.size,
    findings: [bodyError('BODY-TIFF-DAMAGED', {why, page: seen.size + 1})],
  })
  if (bytes.length < 8) return damaged('truncated')
  let at = view.getUint32(4, little)
  while (at !== 0) {
    if (seen.has(at)) return damaged('loop')
    if (seen.size >= MAX_PAGES) return damaged('too-many-pages')
    if (at + 2 > bytes.length) return damaged('truncated')
    const entries = view.getUint16(at, little)
    const next = at + 2 + entries * 12
    if (next + 4 > bytes.length) return damaged('truncated')
    if (!pictureInside(view, at + 2, entries, little)) return damaged('truncated')
    seen.add(at)
    at = view.getUint32(next, little)
  }
  return seen.size === 0 ? damaged('no-page') : {pages: seen.size, findings: []}
}

function pictureInside(view: DataView, first: number, entries: number, little: boolean): boolean {
  const values = new Map<number, readonly number[]>()
  for (let index = 0; index < entries; index++) {
    const at = first + index * 12
    const tag = view.getUint16(at, little)
    if (![STRIP_OFFSETS, STRIP_COUNTS, TILE_OFFSETS, TILE_COUNTS].includes(tag)) continue
    const read = readNumbers(view, at, little)
    if (!read) return false
    values.set(tag, read)
  }
  const inside = (offsets: readonly number[] = [], counts: readonly number[] = []) =>
    offsets.length > 0 &&
    offsets.length === counts.length &&
    offsets.every((offset, index) => offset + (counts[index] ?? 0) <= view.byteLength)
  return (
    inside(values.get(STRIP_OFFSETS), values.get(STRIP_COUNTS)) ||
    inside(values.get(TILE_OFFSETS), values.get(TILE_COUNTS))
  )
}

/** Values of an entry of type SHORT or LONG; undefined when they lie outside the file. */
function readNumbers(view: DataView, at: number, little: boolean): readonly number[] | undefined {
  const type = view.getUint16(at + 2, little)
  const count = view.getUint32(at + 4, little)
  const size = SIZES[type]
  if (size === undefined || (type !== 3 && type !== 4)) return undefined
  const where = size * count <= 4 ? at + 8 : view.getUint32(at + 8, little)
  if (where + size * count > view.byteLength) return undefined
  return Array.from({length: count}, (_, index) =>
    type === 3 ? view.getUint16(where + index * 2, little) : view.getUint32(where + index * 4, little),
  )
}
