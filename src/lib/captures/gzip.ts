import {constants, gunzipSync} from 'node:zlib'
import type {Attempt, Detector, SearchTask} from './finding.ts'
import {none} from './finding.ts'
import {OffsetMap} from './offset-map.ts'
import {allWithin} from './within.ts'

const MAX_INFLATED = 32 * 1024 * 1024
/** What an attempt that fails is counted for, in bytes. */
const FAILURE = 1024 * 1024
const MAGIC = Buffer.from([0x1f, 0x8b, 0x08])

export interface Inflated {
  readonly bytes: Buffer
  /** Compressed bytes used. */
  readonly consumed: number
  readonly complete: boolean
}

interface WithInfo {
  readonly buffer: Buffer
  readonly engine: {readonly bytesWritten: number}
}

/** Inflates one gzip member; what follows it is left. Undefined when it is none, or too large for what is allowed. */
export function inflated(bytes: Buffer, task: SearchTask): Inflated | undefined {
  const maxOutputLength = Math.min(MAX_INFLATED, task.budget.inflate)
  if (maxOutputLength < 1) return undefined
  try {
    const options = {maxOutputLength, info: true, finishFlush: constants.Z_SYNC_FLUSH}
    const {buffer, engine} = gunzipSync(bytes, options) as unknown as WithInfo
    task.budget.inflate -= buffer.length
    const consumed = engine.bytesWritten
    return {bytes: buffer, consumed, complete: consumed < bytes.length || isComplete(bytes, buffer)}
  } catch (error) {
    task.budget.inflate -= error instanceof RangeError ? maxOutputLength : FAILURE
    return undefined
  }
}

/** The last four bytes of a gzip member tell its length (RFC 1952 §2.3.1). */
function isComplete(bytes: Buffer, plain: Buffer): boolean {
  return bytes.length >= 18 && bytes.readUInt32LE(bytes.length - 4) === plain.length % 2 ** 32
}

/** A gzip member in the bytes. */
export const gzipDetector: Detector = {
  name: 'gzip',
  next: (bytes, from) => bytes.indexOf(MAGIC, from),
  attempt(bytes, anchor, _floor, task): Attempt {
    const plain = inflated(bytes.subarray(anchor), task)
    if (!plain || plain.bytes.length === 0) return none(anchor + 3)
    if (!plain.complete && !task.final) return {kind: 'open', from: anchor}
    const map = new OffsetMap('coarse')
    map.add(0, anchor)
    const end = anchor + Math.max(3, plain.consumed)
    return allWithin({wrapping: ['gzip'], bytes: plain.bytes, map, end}, anchor, true, task)
  },
}
