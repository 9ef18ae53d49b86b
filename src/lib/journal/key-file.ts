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

export function keyFileOf(keyDir: string, journalId: string): string {
  return join(keyDir, `journal-${journalId}.key.json`)
}

/** Makes the keys of a new journal, on disk before it is used. @throws DmpError DMP_JOURNAL_UNWRITABLE */
export function createKeys(file: string, random: Random): JournalKeys {
  const keys: JournalKeys = {
    id: Buffer.from(random.bytes(4)).toString('hex'),
    seal: random.bytes(KEY_BYTES),
    index: random.bytes(KEY_BYTES),
    sign: random.bytes(KEY_BYTES),
  }
  const base64 = (key: Uint8Array) => Buffer.from(key).toString('base64')
  const content = {
    version: 1,
    id: keys.id,
    seal: base64(keys.seal),
    index: base64(keys.index),
    sign: base64(keys.sign),
  }
  try {
    makeFolder(dirname(file))
    writeDurably(file, `${JSON.stringify(content, undefined, 2)}\n`)
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'error'
    throw new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path: file, reason}, cause})
  }
  return keys
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
export function readKeys(file: string, journalPath: string): JournalKeys {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & OTHERS_MAY_READ) !== 0)
      throw new Error('readable by others')
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const key = (name: string): Uint8Array => {
      const bytes = Buffer.from(String(content[name]), 'base64')
      if (bytes.length !== KEY_BYTES) throw new Error('wrong key length')
      return bytes
    }
    if (content['version'] !== 1) throw new Error('unknown version')
    return {id: String(content['id']), seal: key('seal'), index: key('index'), sign: key('sign')}
  } catch (cause) {
    throw keyLost(file, journalPath, cause)
  }
}

export function keyLost(keyFile: string, path: string, cause?: unknown): DmpError {
  return new DmpError('DMP_JOURNAL_KEY_LOST', {
    params: {path, keyFile},
    ...(cause === undefined ? {} : {cause}),
  })
}
