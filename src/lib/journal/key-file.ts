import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {Random} from '../ports/random.ts'
import {makeFolder} from '../system/make-folder.ts'

const KEY_BYTES = 32
const OTHERS_MAY_READ = 0o077

/** Three keys with three uses, so that giving one away does not give the others. */
export interface JournalKeys {
  /** Names the sealing key in each sealed value. */
  readonly id: string
  /** AES-256-GCM of what names a patient. */
  readonly seal: Uint8Array
  /** HMAC of the values that can be looked up. */
  readonly index: Uint8Array
  /** HMAC of checkpoints and settings. */
  readonly sign: Uint8Array
}

/** All keys a journal ever had, the newest last: what was chained or copied under an older one stays readable. */
export interface KeyRing extends JournalKeys {
  readonly older: readonly JournalKeys[]
}

export function keyFileOf(keyDir: string, journalId: string): string {
  return join(keyDir, `journal-${journalId}.key.json`)
}

/** Makes the keys of a new journal, on disk before it is used. @throws DmpError DMP_JOURNAL_UNWRITABLE */
export function createKeys(file: string, random: Random): KeyRing {
  const keys = drawKeys(random)
  save(file, {version: 1, ...written(keys)})
  return {...keys, older: []}
}

/** Adds new keys after those of `ring`, on disk before they are used. @throws DmpError DMP_JOURNAL_UNWRITABLE */
export function addKeys(file: string, {older, ...newest}: KeyRing, random: Random): KeyRing {
  const keys = drawKeys(random)
  const before = [...older, newest]
  save(file, {version: 2, keys: [...before, keys].map(written)})
  return {...keys, older: before}
}

function drawKeys(random: Random): JournalKeys {
  return {
    id: Buffer.from(random.bytes(4)).toString('hex'),
    seal: random.bytes(KEY_BYTES),
    index: random.bytes(KEY_BYTES),
    sign: random.bytes(KEY_BYTES),
  }
}

function written({id, seal, index, sign}: JournalKeys): object {
  const base64 = (key: Uint8Array) => Buffer.from(key).toString('base64')
  return {id, seal: base64(seal), index: base64(index), sign: base64(sign)}
}

function save(file: string, content: object): void {
  try {
    makeFolder(dirname(file))
    writeDurably(file, `${JSON.stringify(content, undefined, 2)}\n`)
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'error'
    throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path: file, reason}, cause})
  }
}

function writeDurably(file: string, text: string): void {
  const draft = `${file}.new`
  const descriptor = openSync(draft, 'w', 0o600)
  try {
    chmodSync(draft, 0o600)
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(draft, file)
  if (process.platform === 'win32') return
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Absent, unreadable, malformed or readable by others: all the same to the user. @throws DmpError DMP_JOURNAL_KEY_LOST */
export function readKeys(file: string, journalPath: string): KeyRing {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & OTHERS_MAY_READ) !== 0)
      throw new Error('readable by others')
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const listed = content['version'] === 2 ? (content['keys'] as Record<string, unknown>[]) : [content]
    if (content['version'] !== 1 && content['version'] !== 2) throw new Error('unknown version')
    const keys = listed.map(readOne)
    const newest = keys.at(-1)
    if (newest === undefined) throw new Error('no key')
    return {...newest, older: keys.slice(0, -1)}
  } catch (cause) {
    throw keyLost(file, journalPath, cause)
  }
}

function readOne(content: Record<string, unknown>): JournalKeys {
  const key = (name: string): Uint8Array => {
    const bytes = Buffer.from(String(content[name]), 'base64')
    if (bytes.length !== KEY_BYTES) throw new Error('wrong key length')
    return bytes
  }
  return {id: String(content['id']), seal: key('seal'), index: key('index'), sign: key('sign')}
}

export function keyLost(keyFile: string, path: string, cause?: unknown): DmpError {
  return new DmpError('DMP_JOURNAL_KEY_LOST', {
    params: {path, keyFile},
    ...(cause === undefined ? {} : {cause}),
  })
}
