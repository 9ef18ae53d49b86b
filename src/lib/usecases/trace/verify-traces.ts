import type {OpenCheckpointKeys} from '../../ports/checkpoint-keys.ts'
import type {Workbench} from '../ports.ts'
import {readPublicKey} from './given-checkpoint.ts'
import type {VerifiedTraces} from './verified-traces.ts'
import {verifyExport} from './verify-export.ts'
import {verifyJournal} from './verify-journal.ts'

export interface VerifyBench extends Pick<Workbench, 'files' | 'profile' | 'journalHealth' | 'signal'> {
  readonly checkpointKeys: OpenCheckpointKeys
}

export interface VerifyWish {
  /** Exported files; none: the journal. */
  readonly files: readonly string[]
  readonly checkpoints: readonly string[]
  readonly publicKeys: readonly string[]
}

/**
 * `trace verify`: changes nothing, and works without network. Exported files are checked without profile, journal or key.
 * @throws DmpError DMP_TRACE_STORE, DMP_FILE_UNREADABLE, DMP_JOURNAL_*
 */
export async function verifyTraces(bench: VerifyBench, wish: VerifyWish): Promise<VerifiedTraces> {
  const given = await Promise.all(wish.publicKeys.map((path) => readPublicKey(bench, path)))
  const keys = {given, open: bench.checkpointKeys}
  return wish.files.length === 0
    ? verifyJournal(bench, wish.checkpoints, keys)
    : verifyExport(bench, wish.files, wish.checkpoints, keys)
}
