/**
 * Reads the events of a journal as they are stored, in the order of writing, and finds the first that does not fit in its
 * chain; whole, or only what was written beyond the ends of an earlier reading. No key is needed and nothing is opened.
 */
import type {BrokenEvent, ChainEnds} from '../ports/journal.ts'
import {chainBreak, type Link} from '../traces/hash-chain.ts'
import type {EventRecord} from './event-row.ts'

export interface ChainReader {
  writers(): Promise<readonly string[]>
  event(writer: string, seq: number): Promise<{readonly n: number; readonly hash: string} | undefined>
  /** In the order of `n`. */
  after(n: number): AsyncIterable<EventRecord>
}

export interface WalkedChains {
  readonly heads: ReadonlyMap<string, Link>
  readonly firstBroken: BrokenEvent | undefined
}

export async function walkChains(
  reader: ChainReader,
  {
    beyond = {},
    gaps = false,
    signal,
  }: {
    readonly beyond?: ChainEnds | undefined
    /** Numbers of events grow but may be skipped. */
    readonly gaps?: boolean
    readonly signal?: AbortSignal | undefined
  },
): Promise<WalkedChains> {
  const {heads, start} = await beginning(reader, beyond)
  let last = start
  let firstBroken: BrokenEvent | undefined
  if (start === undefined) return {heads, firstBroken}
  for await (const record of reader.after(start)) {
    signal?.throwIfAborted()
    const {n, id, writer: writerId, seq, ts, prev, hash} = record
    const isKnown = seq <= (beyond[writerId] ?? 0)
    const inOrder = gaps || last === undefined || n === last + 1
    const note = isKnown
      ? undefined
      : (chainBreak(heads.get(writerId), record) ?? (inOrder ? undefined : 'order'))
    if (note !== undefined) firstBroken ??= {id, writerId, seq, ts, note}
    if (!isKnown) heads.set(writerId, {seq, prev, hash})
    last = n
  }
  return {heads, firstBroken}
}

/** The ends that were read before, and what to read after; undefined when nothing was written since. */
async function beginning(
  reader: ChainReader,
  beyond: ChainEnds,
): Promise<{readonly heads: Map<string, Link>; readonly start: number | undefined}> {
  const heads = new Map<string, Link>()
  let start: number | undefined
  for (const writer of await reader.writers()) {
    const seq = beyond[writer] ?? 0
    const end = seq === 0 ? undefined : await reader.event(writer, seq)
    if (end) heads.set(writer, {seq, prev: '', hash: end.hash})
    const next = await reader.event(writer, seq + 1)
    if (next) start = Math.min(start ?? next.n, next.n)
  }
  return {heads, start: start === undefined ? undefined : start - 1}
}
