/**
 * Looks for files that may hold certificates or keys, in folders of any size: a bounded number of entries is held at a
 * time, links are not followed, nothing but ordinary files is opened, and of most files only the first bytes are read.
 *
 * Local files are read one after the other without waiting, which is several times quicker than through a queue; those
 * of a share several at a time, because each read waits for the network. What cannot be read is told and passed over.
 */
import type {Dirent} from 'node:fs'
import {realpath, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {setImmediate as nextTurn} from 'node:timers/promises'
import {DmpError} from '../errors/dmp-error.ts'
import type {CertificateTree, TreeBatch, TreeCandidate, TreeTrouble} from '../ports/certificate-tree.ts'
import {describeFolder, type FolderFacts, listFolder} from './folder.ts'
import {problemOf, readLater, readNow} from './read-candidate.ts'

/** Files between two turns of the event loop: an interruption is heard, and a batch stays small. */
const BATCH_FILES = 128
/** Reads under way on a share. */
const AT_ONCE = 16
/** Deeper than any tree of a hospital. */
const MAX_DEPTH = 200

interface Folder {
  readonly path: string
  readonly depth: number
  readonly above: FolderFacts | undefined
}

export const certificateTree: CertificateTree = {
  async *walk(roots, signal) {
    const seen = new Set<string>()
    const waiting: Folder[] = []
    for (const root of roots) {
      const found = await rootOf(root)
      if (found.folder) waiting.push({path: found.path, depth: 0, above: undefined})
      else if (!seen.has(found.path)) {
        // met again in a folder, it would look like a copy of itself
        seen.add(found.path)
        yield* readFiles([found.path], true, signal)
      }
    }
    waiting.reverse()
    for (let folder = waiting.pop(); folder && !signal.aborted; folder = waiting.pop())
      yield* walkFolder(folder, seen, waiting, signal)
  },
}

async function rootOf(path: string): Promise<{path: string; folder: boolean}> {
  try {
    const real = await realpath(path)
    const facts = await stat(real)
    if (!facts.isDirectory() && !facts.isFile())
      throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason: 'ENOTFILE'}})
    return {path: real, folder: facts.isDirectory()}
  } catch (cause) {
    if (cause instanceof DmpError) throw cause
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'EIO'
    throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: path, reason}, cause})
  }
}

async function* walkFolder(
  {path, depth, above}: Folder,
  seen: Set<string>,
  waiting: Folder[],
  signal: AbortSignal,
): AsyncGenerator<TreeBatch> {
  let facts: FolderFacts
  let entries: Dirent[]
  try {
    facts = await describeFolder(path, above)
    if (seen.has(facts.id) || facts.system) return
    seen.add(facts.id)
    entries = await listFolder(path, facts.remote)
  } catch (error) {
    yield {...nothing, troubles: [{path, problem: problemOf(error)}]}
    return
  }
  const files: string[] = []
  const below: Folder[] = []
  const counted = {folders: 1, links: 0, others: 0}
  for (const entry of entries) {
    const own = join(path, entry.name)
    if (entry.isFile() && !seen.has(own)) files.push(own)
    else if (entry.isFile()) continue
    else if (entry.isSymbolicLink()) counted.links += 1
    else if (!entry.isDirectory()) counted.others += 1
    // the objects of a repository are packed and hold no file that could be used
    else if (entry.name !== '.git') below.push({path: own, depth: depth + 1, above: facts})
  }
  const tooDeep = depth >= MAX_DEPTH && below.length > 0
  if (!tooDeep) for (const next of below.reverse()) waiting.push(next)
  yield {...nothing, ...counted, troubles: tooDeep ? [{path, problem: 'too-deep'}] : []}
  yield* readFiles(files, !facts.remote, signal)
}

const nothing: TreeBatch = {folders: 0, files: 0, links: 0, others: 0, candidates: [], troubles: []}

async function* readFiles(
  paths: readonly string[],
  local: boolean,
  signal: AbortSignal,
): AsyncGenerator<TreeBatch> {
  for (let at = 0; at < paths.length && !signal.aborted; at += BATCH_FILES) {
    const some = paths.slice(at, at + BATCH_FILES)
    const candidates: TreeCandidate[] = []
    const troubles: TreeTrouble[] = []
    const take = (path: string, found: TreeCandidate | string | undefined) => {
      if (typeof found === 'string') troubles.push({path, problem: found})
      else if (found) candidates.push(found)
    }
    if (local) for (const path of some) take(path, readNow(path))
    else await severalAtOnce(some, async (path) => take(path, await readLater(path)))
    yield {...nothing, files: some.length, candidates, troubles}
    await nextTurn()
  }
}

async function severalAtOnce(paths: readonly string[], work: (path: string) => Promise<void>): Promise<void> {
  const next = paths[Symbol.iterator]()
  const lane = async () => {
    for (const path of {[Symbol.iterator]: () => next}) await work(path)
  }
  await Promise.all(Array.from({length: AT_ONCE}, lane))
}
