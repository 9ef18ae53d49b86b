import {closeSync, fstatSync, openSync, readSync} from 'node:fs'

const HEADER = 32
const FRAME_HEADER = 24
const MAGIC = 0x377f0682
/** Where the two salts stand in the header of the file, and in that of a frame. */
const SALTS_OF_FILE = 16
const SALTS_OF_FRAME = 8
const SALTS = 8

/**
 * What is left of the write-ahead file of a journal that nobody has open (SQLite file format §4). `gone`: there is none.
 * `cut`: a frame of it is altered and others of the same time follow, which SQLite will not read. What a process was writing
 * when it died ends the file: it was acknowledged to nobody and counts as `whole`, and so does a file that lost its end.
 */
export type WalState = 'gone' | 'cut' | 'whole'

export function walState(journalPath: string): WalState {
  let file: number
  try {
    file = openSync(`${journalPath}-wal`, 'r')
  } catch {
    return 'gone'
  }
  try {
    return stateOf(file)
  } finally {
    closeSync(file)
  }
}

function stateOf(file: number): WalState {
  const {size} = fstatSync(file)
  if (size <= HEADER) return 'whole'
  const header = readAt(file, 0, HEADER)
  const magic = header.readUInt32BE(0)
  if ((magic & ~1) >>> 0 !== MAGIC) return 'cut'
  const isBigEndian = (magic & 1) === 1
  const pageSize = header.readUInt32BE(8)
  const sums = new Checksums(isBigEndian)
  sums.add(header.subarray(0, HEADER - 8))
  if (!sums.are(header, HEADER - 8)) return 'cut'
  const salts = header.subarray(SALTS_OF_FILE, SALTS_OF_FILE + SALTS)
  const length = FRAME_HEADER + pageSize
  let altered = false
  for (let at = HEADER; at + length <= size; at += length) {
    const frame = readAt(file, at, altered ? FRAME_HEADER : length)
    const isOfNow = frame.subarray(SALTS_OF_FRAME, SALTS_OF_FRAME + SALTS).equals(salts)
    if (altered && isOfNow) return 'cut'
    if (altered) continue
    sums.add(frame.subarray(0, SALTS_OF_FRAME))
    sums.add(frame.subarray(FRAME_HEADER))
    altered = !isOfNow || !sums.are(frame, SALTS_OF_FRAME + SALTS)
    // What follows is left from an earlier round of the file, unless its salts say otherwise.
  }
  return 'whole'
}

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, at))
}

/** The running checksums of the file. */
class Checksums {
  readonly #isBigEndian: boolean
  #first = 0
  #second = 0

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian
  }

  add(bytes: Buffer): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + 8 <= bytes.length; at += 8) {
      this.#first = (this.#first + view.getUint32(at, !this.#isBigEndian) + this.#second) >>> 0
      this.#second = (this.#second + view.getUint32(at + 4, !this.#isBigEndian) + this.#first) >>> 0
    }
  }

  are(bytes: Buffer, at: number): boolean {
    return bytes.readUInt32BE(at) === this.#first && bytes.readUInt32BE(at + 4) === this.#second
  }
}
