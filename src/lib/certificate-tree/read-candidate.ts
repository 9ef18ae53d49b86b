import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs'
import {type FileHandle, open} from 'node:fs/promises'
import {HEAD_BYTES, hasPem, isCertificateName, sniff} from '../certificate-inventory/sniff.ts'
import type {TreeCandidate} from '../ports/certificate-tree.ts'
import type {Place} from './folder.ts'

/** Enough for the longest revocation list met; certificates and keys are a thousand times smaller. */
const MAX_BYTES = 32 << 20
/** A name may have become a link or a pipe since its folder was listed: neither is followed nor waited for. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** The candidate, the code of what keeps the file from being read, or undefined when it is of no interest. */
type Found = TreeCandidate | string | undefined

const scratch = Buffer.allocUnsafe(HEAD_BYTES)

/** Reads without waiting for its turn: for files of this machine. */
export function readNow({shown: path, at}: Place): Found {
  let handle: number
  try {
    handle = openSync(at, flags)
  } catch (error) {
    return whyNot(error)
  }
  try {
    const got = readSync(handle, scratch, 0, HEAD_BYTES, 0)
    if (got < HEAD_BYTES)
      return sniff(scratch.subarray(0, got), got, path) === 'read' ? copyOf(path, got) : undefined
    const facts = fstatSync(handle)
    if (!facts.isFile()) return undefined
    const wanted = sniff(scratch, facts.size, path)
    if (wanted === 'pass') return undefined
    const bytes = Buffer.allocUnsafe(Math.min(facts.size, MAX_BYTES))
    scratch.copy(bytes)
    let filled = got
    while (filled < bytes.length) {
      const more = readSync(handle, bytes, filled, bytes.length - filled, filled)
      if (more === 0) break
      filled += more
    }
    return candidate(path, bytes.subarray(0, filled), facts.size, wanted)
  } catch (error) {
    return whyNot(error)
  } finally {
    closeSync(handle)
  }
}

function copyOf(path: string, length: number): TreeCandidate {
  return {path, bytes: Buffer.from(scratch.subarray(0, length))}
}

/** The same by a queue of the system: several such reads wait at once. */
export async function readLater({shown: path, at}: Place): Promise<Found> {
  let handle: FileHandle | undefined
  try {
    handle = await open(at, flags)
    const facts = await handle.stat()
    if (!facts.isFile()) return undefined
    const {buffer, bytesRead} = await handle.read(Buffer.allocUnsafe(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const head = buffer.subarray(0, bytesRead)
    const wanted = sniff(head, Math.max(facts.size, bytesRead), path)
    if (wanted === 'pass') return undefined
    if (bytesRead >= facts.size) return {path, bytes: head}
    const bytes = Buffer.allocUnsafe(Math.min(facts.size, MAX_BYTES))
    let filled = head.copy(bytes)
    while (filled < bytes.length) {
      const more = await handle.read(bytes, filled, bytes.length - filled, filled)
      if (more.bytesRead === 0) break
      filled += more.bytesRead
    }
    return candidate(path, bytes.subarray(0, filled), facts.size, wanted)
  } catch (error) {
    return whyNot(error)
  } finally {
    await handle?.close().catch(() => undefined)
  }
}

function candidate(path: string, bytes: Buffer, size: number, wanted: 'read' | 'search'): Found {
  if (wanted === 'search' && !hasPem(bytes)) return undefined
  if (size <= MAX_BYTES) return {path, bytes}
  return isCertificateName(path) ? {path, bytes, cut: true} : undefined
}

/** A link that took the place of a file, or a device without a driver, is no trouble: it would not have been opened. */
function whyNot(error: unknown): string | undefined {
  const problem = problemOf(error)
  return problem === 'ELOOP' || problem === 'ENXIO' || problem === 'EISDIR' ? undefined : problem
}

export function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined) throw error
  return code === 'ENOENT' ? 'vanished' : code
}
