import {createHash} from 'node:crypto'
import type {ByteSource} from '../ports/byte-source.ts'

export type DigestName = 'sha1' | 'sha256'

/** Digests asked for, in hexadecimal, and the number of bytes read. */
export type SourceHashes<Name extends DigestName> = Readonly<Record<Name, string>> & {readonly size: number}

/**
 * SHA-1 (XDS hash, lot signature), SHA-256 (our own identity of a file) and size, in one reading. Each digest costs
 * as much as the rest of a document's making: only those named are computed.
 */
export async function hashSource<Name extends DigestName>(
  source: ByteSource,
  names: readonly Name[],
  signal?: AbortSignal,
): Promise<SourceHashes<Name>> {
  const hashes = new Map(names.map((name) => [name, createHash(name)]))
  let size = 0
  const add = (chunk: Uint8Array) => {
    for (const hash of hashes.values()) hash.update(chunk)
    size += chunk.length
  }
  if (source.held) source.held.forEach(add)
  else for await (const chunk of source.open(signal)) add(chunk)
  const found: Partial<Record<Name, string>> = {}
  for (const [name, hash] of hashes) found[name] = hash.digest('hex')
  return {...(found as Record<Name, string>), size}
}

/** Digest in hexadecimal of bytes that are held. */
export function hexDigest(name: DigestName, bytes: Uint8Array): string {
  return createHash(name).update(bytes).digest('hex')
}

export function hexToBase64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64')
}
