import {deflateRawSync, inflateRawSync} from 'node:zlib'

const MOST_BYTES = 1024 * 1024

/** The signature document as the journal keeps it beside the intent of its call: packed, base64. */
export function packSignature(bytes: Uint8Array): string {
  return deflateRawSync(bytes, {level: 9}).toString('base64')
}

/** Undefined where nothing was kept, or nothing that can be read. */
export function unpackSignature(kept: unknown): Uint8Array | undefined {
  if (typeof kept !== 'string' || kept === '') return undefined
  try {
    return inflateRawSync(Buffer.from(kept, 'base64'), {maxOutputLength: MOST_BYTES})
  } catch {
    return undefined
  }
}
