import type {NoteKey} from '../traces/signed-note.ts'

/** The Ed25519 keys with which a journal signs its checkpoints. */
export interface CheckpointKeys {
  /** Signs from now on. */
  readonly current: NoteKey
  /** Of earlier times, and the present one. */
  readonly all: readonly NoteKey[]
  /** 64 bytes, under the present key. */
  sign(text: string): Uint8Array
}

/**
 * Those of a journal by its id; undefined when its key file is not on this machine.
 * @throws DmpError DMP_JOURNAL_KEY_LOST for a key file that cannot be read
 */
export type OpenCheckpointKeys = (journalId: string) => Promise<CheckpointKeys | undefined>
