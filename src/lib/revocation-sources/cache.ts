import {createHash} from 'node:crypto'
import {readFile, stat, unlink} from 'node:fs/promises'
import {join} from 'node:path'
import {writeAtomically} from '../files/atomic-write.ts'
import type {RevocationDoubt} from '../revocation/status.ts'

export interface KeptAnswer {
  /** As it came, DER. Its signature is checked anew each time: the folder is not trusted. */
  readonly bytes: Uint8Array
  /** ms since 1970. */
  readonly fetchedAt: number
}

export interface KeptFailure {
  /** ms since 1970. */
  readonly at: number
  /** In a row. */
  readonly count: number
  readonly doubt: RevocationDoubt
  readonly detail?: string
}

/** What is remembered of one address: its last answer that counted, and how it failed since. */
export interface Memory {
  readonly answer?: KeptAnswer
  readonly failure?: KeptFailure
}

export const maxListBytes = 32 * 1024 * 1024
const firstPauseMs = 60_000
const longestPauseMs = 3_600_000

/** Until when an address that failed is left alone: the public one answers 403 to who asks often. */
export function askAgainAt({at, count}: KeptFailure): number {
  return at + Math.min(firstPauseMs * 2 ** (count - 1), longestPauseMs)
}

/**
 * Answers and failures on disk, for all processes of this user; mode 0600. A folder that cannot be read or written
 * only means that more is asked of the network.
 */
export class RevocationCache {
  readonly #folder: string
  readonly #held = new Map<string, Memory>()

  constructor(folder: string) {
    this.#folder = folder
  }

  path(key: string, extension: 'der' | 'json' | 'lock'): string {
    return join(this.#folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.${extension}`)
  }

  async read(key: string): Promise<Memory> {
    try {
      const note = noteOf(JSON.parse(await readFile(this.path(key, 'json'), 'utf8')), key)
      if (!note) return {}
      const {fetchedAt, failure} = note
      const bytes = fetchedAt === undefined ? undefined : await this.#bytes(key)
      return {
        ...(bytes && fetchedAt !== undefined ? {answer: {bytes, fetchedAt}} : {}),
        ...(failure ? {failure} : {}),
      }
    } catch {
      return this.#held.get(key) ?? {}
    }
  }

  async keep(key: string, answer: KeptAnswer, failure?: KeptFailure): Promise<void> {
    this.#held.set(key, {answer, ...(failure ? {failure} : {})})
    try {
      await writeAtomically(this.path(key, 'der'), answer.bytes, true)
      await this.#note(key, answer.fetchedAt, failure)
    } catch {
      // see the class
    }
  }

  async fail(key: string, before: Memory, failure: Omit<KeptFailure, 'count'>): Promise<void> {
    const counted = {...failure, count: (before.failure?.count ?? 0) + 1}
    this.#held.set(key, {...before, failure: counted})
    await this.#note(key, before.answer?.fetchedAt, counted).catch(() => undefined)
  }

  /** Of an address that answers again. */
  async forget(key: string): Promise<void> {
    this.#held.delete(key)
    await unlink(this.path(key, 'json')).catch(() => undefined)
  }

  #note(key: string, fetchedAt: number | undefined, failure: KeptFailure | undefined): Promise<void> {
    return writeAtomically(
      this.path(key, 'json'),
      `${JSON.stringify({key, ...(fetchedAt === undefined ? {} : {fetchedAt}), ...(failure ? {failure} : {})})}\n`,
      true,
    )
  }

  async #bytes(key: string): Promise<Uint8Array | undefined> {
    const path = this.path(key, 'der')
    try {
      const {size} = await stat(path)
      return size <= maxListBytes ? await readFile(path) : undefined
    } catch {
      return undefined
    }
  }
}

interface Note {
  readonly fetchedAt?: number
  readonly failure?: KeptFailure
}

function noteOf(value: unknown, key: string): Note | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const {key: own, fetchedAt, failure} = value as Record<string, unknown>
  if (own !== key) return undefined
  return {
    ...(typeof fetchedAt === 'number' ? {fetchedAt} : {}),
    ...(isFailure(failure) ? {failure} : {}),
  }
}

function isFailure(value: unknown): value is KeptFailure {
  if (typeof value !== 'object' || value === null) return false
  const {at, count, doubt} = value as Record<string, unknown>
  return typeof at === 'number' && typeof count === 'number' && count >= 1 && typeof doubt === 'string'
}
