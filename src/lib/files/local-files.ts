import {open, readdir, realpath, stat} from 'node:fs/promises'
import {isAbsolute, relative, resolve, sep} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {ByteSource} from '../ports/byte-source.ts'
import type {Files} from '../ports/files.ts'
import {writeAtomically} from './atomic-write.ts'

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

/** Reads a file through one reused buffer, so that its size does not show in memory. */
async function* readChunks(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const buffer = Buffer.allocUnsafe(CHUNK)
    for (;;) {
      signal?.throwIfAborted()
      const {bytesRead} = await handle.read(buffer, 0, CHUNK, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

export const localFiles: Files = {
  async facts(path) {
    try {
      const found = await stat(path)
      if (!found.isFile())
        throw new DmpError('DMP_FILE_UNREADABLE', {
          params: {file: path, reason: found.isDirectory() ? 'EISDIR' : 'ENOTFILE'},
        })
      return {size: found.size, modifiedMs: found.mtimeMs}
    } catch (cause) {
      throw unreadable(path, cause)
    }
  },
  async read(path, {maxBytes = DEFAULT_MAX_BYTES} = {}) {
    if (path === '-') return readStandardInput(maxBytes)
    const {size} = await localFiles.facts(path)
    if (size > maxBytes) throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason: 'EFBIG'}})
    const content = Buffer.allocUnsafe(size)
    let filled = 0
    for await (const chunk of readChunks(path)) {
      if (filled + chunk.length > size)
        throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason: 'EGROWING'}})
      content.set(chunk, filled)
      filled += chunk.length
    }
    return content.subarray(0, filled)
  },
  async source(path): Promise<ByteSource> {
    const {size} = await localFiles.facts(path)
    return {size, open: (signal) => readChunks(path, signal)}
  },
  write: (path, content, options = {}) => writeAtomically(path, content, options.force),
  async exists(path) {
    return stat(path).then(
      () => true,
      () => false,
    )
  },
  async list(path) {
    try {
      return (await readdir(path)).sort()
    } catch (cause) {
      throw unreadable(path, cause)
    }
  },
  resolve: (...segments) => resolve(...segments),
  async isInside(folder, path) {
    try {
      const way = relative(await realpath(folder), await realpath(path))
      return way !== '' && way.split(sep)[0] !== '..' && !isAbsolute(way)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return true
      throw unreadable(path, cause)
    }
  },
}
