/**
 * Looks for files that may hold certificates or keys, in folders of any size: a bounded number of entries is held at a
 * time, links are not followed, nothing but ordinary files is opened, and of most files only the first bytes are read.
 *
 * Local files are read one after the other without waiting, which is several times quicker than through a queue; those
 * of a share several at a time, because each read waits for the network. What cannot be read is told and passed over.
 */
import {realpath, stat} from 'node:fs/promises'
import {setImmediate as nextTurn} from 'node:timers/promises'
import {DmpError} from '../errors/dmp-error.ts'
import type {CertificateTree, TreeBatch, TreeCandidate, TreeTrouble} from '../ports/certificate-tree.ts'
import {describeFolder, type Entry, type FolderFacts, listFolder, type Place, placed} from './folder.ts'
import {problemOf, readLater, readNow} from './read-candidate.ts'

/** Files between two turns of the event loop: an interruption is heard, and a batch stays small. */
const BATCH_FILES = 128
/** Reads under way on a share. */
const AT_ONCE = 16
/** Deeper than any tree of a hospital. */
const MAX_DEPTH = 200

interface Folder {
  readonly place: Place
  readonly depth: number
  readonly above: FolderFacts | undefined
}

export const certificateTree: CertificateTree = {
  async *walk(roots, signal) {
    const seen = new Set<string>()
    const waiting: Folder[] = []
    for (const root of roots) {
      const found = await rootOf(root)
      if (found.path !== root) yield {...nothing, followed: {root, leadsTo: found.path}}
      if (found.folder) waiting.push({place: placed(found.path), depth: 0, above: undefined})
      else if (!seen.has(found.path)) {
        // met again in a folder, it would look like a copy of itself
        seen.add(found.path)
        yield* readFiles([placed(found.path)], true, signal)
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
  {place, depth, above}: Folder,
  seen: Set<string>,
  waiting: Folder[],
  signal: AbortSignal,
): AsyncGenerator<TreeBatch> {
  let facts: FolderFacts
  let entries: Entry[]
  const path = place.shown
  try {
    facts = await describeFolder(place, above)
    if (seen.has(facts.id) || facts.system) return
    seen.add(facts.id)
    entries = await listFolder(place, facts.remote)
  } catch (error) {
    yield {...nothing, troubles: [{path, problem: problemOf(error)}]}
    return
  }
  const files: Place[] = []
  const below: Folder[] = []
  const counted = {folders: 1, links: 0, others: 0}
  for (const entry of entries) {
    const {kind} = entry
    if (kind.isFile() && !seen.has(entry.shown)) files.push(entry)
    else if (kind.isFile()) continue
    else if (kind.isSymbolicLink()) counted.links += 1
    else if (!kind.isDirectory()) counted.others += 1
    // the objects of a repository are packed and hold no file that could be used
    else if (entry.name !== '.git') below.push({place: entry, depth: depth + 1, above: facts})
  }
  const tooDeep = depth >= MAX_DEPTH && below.length > 0
  if (!tooDeep) for (const next of below.reverse()) waiting.push(next)
  yield {...nothing, ...counted, troubles: tooDeep ? [{path, problem: 'too-deep'}] : []}
  yield* readFiles(files, !facts.remote, signal)
}

const nothing: TreeBatch = {folders: 0, files: 0, links: 0, others: 0, candidates: [], troubles: []}

async function* readFiles(
  paths: readonly Place[],
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
    if (local) for (const place of some) take(place.shown, readNow(place))
    else await severalAtOnce(some, async (place) => take(place.shown, await readLater(place)))
    yield {...nothing, files: some.length, candidates, troubles}
    await nextTurn()
  }
}

async function severalAtOnce(paths: readonly Place[], work: (place: Place) => Promise<void>): Promise<void> {
  const next = paths[Symbol.iterator]()
  const lane = async () => {
    for (const path of {[Symbol.iterator]: () => next}) await work(path)
  }
  await Promise.all(Array.from({length: AT_ONCE}, lane))
}
