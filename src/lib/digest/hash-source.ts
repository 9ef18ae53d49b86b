import {createHash} from 'node:crypto'
import type {ByteSource} from '../ports/byte-source.ts'

export interface SourceHashes {
  readonly sha1Hex: string
  readonly sha256Hex: string
  readonly size: number
}

/** SHA-1 (XDS hash, lot signature), SHA-256 (our own identity of a file) and size, in one reading. */
export async function hashSource(source: ByteSource, signal?: AbortSignal): Promise<SourceHashes> {
  const sha1 = createHash('sha1')
  const sha256 = createHash('sha256')
  let size = 0
  for await (const chunk of source.open(signal)) {
    sha1.update(chunk)
    sha256.update(chunk)
    size += chunk.length
  }
  return {sha1Hex: sha1.digest('hex'), sha256Hex: sha256.digest('hex'), size}
}

export function hexToBase64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64')
}
