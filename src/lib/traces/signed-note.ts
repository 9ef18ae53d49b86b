/**
 * Signed notes and checkpoints of C2SP (signed-note.md, tlog-checkpoint.md): a text of a few lines that can be printed,
 * mailed and typed again, and under it a line for each signature, Ed25519 here.
 *
 *     <origin>
 *     <number of leaves>
 *     <root, base64>
 *     <further lines>
 *
 *     — <name of the key> <base64 of 4 bytes of key id and the signature>
 *
 * It builds and reads texts only: signing and keeping keys are for the caller, what is signed for ./checkpoint.ts.
 */
import {createPublicKey, hash, type KeyObject, verify} from 'node:crypto'

const ED25519 = 1
const ID_BYTES = 4
const SIGNATURE_BYTES = 64
const KEY_BYTES = 32
/** What precedes the 32 bytes of the key in a SubjectPublicKeyInfo (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
/** Longer is no note of anybody. */
const MOST_CHARACTERS = 1_000_000

/** A public key as it is printed: `<name>+<key id, hex>+<base64 of the kind of key and the key>`. */
export interface NoteKey {
  readonly name: string
  /** 32 bytes. */
  readonly publicKey: Uint8Array
}

export interface NoteSignature {
  readonly name: string
  /** Hex, 8 digits. */
  readonly keyId: string
  readonly signature: Uint8Array
}

export interface SignedNote {
  /** What is signed, its last line feed included. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface CheckpointText {
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
  readonly further: readonly string[]
}

export function keyIdOf({name, publicKey}: NoteKey): string {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey])
  return hash('sha256', bytes, 'hex').slice(0, 2 * ID_BYTES)
}

export function printedKey(key: NoteKey): string {
  const bytes = Buffer.concat([Buffer.of(ED25519), key.publicKey])
  return `${key.name}+${keyIdOf(key)}+${bytes.toString('base64')}`
}

/** Undefined for anything else than a printed Ed25519 key whose id is its own. */
export function readPrintedKey(text: string): NoteKey | undefined {
  const [, name, keyId, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? []
  const bytes = strictBase64(base64)
  if (!name || bytes?.length !== KEY_BYTES + 1 || bytes[0] !== ED25519) return undefined
  const key = {name, publicKey: bytes.subarray(1)}
  return keyIdOf(key) === keyId ? key : undefined
}

/** SubjectPublicKeyInfo, DER: what other programs read. */
export function spkiOf(publicKey: Uint8Array): Uint8Array {
  return Buffer.concat([SPKI_PREFIX, publicKey])
}

function keyObject(publicKey: Uint8Array): KeyObject {
  return createPublicKey({key: Buffer.from(spkiOf(publicKey)), format: 'der', type: 'spki'})
}

/** The 32 bytes of an Ed25519 key in a PEM file (`PUBLIC KEY`); undefined for anything else. */
export function readPublicPem(pem: string): Uint8Array | undefined {
  // A private key gives its public half too: it has no business here.
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return undefined
  try {
    return rawPublicKey(createPublicKey(pem))
  } catch {
    return undefined
  }
}

/** The 32 bytes of an Ed25519 public key; undefined for a key of another kind. */
export function rawPublicKey(key: KeyObject): Buffer | undefined {
  if (key.asymmetricKeyType !== 'ed25519') return undefined
  return key.export({format: 'der', type: 'spki'}).subarray(SPKI_PREFIX.length)
}

export function checkpointText({origin, size, root, further}: CheckpointText): string {
  return `${[origin, String(size), Buffer.from(root).toString('base64'), ...further].join('\n')}\n`
}

/** Undefined for a text that is no checkpoint. */
export function readCheckpointText(text: string): CheckpointText | undefined {
  const [origin, count, base64, ...further] = text.split('\n').slice(0, -1)
  const root = strictBase64(base64)
  if (!origin || !count || !/^(0|[1-9]\d{0,14})$/.test(count) || root?.length !== KEY_BYTES) return undefined
  return {origin, size: Number(count), root, further}
}

export function writeNote(text: string, key: NoteKey, signature: Uint8Array): string {
  const bytes = Buffer.concat([Buffer.from(keyIdOf(key), 'hex'), signature])
  return `${text}\n— ${key.name} ${bytes.toString('base64')}\n`
}

/** Undefined for a text that is no signed note. */
export function readNote(note: string): SignedNote | undefined {
  const end = note.length > MOST_CHARACTERS ? -1 : note.lastIndexOf('\n\n')
  if (end < 1 || !note.endsWith('\n') || hasControls(note)) return undefined
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = lines.map(readSignature).filter((one) => one !== undefined)
  if (signatures.length !== lines.length) return undefined
  return {text: note.slice(0, end + 1), signatures}
}

function hasControls(note: string): boolean {
  for (const sign of note) if (sign < ' ' && sign !== '\n') return true
  return note.includes('\ufffd')
}

function readSignature(line: string): NoteSignature | undefined {
  const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? []
  const bytes = strictBase64(base64)
  if (!name || !bytes || bytes.length <= ID_BYTES) return undefined
  return {
    name,
    keyId: bytes.subarray(0, ID_BYTES).toString('hex'),
    signature: bytes.subarray(ID_BYTES),
  }
}

export type SignatureState = 'valid' | 'invalid' | 'unknown-key'

/**
 * Whether one of the keys signed the note. `invalid`: a signature bears the name and id of one of them and does not hold;
 * `unknown-key`: none of them is named.
 */
export function noteSignature(note: SignedNote, keys: readonly NoteKey[]): SignatureState {
  let state: SignatureState = 'unknown-key'
  for (const key of keys) {
    const own = note.signatures.filter(({name, keyId}) => name === key.name && keyId === keyIdOf(key))
    for (const {signature} of own) {
      if (signature.length !== SIGNATURE_BYTES) return 'invalid'
      if (!verify(null, Buffer.from(note.text), keyObject(key.publicKey), signature)) return 'invalid'
      state = 'valid'
    }
  }
  return state
}

/** Base64 written the one way it is written by everybody: an altered character is seen. */
function strictBase64(text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}
