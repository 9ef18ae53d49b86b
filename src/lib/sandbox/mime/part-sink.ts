import {createHash, randomUUID} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {type FileHandle, open, rm} from 'node:fs/promises'
import {join} from 'node:path'
import type {ReceivedPart} from '../backend.ts'
import {BodyRefusal} from './refusal.ts'

export interface SpoolLimits {
  readonly spoolDir: string
  /** Parts up to this size stay in memory. */
  readonly memoryBytes: number
  /** `bytes()` refuses more than this. */
  readonly wholeBytes: number
  readonly partBytes: number
}

export const ordinarySpool = {
  memoryBytes: 1_048_576,
  wholeBytes: 33_554_432,
  partBytes: 1_073_741_824,
} as const

/** Takes the bytes of one part: hashed as they come, in memory while small, then in a file of the spool folder. */
export class PartSink {
  readonly #limits: SpoolLimits
  readonly #sha1 = createHash('sha1')
  readonly #sha256 = createHash('sha256')
  #held: Buffer
  #heldLength = 0
  #size = 0
  #file: FileHandle | undefined
  #path = ''

  constructor(limits: SpoolLimits) {
    this.#limits = limits
    this.#held = Buffer.allocUnsafe(16_384)
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#size += chunk.byteLength
    if (this.#size > this.#limits.partBytes)
      throw new BodyRefusal(413, 'mime/part-too-large', 'Part too large')
    this.#sha1.update(chunk)
    this.#sha256.update(chunk)
    if (this.#heldLength + chunk.byteLength > this.#limits.memoryBytes) await this.#flush()
    if (chunk.byteLength > this.#limits.memoryBytes) await this.#writeOut(chunk)
    else this.#hold(chunk)
  }

  async finish(contentId: string, contentType: string): Promise<ReceivedPart> {
    if (this.#file !== undefined) {
      await this.#flush()
      await this.#file.close()
      this.#file = undefined
    }
    const facts = {
      contentId,
      contentType,
      size: this.#size,
      sha1Hex: this.#sha1.digest('hex'),
      sha256Hex: this.#sha256.digest('hex'),
    }
    return this.#path === ''
      ? heldPart(facts, this.#held.subarray(0, this.#heldLength))
      : filedPart(facts, this.#path, this.#limits)
  }

  /** Forgets the part; its file is removed. */
  async discard(): Promise<void> {
    await this.#file?.close()
    this.#file = undefined
    if (this.#path !== '') await rm(this.#path, {force: true})
  }

  #hold(chunk: Uint8Array): void {
    const needed = this.#heldLength + chunk.byteLength
    if (needed > this.#held.length) {
      const grown = Buffer.allocUnsafe(
        Math.min(Math.max(needed, this.#held.length * 2), this.#limits.memoryBytes),
      )
      this.#held.copy(grown, 0, 0, this.#heldLength)
      this.#held = grown
    }
    this.#held.set(chunk, this.#heldLength)
    this.#heldLength = needed
  }

  async #flush(): Promise<void> {
    const length = this.#heldLength
    this.#heldLength = 0
    await this.#writeOut(this.#held.subarray(0, length))
  }

  async #writeOut(bytes: Uint8Array): Promise<void> {
    if (this.#file === undefined) {
      this.#path = join(this.#limits.spoolDir, `part-${randomUUID()}`)
      this.#file = await open(this.#path, 'wx', 0o600)
    }
    let at = 0
    while (at < bytes.byteLength) at += (await this.#file.write(bytes, at)).bytesWritten
  }
}

const files = new WeakMap<ReceivedPart, string>()

/** Removes the file of a part, if it has one. */
export async function discardPart(part: ReceivedPart): Promise<void> {
  const path = files.get(part)
  if (path !== undefined) await rm(path, {force: true})
}

type PartFacts = Omit<ReceivedPart, 'bytes' | 'stream'>

function heldPart(facts: PartFacts, content: Uint8Array): ReceivedPart {
  return {
    ...facts,
    bytes: async () => content,
    async *stream() {
      yield content
    },
  }
}

function filedPart(facts: PartFacts, path: string, limits: SpoolLimits): ReceivedPart {
  const part: ReceivedPart = {
    ...facts,
    async bytes() {
      if (facts.size > limits.wholeBytes) throw new RangeError('part too large to be read whole')
      const chunks: Uint8Array[] = []
      for await (const chunk of readChunks(path)) chunks.push(Uint8Array.from(chunk))
      return Buffer.concat(chunks)
    },
    stream: () => readChunks(path),
  }
  files.set(part, path)
  return part
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, {highWaterMark: 262_144})) yield chunk as Uint8Array
}
