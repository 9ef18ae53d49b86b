import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {inclusionProof, isIncluded, MerkleRoot, merkleRoot} from '../../../src/lib/traces/merkle.ts'

/** The list that implementations of Certificate Transparency try themselves on. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'))

const lists = fc.array(fc.uint8Array({maxLength: 4}), {minLength: 1, maxLength: 70})

describe('the tree of RFC 6962', () => {
  it('has the roots that others publish', () => {
    const root = (size: number) => merkleRoot(leaves.slice(0, size)).toString('hex')
    expect([0, 1, 8].map(root)).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ])
  })

  it('has at each size the root of the list as it stands', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const tree = new MerkleRoot()
        for (const [index, leaf] of list.entries()) {
          tree.add(leaf)
          expect(tree.root()).toEqual(merkleRoot(list.slice(0, index + 1)))
        }
        expect(tree.size).toBe(list.length)
      }),
      {numRuns: 30},
    )
  })

  it('proves each leaf, and no other leaf, place, size or root', () => {
    fc.assert(
      fc.property(lists, fc.nat(), (list, pick) => {
        const size = list.length
        const index = pick % size
        const leaf = list[index] ?? Buffer.alloc(0)
        const proof = inclusionProof(list, index)
        const root = merkleRoot(list)
        expect(isIncluded(leaf, {index, size}, proof, root)).toBe(true)
        expect(isIncluded(Buffer.concat([leaf, Buffer.of(1)]), {index, size}, proof, root)).toBe(false)
        expect(isIncluded(leaf, {index, size}, proof, merkleRoot([...list, leaf]))).toBe(false)
        expect(isIncluded(leaf, {index, size}, [...proof, root], root)).toBe(false)
        expect(isIncluded(leaf, {index: size, size}, proof, root)).toBe(false)
        if (proof.length > 0) expect(isIncluded(leaf, {index, size}, proof.slice(1), root)).toBe(false)
      }),
    )
  })

  it('has no proof of a leaf that is not there', () => {
    expect(() => inclusionProof(leaves, 8)).toThrow(RangeError)
    expect(() => inclusionProof([], 0)).toThrow(RangeError)
  })
})
