import {createHash} from 'node:crypto'
import {describe, expect, it} from 'vitest'
import {hashSource, hexToBase64} from '../../../src/lib/digest/hash-source.ts'

const bytes = Buffer.alloc(100_000, 'dmp')
const source = {
  size: bytes.length,
  async *open() {
    for (let at = 0; at < bytes.length; at += 4096) yield bytes.subarray(at, at + 4096)
  },
}
const digest = (name: string) => createHash(name).update(bytes).digest('hex')

describe('hashing a source', () => {
  it('gives the digests asked for and no other', async () => {
    expect(await hashSource(source, ['sha256'])).toEqual({sha256: digest('sha256'), size: bytes.length})
    expect(await hashSource(source, ['sha1', 'sha256'])).toEqual({
      sha1: digest('sha1'),
      sha256: digest('sha256'),
      size: bytes.length,
    })
  })

  it('computes a digest named twice once, from all the bytes', async () => {
    expect(await hashSource(source, ['sha1', 'sha1'])).toEqual({sha1: digest('sha1'), size: bytes.length})
  })

  it('writes a digest in base64 as in hexadecimal', () => {
    expect(hexToBase64(digest('sha1'))).toBe(createHash('sha1').update(bytes).digest('base64'))
  })
})
