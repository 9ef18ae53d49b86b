import {closeSync, open, read, type Stats, stat} from 'node:fs'
import {stat as look, readdir, realpath} from 'node:fs/promises'
import {isAbsolute, relative, resolve, sep} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {ByteSource} from '../ports/byte-source.ts'
import type {FileFacts, Files} from '../ports/files.ts'
import {writeAtomically} from './atomic-write.ts'
import type {ContainerParts} from './container-parts.ts'
import {type ContainerPath, containerPath} from './container-path.ts'
import {walkFolder} from './walk-folder.ts'

/** Enough for any text or document held whole; larger ones are read as a `ByteSource`. */
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024
const CHUNK = 256 * 1024

function unreadable(file: string, cause: unknown): DmpError {
  if (cause instanceof DmpError) return cause
  return new DmpError('DMP_FILE_UNREADABLE', {
    params: {file, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown'},
    cause,
  })
}

async function readStandardInput(maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    size += chunk.length
    if (size > maxBytes) throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: '-', reason: 'EFBIG'}})
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/**
 * Reads a file through one reused buffer, so that its size does not show in memory. A small one of known size takes no
 * more room than it needs, and is read at one stroke: a byte of room left over shows that it did not grow.
 */
async function* readChunks(path: string, signal?: AbortSignal, size = CHUNK): AsyncGenerator<Uint8Array> {
  const handle = await opened(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size + 1))
    for (;;) {
      signal?.throwIfAborted()
      const bytesRead = await readInto(handle, buffer)
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead)
      if (bytesRead < buffer.length) return
    }
  } finally {
    closeSync(handle)
  }
}

// A small file is looked at, opened and read once for each document: the calls themselves, without handles and
// promises of their own below them, cost half as much.
const opened = (path: string) =>
  new Promise<number>((resolve, reject) =>
    open(path, 'r', (error, handle) => (error ? reject(error) : resolve(handle))),
  )
const readInto = (handle: number, buffer: Buffer) =>
  new Promise<number>((resolve, reject) =>
    read(handle, buffer, 0, buffer.length, null, (error, count) => (error ? reject(error) : resolve(count))),
  )
const factsOf = (path: string) =>
  new Promise<Stats>((resolve, reject) =>
    stat(path, (error, found) => (error ? reject(error) : resolve(found))),
  )

async function plainFacts(path: string): Promise<FileFacts> {
  try {
    const found = await factsOf(path)
    if (!found.isFile())
      throw new DmpError('DMP_FILE_UNREADABLE', {
        params: {file: path, reason: found.isDirectory() ? 'EISDIR' : 'ENOTFILE'},
      })
    return {size: found.size, modifiedMs: found.mtimeMs}
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

let parts: Promise<ContainerParts> | undefined

/** Loaded by the first container: most commands meet none. */
function containers(): Promise<ContainerParts> {
  parts ??= import('./container-parts.ts').then(
    (loaded) => new loaded.ContainerParts({facts: plainFacts, chunks: readChunks}),
  )
  return parts
}

/** The part that a path names, unless a file has that very name. */
async function partOf(path: string): Promise<ContainerPath | undefined> {
  const part = containerPath(path)
  if (!part) return undefined
  const own = await factsOf(path).catch(() => undefined)
  return own ? undefined : part
}

export const localFiles: Files = {
  async facts(path) {
    const part = await partOf(path)
    return part ? (await containers()).facts(path, part) : plainFacts(path)
  },
  async read(path, {maxBytes = DEFAULT_MAX_BYTES} = {}) {
    if (path === '-') return readStandardInput(maxBytes)
    const {size, open: chunks} = await localFiles.source(path)
    if (size > maxBytes) throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason: 'EFBIG'}})
    const content = Buffer.allocUnsafe(size)
    let filled = 0
    for await (const chunk of chunks()) {
      if (filled + chunk.length > size)
        throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason: 'EGROWING'}})
      content.set(chunk, filled)
      filled += chunk.length
    }
    return content.subarray(0, filled)
  },
  async source(path): Promise<ByteSource> {
    const part = await partOf(path)
    if (part) return (await containers()).source(path, part)
    const {size} = await plainFacts(path)
    return {size, open: (signal) => readChunks(path, signal, size)}
  },
  write: (path, content, options = {}) => writeAtomically(path, content, options.force),
  async exists(path) {
    return localFiles.facts(path).then(
      () => true,
      async () =>
        factsOf(path).then(
          () => true,
          () => false,
        ),
    )
  },
  async list(path) {
    try {
      return (await readdir(path)).sort()
    } catch (cause) {
      throw unreadable(path, cause)
    }
  },
  async *walk(folder) {
    try {
      yield* walkFolder(folder)
    } catch (cause) {
      throw unreadable(folder, cause)
    }
  },
  members: async (path) => (await containers()).members(path),
  resolve: (...segments) => resolve(...segments),
  async isInside(folder, path) {
    try {
      const own = (await partOf(path))?.file ?? path
      const way = relative(await realpath(folder), await realpath(own))
      return way !== '' && way.split(sep)[0] !== '..' && !isAbsolute(way)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return true
      throw unreadable(path, cause)
    }
  },
  async isSame(path, other) {
    const [one, two] = await Promise.all(
      [path, other].map((name) => look(name, {bigint: true}).catch(() => undefined)),
    )
    return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino
  },
}
