import type {ReaderInventory, SeenReader} from '../ports/card-readers.ts'
import {openTalk, type PcscdTalk, PcscdTrouble} from './pcscd-socket.ts'
import {readTable, TABLE_BYTES} from './pcscd-table.ts'

/**
 * Readers of Linux, asked of pcscd over its own socket in plain JavaScript, with no native module. Nothing is connected
 * to and no card is spoken to: the table of readers is read once.
 */
export const defaultSocket = '/run/pcscd/pcscd.comm'

const VERSION = 0x11
const GET_READERS_STATE = 0x12
/** Answered with the table at once, and with 8 bytes as soon as anything moves in a reader. */
const WAIT_READER_STATE_CHANGE = 0x13
const MOVED_BYTES = 8
/** A service that does not send the table at once speaks another dialect: it is not waited for. */
const FIRST_TABLE_MS = 500
/** Longer than a PKCS#11 module is ever left running, which is what the readers are watched beside. */
const LONGEST_WATCH_MS = 600_000
const MAJOR = 4
/** pcsc-lite 1.9 speaks 4.4 only, later ones take it for old clients' sake; the others are tried when it is refused. */
const MINORS = [4, 5, 3, 2, 6, 7]
/** A card just put in has no ATR for a moment, a service just woken has no reader: both are looked at a second time. */
const SECOND_LOOK_MS = 350

export interface PcscdOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** Asks pcscd for its readers. Never rejects. */
export async function askPcscd({env, timeoutMs, signal}: PcscdOptions): Promise<ReaderInventory> {
  const path = env['PCSCLITE_CSOCK_NAME'] || defaultSocket
  const deadline = performance.now() + timeoutMs
  try {
    const first = await readersOnce(path, deadline, signal)
    const settled = first.length > 0 && first.every((one) => one.card !== 'mute')
    const readers = settled ? first : ((await lookAgain(path, deadline, signal)) ?? first)
    return {kind: 'listed', backend: 'pcscd', readers}
  } catch (error) {
    return notListed(error)
  }
}

/**
 * Tells the table of readers as soon as anything moves in one, for as long as pcscd tells (protocol 4.4: each answer to a
 * wait is the table, so nothing can move unseen between two waits). No second look: a card that has no ATR yet is told
 * as it is. Never rejects; resolves when it ends.
 */
export async function watchPcscd(
  {env, signal}: {readonly env: PcscdOptions['env']; readonly signal: AbortSignal},
  onChange: (inventory: ReaderInventory) => void,
): Promise<false> {
  const path = env['PCSCLITE_CSOCK_NAME'] || defaultSocket
  let talk: PcscdTalk | undefined
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), FIRST_TABLE_MS)
  try {
    talk = await agree(path, performance.now() + LONGEST_WATCH_MS, AbortSignal.any([signal, late.signal]))
    while (!signal.aborted) {
      talk.send(WAIT_READER_STATE_CHANGE, Buffer.alloc(0))
      const readers = readTable(await talk.take(TABLE_BYTES))
      clearTimeout(timer)
      if (readers === undefined) return false
      onChange({kind: 'listed', backend: 'pcscd', readers})
      await talk.take(MOVED_BYTES)
    }
    return false
  } catch (error) {
    if (error instanceof PcscdTrouble) return false
    throw error
  } finally {
    clearTimeout(timer)
    talk?.end()
  }
}

function notListed(error: unknown): ReaderInventory {
  if (!(error instanceof PcscdTrouble)) throw error
  const {reason, detail, rv} = error
  const code = rv === undefined ? {} : {code: rv}
  if (reason === 'no-service') return {kind: 'no-service', backend: 'pcscd', detail}
  return {kind: 'failed', backend: 'pcscd', reason, ...code, detail}
}

/** The same question a moment later; undefined when there is no time left for it. */
async function lookAgain(
  path: string,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<readonly SeenReader[] | undefined> {
  if (deadline - performance.now() < 2 * SECOND_LOOK_MS) return undefined
  await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS))
  return readersOnce(path, deadline, signal)
}

async function readersOnce(
  path: string,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<readonly SeenReader[]> {
  const talk = await agree(path, deadline, signal)
  try {
    talk.send(GET_READERS_STATE, Buffer.alloc(0))
    const table = await talk.take(TABLE_BYTES)
    const readers = talk.surplus ? undefined : readTable(table)
    if (readers === undefined) throw new PcscdTrouble('protocol', 'unexpected table of readers')
    return readers
  } finally {
    talk.end()
  }
}

/** Opens the socket and agrees on a version of its protocol; a refusal closes it, so each try opens it anew. */
async function agree(path: string, deadline: number, signal: AbortSignal | undefined): Promise<PcscdTalk> {
  const waiting = [...MINORS]
  const tried = new Set<number>()
  let refusal = new PcscdTrouble('protocol', 'no version in common')
  while (waiting.length > 0) {
    const minor = waiting.shift() ?? 0
    if (tried.has(minor)) continue
    tried.add(minor)
    const talk = await openTalk(path, deadline, signal)
    talk.send(VERSION, int32s(MAJOR, minor, 0))
    const answer = await answered(talk)
    if (answer === undefined) continue
    const [major = 0, theirs = 0, rv = 0] = answer
    if (rv === 0 && major === MAJOR) return talk
    talk.end()
    refusal = new PcscdTrouble('protocol', `service speaks ${major}.${theirs}`, rv >>> 0)
    // The service says which version it speaks: that one next.
    if (major === MAJOR && theirs >= 0 && theirs < 100) waiting.unshift(theirs)
  }
  throw refusal
}

/** The three numbers of the answer; undefined when the service hung up instead, as some do on a version they refuse. */
async function answered(talk: PcscdTalk): Promise<readonly number[] | undefined> {
  try {
    const bytes = await talk.take(12)
    return [0, 4, 8].map((at) => bytes.readInt32LE(at))
  } catch (error) {
    talk.end()
    if (error instanceof PcscdTrouble && error.reason === 'protocol') return undefined
    throw error
  }
}

function int32s(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [at, value] of values.entries()) bytes.writeInt32LE(value, 4 * at)
  return bytes
}
