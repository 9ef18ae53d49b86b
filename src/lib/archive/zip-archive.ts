/**
 * Zip archives that nobody vouches for, read through their central directory. The bounds are those of an archive of
 * documents: names that stay inside, no name twice, no part that unpacks to more than it announces.
 *
 * Names are judged by yauzl (no `..`, no absolute path, no drive, no `\`). It does not write or repair archives, and
 * decrypts nothing: an encrypted member and a link are told as such, and the reader decides.
 */
import {crc32} from 'node:zlib'
import {openPromise} from 'yauzl'
import {DmpError} from '../errors/dmp-error.ts'
import type {ByteSource} from '../ports/byte-source.ts'
import type {ArchiveMember} from '../ports/files.ts'

/** Why an archive is refused; `{reason}` of DMP_FILE_UNREADABLE. */
export type ZipFault = 'EZIP' | 'EZIPNAME' | 'EZIPTWICE' | 'EZIPMEMBERS' | 'EZIPSIZE' | 'EZIPRATIO' | 'ENOENT'

export interface ZipBounds {
  readonly maxMembers: number
  readonly maxTotalBytes: number
  /** Unpacked over packed size, asked of members above `ratioFrom` bytes. */
  readonly maxRatio: number
  readonly ratioFrom: number
}

export const zipBounds: ZipBounds = {
  maxMembers: 10_000,
  maxTotalBytes: 2 * 1024 ** 3,
  maxRatio: 200,
  ratioFrom: 1024 * 1024,
}

const FILE_TYPE = 0o170_000
const LINK = 0o120_000

export interface ZipArchive {
  readonly members: readonly ArchiveMember[]
  /** @throws DmpError DMP_FILE_UNREADABLE when there is no such member or it cannot be unpacked */
  source(member: string): ByteSource
  close(): void
}

function refused(file: string, reason: ZipFault, cause?: unknown): DmpError {
  const about = reason === 'ENOENT' ? {} : {case: 'archive'}
  return new DmpError('DMP_FILE_UNREADABLE', {params: {file, reason, ...about}, cause})
}

function isSystemError(cause: unknown): boolean {
  return typeof (cause as NodeJS.ErrnoException).code === 'string' && 'syscall' in (cause as object)
}

/** What an error of the library says of the archive; one of the system (no such file) goes through. */
function asRefusal(file: string, cause: unknown): unknown {
  if (cause instanceof DmpError) return cause
  if (isSystemError(cause))
    return new DmpError('DMP_FILE_UNREADABLE', {
      params: {file, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown'},
      cause,
    })
  const message = cause instanceof Error ? cause.message : ''
  return refused(
    file,
    /file ?name|relative path|absolute path|characters/i.test(message) ? 'EZIPNAME' : 'EZIP',
    cause,
  )
}

/** Opens an archive and reads its directory. @throws DmpError DMP_FILE_UNREADABLE */
export async function openZip(file: string, bounds: ZipBounds = zipBounds): Promise<ZipArchive> {
  const zip = await openPromise(file, {autoClose: false, strictFileNames: true}).catch((cause: unknown) => {
    throw asRefusal(file, cause)
  })
  type Entry = Parameters<typeof zip.openReadStreamPromise>[0]
  const entries = new Map<string, Entry>()
  try {
    if (zip.entryCount > bounds.maxMembers) throw refused(file, 'EZIPMEMBERS')
    let total = 0
    const seen = new Set<string>()
    for await (const entry of zip.eachEntry()) {
      const {fileName, uncompressedSize, compressedSize} = entry
      if (fileName.includes('\0')) throw refused(file, 'EZIPNAME')
      const folded = fileName.normalize('NFC').toLowerCase()
      if (seen.has(folded)) throw refused(file, 'EZIPTWICE')
      seen.add(folded)
      if (fileName.endsWith('/')) continue
      total += uncompressedSize
      if (total > bounds.maxTotalBytes) throw refused(file, 'EZIPSIZE')
      if (uncompressedSize > bounds.ratioFrom && uncompressedSize > compressedSize * bounds.maxRatio)
        throw refused(file, 'EZIPRATIO')
      entries.set(fileName, entry)
    }
  } catch (cause) {
    zip.close()
    throw asRefusal(file, cause)
  }
  const members = [...entries.values()].map((entry) => ({
    name: entry.fileName,
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    encrypted: entry.isEncrypted(),
    link: ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK,
  }))
  return {
    members,
    source(member) {
      const entry = entries.get(member)
      if (!entry) throw refused(`${file}#member=${member}`, 'ENOENT')
      return {
        size: entry.uncompressedSize,
        async *open(signal) {
          try {
            const stream = await zip.openReadStreamPromise(entry)
            let sum = 0
            for await (const chunk of stream) {
              signal?.throwIfAborted()
              sum = crc32(chunk as Uint8Array, sum)
              yield chunk as Uint8Array
            }
            if (sum !== entry.crc32) throw refused(`${file}#member=${member}`, 'EZIP')
          } catch (cause) {
            signal?.throwIfAborted()
            throw asRefusal(`${file}#member=${member}`, cause)
          }
        },
      }
    },
    close: () => zip.close(),
  }
}
