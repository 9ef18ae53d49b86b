import {open} from 'node:fs/promises'
import {DmpError} from '../errors/dmp-error.ts'
import {documentOf} from '../hl7v2/documents.ts'
import {indexMessages, MAX_MESSAGE_BYTES} from '../hl7v2/frame-messages.ts'
import {parseMessage} from '../hl7v2/message.ts'
import type {ByteSource} from '../ports/byte-source.ts'
import type {ArchiveMember, FileFacts} from '../ports/files.ts'
import type {ContainerPath} from './container-path.ts'
import {OpenArchives} from './open-archives.ts'
import {Recent} from './recent.ts'

/** Reads the container itself. */
export interface PlainFiles {
  facts(path: string): Promise<FileFacts>
  chunks(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>
}

interface Versioned<T> {
  readonly version: string
  readonly value: T
}

/** Bytes above which a decoded document is not kept for the next question about it. */
const KEEP_BELOW = 8 * 1024 * 1024

/**
 * Parts of containers (HL7 v2 messages, members of zip archives), read as files are. The last few containers stay
 * open and the last few documents decoded, because one document is asked for several times in a row; a container that
 * changed is opened anew.
 */
export class ContainerParts {
  readonly #plain: PlainFiles
  readonly #archives = new OpenArchives()
  readonly #indexes = new Recent<Versioned<Promise<Float64Array>>>(8)
  readonly #bytes = new Recent<Versioned<Uint8Array>>(8)

  constructor(plain: PlainFiles) {
    this.#plain = plain
  }

  async members(file: string): Promise<readonly ArchiveMember[]> {
    return this.#archives.use(file, await this.#version(file), ({members}) => members)
  }

  async facts(path: string, part: ContainerPath): Promise<FileFacts> {
    const {modifiedMs} = await this.#plain.facts(part.file)
    return {size: (await this.source(path, part)).size, modifiedMs}
  }

  /** @throws DmpError DMP_FILE_UNREADABLE */
  async source(path: string, part: ContainerPath): Promise<ByteSource> {
    const version = await this.#version(part.file)
    if (part.kind === 'member') return this.#member(part.file, version, part.member)
    const known = this.#bytes.get(path)
    const bytes = known?.version === version ? known.value : await this.#part(path, part, version)
    if (bytes.length <= KEEP_BELOW) this.#bytes.set(path, {version, value: bytes})
    return {
      size: bytes.length,
      async *open(signal) {
        signal?.throwIfAborted()
        if (bytes.length > 0) yield bytes
      },
    }
  }

  async #version(file: string): Promise<string> {
    const {size, modifiedMs} = await this.#plain.facts(file)
    return `${size}/${modifiedMs}`
  }

  async #member(file: string, version: string, member: string): Promise<ByteSource> {
    const size = await this.#archives.use(file, version, (archive) => archive.source(member).size)
    return {size, open: (signal) => this.#archives.read(file, version, member, signal)}
  }

  #index(file: string, version: string): Promise<Float64Array> {
    const known = this.#indexes.get(file)
    if (known?.version === version) return known.value
    const value = indexMessages(this.#plain.chunks(file))
    this.#indexes.set(file, {version, value})
    value.catch(() => {
      if (this.#indexes.get(file)?.value === value) this.#indexes.remove(file)
    })
    return value
  }

  async #part(
    path: string,
    {file, message, document}: Extract<ContainerPath, {kind: 'message'}>,
    version: string,
  ): Promise<Uint8Array> {
    const refused = (reason: string, cause?: unknown) =>
      new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason}, cause})
    const index = await this.#index(file, version)
    const [start, end] = [index[2 * message - 2], index[2 * message - 1]]
    if (start === undefined || end === undefined) throw refused('ENOENT')
    const size = end - start
    if (size > MAX_MESSAGE_BYTES) throw refused('EFBIG')
    const bytes = Buffer.allocUnsafe(size)
    const handle = await open(file, 'r').catch((cause: unknown) => {
      throw refused((cause as NodeJS.ErrnoException).code ?? 'unknown', cause)
    })
    try {
      const {bytesRead} = await handle.read(bytes, 0, size, start)
      if (bytesRead !== size) throw refused('ECHANGED')
    } finally {
      await handle.close()
    }
    if (document === undefined) return bytes
    const parsed = parseMessage(bytes)
    const found = 'fault' in parsed ? 'none' : documentOf(parsed, document)
    if (typeof found === 'string') throw refused('EHL7')
    return found.bytes
  }
}
