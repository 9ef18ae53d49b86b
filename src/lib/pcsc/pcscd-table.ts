import type {SeenReader} from '../ports/card-readers.ts'
import {stateOfPcscd} from '../readers/reader-state.ts'

/**
 * The table of readers that pcscd sends on its socket: 16 records of 184 bytes, little-endian: name (128), event counter,
 * state, sharers, ATR (33, padded to 36), length of the ATR, protocol. Source: winscard_msg.h and eventhandler.h of
 * pcsc-lite, protocol 4.4. That protocol is private to pcsc-lite, so a table that does not look like this one is refused
 * whole: a reader is never made up of misread bytes.
 */
export const RECORDS = 16
export const RECORD_BYTES = 184
export const TABLE_BYTES = RECORDS * RECORD_BYTES

const NAME_BYTES = 128
const MOST_ATR = 33
const KNOWN_STATE = 0x7f
const MOST_SHARERS = 10_000

/** The readers of a table; undefined when it is not such a table. */
export function readTable(table: Buffer): readonly SeenReader[] | undefined {
  if (table.length !== TABLE_BYTES) return undefined
  const readers: SeenReader[] = []
  for (let at = 0; at < RECORDS; at += 1) {
    const record = table.subarray(at * RECORD_BYTES, (at + 1) * RECORD_BYTES)
    const name = nameIn(record)
    if (name === undefined) return undefined
    if (name === '') continue
    const reader = readerIn(record, name)
    if (reader === undefined) return undefined
    readers.push(reader)
  }
  return readers
}

function readerIn(record: Buffer, name: string): SeenReader | undefined {
  const insertions = record.readUInt32LE(128)
  const state = record.readUInt32LE(132)
  const sharing = record.readInt32LE(136)
  const atrLength = record.readUInt32LE(176)
  if (atrLength > MOST_ATR || state > KNOWN_STATE || sharing < -1 || sharing > MOST_SHARERS) return undefined
  const {card, held} = stateOfPcscd({state, sharing, atrLength})
  const atr = record
    .subarray(140, 140 + atrLength)
    .toString('hex')
    .toUpperCase()
  return {name, card, held, insertions, ...(card === 'present' ? {atr} : {})}
}

/** Text up to the first NUL; undefined for bytes that are no name. */
function nameIn(record: Buffer): string | undefined {
  const end = record.subarray(0, NAME_BYTES).indexOf(0)
  if (end === -1) return undefined
  const bytes = record.subarray(0, end)
  const text = bytes.toString('utf8')
  const name = text.includes('\ufffd') ? bytes.toString('latin1') : text
  return /\p{Cc}/u.test(name) ? undefined : name.trim()
}
