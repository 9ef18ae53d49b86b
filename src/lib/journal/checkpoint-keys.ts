import {createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign} from 'node:crypto'
import {existsSync} from 'node:fs'
import type {CheckpointKeys} from '../ports/checkpoint-keys.ts'
import {checkpointKeyName} from '../traces/checkpoint.ts'
import {rawPublicKey} from '../traces/signed-note.ts'
import {type JournalKeys, keyFileOf, readKeys} from './key-file.ts'

/** PKCS#8 of an Ed25519 key up to its 32 bytes (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SEED_BYTES = 32
const PURPOSE = 'dmp-checkpoint-ed25519-v1'

/**
 * The Ed25519 keys of a journal, one for each key set of its key file: derived (HKDF-SHA-256, RFC 5869) from the one that
 * signs within the journal. So every key file has one, those of earlier versions too; programs that know nothing of it
 * lose nothing when they write the file, and machines that share a journal sign with the same key.
 * @throws DmpError DMP_JOURNAL_KEY_LOST for a key file that is there and cannot be read
 */
export function checkpointKeys(keyDir: string, journalId: string): CheckpointKeys | undefined {
  const file = keyFileOf(keyDir, journalId)
  if (!existsSync(file)) return undefined
  const {older, ...newest} = readKeys(file, `journal ${journalId}`)
  const name = checkpointKeyName(journalId)
  const all = [...older, newest].map((keys) => ({name, publicKey: publicKeyOf(privateKeyOf(keys))}))
  const key = privateKeyOf(newest)
  return {
    all,
    current: {name, publicKey: publicKeyOf(key)},
    sign: (text) => sign(null, Buffer.from(text), key),
  }
}

function privateKeyOf({sign: secret}: Pick<JournalKeys, 'sign'>): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, SEED_BYTES))
  return createPrivateKey({key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8'})
}

function publicKeyOf(key: KeyObject): Uint8Array {
  const raw = rawPublicKey(createPublicKey(key))
  if (raw === undefined) throw new Error('a key of checkpoints is Ed25519')
  return raw
}
