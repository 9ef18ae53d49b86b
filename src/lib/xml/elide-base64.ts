import {createHash} from 'node:crypto'
import type {ByteSource} from '../ports/byte-source.ts'
import {Base64Run, isRunByte, runEnd} from './base64-run.ts'
import {refuseXml} from './decode.ts'
import {defaultXmlLimits} from './open-xml.ts'

/** What stands for the content cut out; letters only, so that no canonicaliser touches it. */
export const ELISION_MARKER = 'DmpToolkitElidedContentStandsHere'

/** A run of base64 characters longer than this is content, not structure. */
const THRESHOLD = 65_536

export interface ElidedXml {
  /** The document with {@link ELISION_MARKER} in place of the run; all of it when there was no long run. */
  readonly bytes: Uint8Array
  /** Offsets of the run in the source, in bytes; absent when nothing was cut. */
  readonly run?: {readonly start: number; readonly end: number}
  /** Leading decoded bytes of the run. */
  readonly head: Uint8Array
  /** Size of what the run encodes. */
  readonly decodedSize: number
  readonly sha1Hex: string
  readonly sha256Hex: string
}

/** Collects a document chunk by chunk, keeping all but the one long run. */
class Elider {
  readonly #kept: Buffer[] = []
  readonly #run = new Base64Run()
  #keptSize = 0
  #offset = 0
  /** Bytes of a run that may still prove too short to be cut. */
  #pending: Buffer[] = []
  #pendingSize = 0
  #start = -1
  #end = -1

  #keep(bytes: Uint8Array): void {
    this.#keptSize += bytes.length
    if (this.#keptSize > defaultXmlLimits.maxBytes) throw refuseXml('too-large')
    this.#kept.push(Buffer.from(bytes))
  }

  #flushPending(): void {
    for (const piece of this.#pending) this.#keep(piece)
    this.#pending = []
    this.#pendingSize = 0
  }

  get #inside(): boolean {
    return this.#start !== -1 && this.#end === -1
  }

  /** A piece of the document that is part of a run. */
  #addRun(piece: Uint8Array, from: number): void {
    if (this.#inside) {
      this.#run.add(piece)
      return
    }
    this.#pending.push(Buffer.from(piece))
    this.#pendingSize += piece.length
    if (this.#pendingSize <= THRESHOLD) return
    // Only the first long run is cut; a second one counts as structure.
    if (this.#start === -1) this.#cut(from + piece.length - this.#pendingSize)
    else this.#flushPending()
  }

  #cut(start: number): void {
    this.#start = start
    for (const held of this.#pending) this.#run.add(held)
    this.#pending = []
    this.#pendingSize = 0
    this.#keep(Buffer.from(ELISION_MARKER))
  }

  add(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      const end = runEnd(chunk, at)
      if (end > at) this.#addRun(chunk.subarray(at, end), this.#offset + at)
      if (end === chunk.length) break
      if (this.#inside) this.#end = this.#offset + end
      this.#flushPending()
      let next = end + 1
      while (next < chunk.length && !isRunByte(chunk[next] ?? 0)) next++
      this.#keep(chunk.subarray(end, next))
      at = next
    }
    this.#offset += chunk.length
  }

  finish(): Omit<ElidedXml, 'sha1Hex' | 'sha256Hex'> {
    if (this.#inside) throw refuseXml('malformed')
    this.#flushPending()
    const bytes = Buffer.concat(this.#kept)
    if (this.#start === -1) return {bytes, head: new Uint8Array(), decodedSize: 0}
    if (!this.#run.valid || bytes.indexOf(ELISION_MARKER) !== bytes.lastIndexOf(ELISION_MARKER))
      throw refuseXml('malformed')
    const run = {start: this.#start, end: this.#end}
    return {bytes, run, head: this.#run.head, decodedSize: this.#run.decodedSize}
  }
}

/**
 * Reads a large document once, keeping its structure and cutting out its one long base64 run, which is checked as
 * it passes. Where the run stands is for the reader of `bytes` to check. Only for encodings that write ASCII as
 * ASCII (UTF-16 finds no run and soon meets the size limit).
 * @throws DmpError DMP_XML_REFUSED too-large when what is left exceeds 16 MB, malformed when the run is not base64
 */
export async function elideBase64(source: ByteSource, signal?: AbortSignal): Promise<ElidedXml> {
  const sha1 = createHash('sha1')
  const sha256 = createHash('sha256')
  const elider = new Elider()
  for await (const chunk of source.open(signal)) {
    sha1.update(chunk)
    sha256.update(chunk)
    elider.add(chunk)
  }
  return {...elider.finish(), sha1Hex: sha1.digest('hex'), sha256Hex: sha256.digest('hex')}
}
