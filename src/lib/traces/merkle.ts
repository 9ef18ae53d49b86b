/**
 * The tree of hashes of RFC 6962 §2.1 (SHA-256) over a growing list: a root that stands for all of it in 32 bytes, and
 * the path that proves one entry of it to somebody who has the root alone.
 *
 * Leaves are given as bytes and hashed here. The root is kept while they come, in as many hashes as the number of leaves
 * has binary digits, whatever their number. It knows nothing of traces, keys or files.
 */
import {hash} from 'node:crypto'

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

export function leafHash(leaf: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, leaf]), 'buffer')
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer')
}

/** The root of the leaves given so far. */
export class MerkleRoot {
  /** Roots of whole subtrees, the largest first: one for each binary 1 of the number of leaves. */
  readonly #roots: {readonly height: number; readonly hash: Buffer}[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(leaf: Uint8Array): void {
    let node = {height: 0, hash: leafHash(leaf)}
    for (let last = this.#roots.at(-1); last?.height === node.height; last = this.#roots.at(-1)) {
      this.#roots.pop()
      node = {height: node.height + 1, hash: nodeHash(last.hash, node.hash)}
    }
    this.#roots.push(node)
    this.#size++
  }

  /** SHA-256 of nothing for an empty list. */
  root(): Buffer {
    const hashes = this.#roots.map((node) => node.hash)
    return hashes.reduceRight((right, left) => nodeHash(left, right), hashes.pop() ?? emptyRoot())
  }
}

function emptyRoot(): Buffer {
  return hash('sha256', Buffer.alloc(0), 'buffer')
}

export function merkleRoot(leaves: Iterable<Uint8Array>): Buffer {
  const tree = new MerkleRoot()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

/** Audit path of the leaf at `index` (RFC 6962 §2.1.1), from the leaf upwards. @throws RangeError */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): readonly Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf')
  if (leaves.length === 1) return []
  const cut = largestPowerBelow(leaves.length)
  const [left, right] = [leaves.slice(0, cut), leaves.slice(cut)]
  return index < cut
    ? [...inclusionProof(left, index), merkleRoot(right)]
    : [...inclusionProof(right, index - cut), merkleRoot(left)]
}

/** Whether `proof` leads from `leaf`, at `index` of `size`, to `root` (RFC 9162 §2.1.3.2). */
export function isIncluded(
  leaf: Uint8Array,
  place: {readonly index: number; readonly size: number},
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  let {index} = place
  let last = place.size - 1
  if (index < 0 || index > last) return false
  let node = leafHash(leaf)
  for (const step of proof) {
    if (last === 0) return false
    if (index % 2 === 1 || index === last) {
      node = nodeHash(step, node)
      while (index % 2 === 0 && index !== 0) {
        index /= 2
        last = Math.floor(last / 2)
      }
    } else node = nodeHash(node, step)
    index = Math.floor(index / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && node.equals(root)
}

function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}
