import type {Attempt, Detector, Found, SearchTask} from './finding.ts'
import {none} from './finding.ts'
import {readDump} from './hex-dumps.ts'
import {OffsetMap} from './offset-map.ts'
import {lineText, nextLine, nextToken} from './text-bytes.ts'
import {allWithin} from './within.ts'

/** A segment of TCP in a packet that was printed. */
export interface Segment {
  /** Addresses and ports of both ends, in one direction. */
  readonly flow: string
  readonly sequence: number
  readonly payload: Buffer
}

const ETHERNET = 14
const COOKED = 16
const TCP = 6
/** Lines that may stand between two packets: the summary, with -v some more. */
const MAX_LINES_BETWEEN = 8

function tcp(bytes: Buffer, addresses: string): Segment | undefined {
  if (bytes.length < 20) return undefined
  const header = ((bytes[12] ?? 0) >> 4) * 4
  if (header < 20 || header > bytes.length) return undefined
  const flow = `${addresses} ${bytes.readUInt16BE(0)} ${bytes.readUInt16BE(2)}`
  return {flow, sequence: bytes.readUInt32BE(4), payload: bytes.subarray(header)}
}

/** TCP in IPv4 (RFC 791) or IPv6 without extension headers (RFC 8200); padding of the frame is left out. */
function internet(bytes: Buffer): Segment | undefined {
  const version = (bytes[0] ?? 0) >> 4
  if (version === 4 && bytes.length >= 20) {
    const header = ((bytes[0] ?? 0) & 0x0f) * 4
    const total = bytes.readUInt16BE(2)
    if (header < 20 || bytes[9] !== TCP) return undefined
    const end = total === 0 ? bytes.length : Math.min(bytes.length, total)
    return tcp(bytes.subarray(header, end), bytes.toString('hex', 12, 20))
  }
  if (version === 6 && bytes.length >= 40 && bytes[6] === TCP)
    return tcp(
      bytes.subarray(40, Math.min(bytes.length, 40 + bytes.readUInt16BE(4))),
      bytes.toString('hex', 8, 40),
    )
  return undefined
}

/** The segment in a packet printed with or without its link header (`tcpdump -X`, `-XX`). */
export function segmentOf(packet: Buffer): Segment | undefined {
  for (const start of [ETHERNET, COOKED]) {
    const type = packet.length > start ? packet.readUInt16BE(start - 2) : 0
    if (type === 0x0800 || type === 0x86dd) return internet(packet.subarray(start))
  }
  return internet(packet)
}

interface Flow {
  readonly pieces: Buffer[]
  readonly map: OffsetMap
  length: number
  next: number
}

/** Adds a segment; what was sent a second time is left out. */
function add(flow: Flow, {sequence, payload}: Segment, at: number): void {
  const again = (flow.next - sequence) >>> 0
  const skip = flow.length > 0 && again < 2 ** 31 ? again : 0
  if (skip >= payload.length) return
  const piece = payload.subarray(skip)
  flow.map.add(flow.length, at)
  flow.pieces.push(piece)
  flow.length += piece.length
  flow.next = (sequence + payload.length) >>> 0
}

/** The first line of the next packet at or after `from`; -1 when none comes soon. */
function nextPacket(bytes: Buffer, from: number): number {
  let at = from
  for (let lines = 0; lines <= MAX_LINES_BETWEEN && at < bytes.length; lines++) {
    if (/^[ \t]*0x0000:/.test(lineText(bytes, at, 64))) return at
    at = nextLine(bytes, at, 4096)
  }
  return -1
}

function readFlows(bytes: Buffer, start: number): {flows: readonly Flow[]; end: number} {
  const flows = new Map<string, Flow>()
  let end = start
  for (let at = start; at !== -1; at = nextPacket(bytes, end)) {
    const dump = readDump(bytes, at, true)
    if (dump.end <= at) break
    const segment = segmentOf(dump.bytes)
    end = dump.end
    if (!segment || segment.payload.length === 0) continue
    const flow = flows.get(segment.flow) ?? {pieces: [], map: new OffsetMap('coarse'), length: 0, next: 0}
    flows.set(segment.flow, flow)
    add(flow, segment, at)
  }
  return {flows: [...flows.values()], end}
}

function foundIn(
  {pieces, map, length}: Flow,
  start: number,
  end: number,
  task: SearchTask,
): readonly Found[] {
  map.add(length, end)
  const attempt = allWithin(
    {bytes: Buffer.concat(pieces), map, end, wrapping: ['packets']},
    start,
    true,
    task,
  )
  return attempt.kind === 'found' ? attempt.found : []
}

/** Packets as `tcpdump -X` prints them: the segments of each direction of a connection, put together in their order. */
export const packetDetector: Detector = {
  name: 'packets',
  next(bytes, from) {
    let at = nextToken(bytes, '0x0000:', from)
    while (at > from && (bytes[at - 1] === 0x20 || bytes[at - 1] === 0x09)) at--
    return at
  },
  attempt(bytes, anchor, _floor, task): Attempt {
    const first = readDump(bytes, anchor, true)
    if (first.end <= anchor || !segmentOf(first.bytes)) return none(nextLine(bytes, anchor, 4096))
    const {flows, end} = readFlows(bytes, anchor)
    if (!task.final && bytes.length - end < 4096) return {kind: 'open', from: anchor}
    const found = flows.flatMap((flow) => foundIn(flow, anchor, end, task))
    return found.length > 0
      ? {kind: 'found', found: found.toSorted((a, b) => a.start - b.start), end}
      : none(end)
  },
}
