import {DmpError} from '../../../errors/dmp-error.ts'
import type {Workbench} from '../../ports.ts'

/** What became of the name of a file: its path, or why there is none; message `…reason.<reason>`. */
export type FoundFile =
  | {readonly path: string; readonly renamed?: true}
  | {readonly fault: 'path-outside' | 'file-absent' | 'file-near'; readonly near?: string}
  /** Two files of the disk have this name in two forms of its accents. */
  | {readonly twice: true}

/** Names kept in mind; a backlog names a file a few times at most. */
const KEPT = 20_000
const FOLDERS = 200
/** Absent files for which a near name is looked for: each costs the reading of a folder. */
const NEAR = 200

const ASCII = /^[\u0020-\u007e]*$/

function remember<K, V>(map: Map<K, V>, key: K, value: V, most: number): V {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
  return value
}

/**
 * Finds the files that rows name, below one folder. An accent may be written in two forms, and a disk keeps the one it
 * was given: names are compared in one form. Case is never overlooked, only told. Symbolic links are followed, and a
 * file that lies outside once they are is refused.
 */
export class ManifestFiles {
  readonly #files: Workbench['files']
  readonly #folder: string
  #sought = 0
  readonly #known = new Map<string, FoundFile>()
  /** Names with accents of a folder, by their composed form. */
  readonly #accents = new Map<string, ReadonlyMap<string, readonly string[]>>()

  constructor(files: Workbench['files'], folder: string) {
    this.#files = files
    this.#folder = folder
  }

  /** @param name relative, `/` between segments, composed form; absolute only where the operator allowed it */
  async find(name: string): Promise<FoundFile> {
    const known = this.#known.get(name)
    if (known) return known
    return remember(this.#known, name, await this.#look(name), KEPT)
  }

  async #look(name: string): Promise<FoundFile> {
    const given = this.#files.resolve(this.#folder, name)
    const absolute = name.startsWith('/') || /^[A-Za-z]:/.test(name)
    const found = absolute || ASCII.test(name) ? {path: given} : await this.#byForm(name.split('/'))
    if (!('path' in found)) return found
    try {
      if (!absolute && !(await this.#files.isInside(this.#folder, found.path))) return {fault: 'path-outside'}
    } catch (error) {
      if (!(error instanceof DmpError)) throw error
      return {fault: 'file-absent'}
    }
    if (await this.#files.exists(found.path)) return found
    return absolute || this.#sought++ >= NEAR ? {fault: 'file-absent'} : this.#near(name.split('/'))
  }

  /** Walks down by the composed form of each segment. */
  async #byForm(segments: readonly string[]): Promise<FoundFile> {
    let path = this.#folder
    let renamed = false
    for (const segment of segments) {
      const names = ASCII.test(segment)
        ? [segment]
        : ((await this.#accentsIn(path)).get(segment.normalize('NFC')) ?? [segment])
      if (names.length > 1) return {twice: true}
      renamed ||= names[0] !== segment
      path = this.#files.resolve(path, names[0] ?? segment)
    }
    return renamed ? {path, renamed} : {path}
  }

  async #accentsIn(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const known = this.#accents.get(folder)
    if (known) return known
    const names = new Map<string, string[]>()
    for (const name of await this.#list(folder)) {
      if (ASCII.test(name)) continue
      const form = name.normalize('NFC')
      names.set(form, [...(names.get(form) ?? []), name])
    }
    return remember(this.#accents, folder, names, FOLDERS)
  }

  async #list(folder: string): Promise<readonly string[]> {
    try {
      return await this.#files.list(folder)
    } catch (error) {
      if (error instanceof DmpError) return []
      throw error
    }
  }

  /** The file that has this name but for case, when there is just one. */
  async #near(segments: readonly string[]): Promise<FoundFile> {
    let path = this.#folder
    const taken: string[] = []
    for (const segment of segments) {
      const folded = segment.normalize('NFC').toLowerCase()
      const alike = (await this.#list(path)).filter((name) => name.normalize('NFC').toLowerCase() === folded)
      const [only] = alike
      if (only === undefined || alike.length > 1) return {fault: 'file-absent'}
      taken.push(only)
      path = this.#files.resolve(path, only)
    }
    return {fault: 'file-near', near: taken.join('/')}
  }
}
