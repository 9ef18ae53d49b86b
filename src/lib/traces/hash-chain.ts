/**
 * The chain of one writer's events: each carries the hash of the one before, so that an edit, a removal or a
 * swap inside the history shows. It does not find a cut end, nor a rewrite by somebody who owns the file and
 * its key: signed checkpoints, the register of this machine and copies kept elsewhere are for that.
 */
import {hash} from 'node:crypto'
import {canonicalJson} from './canonical-json.ts'

/** `prev` of the first event of a chain. */
export const CHAIN_START = '0'.repeat(64)

/** SHA-256, hex, of the canonical JSON of `record` (its own `hash` left out) after the hash before it. */
export function chainHash(prev: string, record: object): string {
  const {hash: _own, ...content} = record as {hash?: unknown}
  return canonicalHash(prev, canonicalJson(content))
}

/** The same of JSON that is canonical already. */
export function canonicalHash(prev: string, canonical: string): string {
  return hash('sha256', `dmp-trace-v1\n${prev}\n${canonical}`, 'hex')
}

export interface Link {
  readonly seq: number
  readonly prev: string
  readonly hash: string
}

export type ChainBreak = 'sequence' | 'prev' | 'hash'

/** What is wrong with `link` after `head` (undefined at the start of a chain); undefined when it fits. */
export function chainBreak(head: Link | undefined, link: Link): ChainBreak | undefined {
  if (link.seq !== (head?.seq ?? 0) + 1) return 'sequence'
  if (link.prev !== (head?.hash ?? CHAIN_START)) return 'prev'
  return chainHash(link.prev, link) === link.hash ? undefined : 'hash'
}
