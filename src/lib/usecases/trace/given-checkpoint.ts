import {DmpError} from '../../errors/dmp-error.ts'
import type {OpenCheckpointKeys} from '../../ports/checkpoint-keys.ts'
import {type Checkpoint, checkpointKeyName, readCheckpoint} from '../../traces/checkpoint.ts'
import {
  type NoteKey,
  noteSignature,
  readNote,
  readPrintedKey,
  readPublicPem,
  type SignatureState,
  type SignedNote,
} from '../../traces/signed-note.ts'
import type {Workbench} from '../ports.ts'

/** Larger is none of ours. */
const MOST_BYTES = 1_000_000

export interface GivenCheckpoint {
  readonly file: string
  readonly note: SignedNote
  readonly checkpoint: Checkpoint
}

/** Keys that were given, or none: then those of the key file of this machine, as far as it is there. */
export interface KnownKeys {
  readonly given: readonly (NoteKey | Uint8Array)[]
  readonly open: OpenCheckpointKeys
}

/** `no-key`: nothing on this machine and nothing given to check it with. */
export type SignatureVerdict = SignatureState | 'no-key'

type Reads = Pick<Workbench, 'files'>

/** @throws DmpError DMP_FILE_UNREADABLE, DMP_TRACE_STORE {case: checkpoint} */
export async function readCheckpointFile({files}: Reads, path: string): Promise<GivenCheckpoint> {
  const file = files.resolve(path)
  const note = readNote(await textOfFile({files}, file))
  const checkpoint = note && readCheckpoint(note.text)
  if (note === undefined || checkpoint === undefined)
    throw new DmpError('DMP_TRACE_STORE', {params: {path: file, reason: '-', case: 'checkpoint'}})
  return {file, note, checkpoint}
}

/** A public key as a checkpoint prints it, or in PEM. @throws DmpError DMP_FILE_UNREADABLE, DMP_TRACE_STORE {case: public-key} */
export async function readPublicKey({files}: Reads, path: string): Promise<NoteKey | Uint8Array> {
  const file = files.resolve(path)
  const text = await textOfFile({files}, file)
  const key = readPrintedKey(text) ?? readPublicPem(text)
  if (key === undefined)
    throw new DmpError('DMP_TRACE_STORE', {params: {path: file, reason: '-', case: 'public-key'}})
  return key
}

async function textOfFile({files}: Reads, file: string): Promise<string> {
  return new TextDecoder('utf-8').decode(await files.read(file, {maxBytes: MOST_BYTES}))
}

/** @throws DmpError DMP_JOURNAL_KEY_LOST for a key file that is there and cannot be read */
export async function signatureOf(
  {note, checkpoint}: GivenCheckpoint,
  {given, open}: KnownKeys,
): Promise<SignatureVerdict> {
  const {journalId} = checkpoint
  // A key in PEM bears no name: it is tried under the only name that signs for this journal.
  const named = given.map((key) =>
    key instanceof Uint8Array ? {name: checkpointKeyName(journalId), publicKey: key} : key,
  )
  const keys = given.length > 0 ? named : (await open(journalId))?.all
  return keys === undefined ? 'no-key' : noteSignature(note, keys)
}
