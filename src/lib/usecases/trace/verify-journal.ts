import {JournalComparison, type JournalVerdict} from '../../traces/journal-tally.ts'
import type {Workbench} from '../ports.ts'
import {checkedJournal} from './checked-journal.ts'
import {type GivenCheckpoint, type KnownKeys, readCheckpointFile, signatureOf} from './given-checkpoint.ts'
import {
  brokenTrace,
  holds,
  unseenOfKeys,
  type VerifiedCheckpoint,
  type VerifiedTraces,
} from './verified-traces.ts'

interface Compared {
  readonly given: GivenCheckpoint
  /** Undefined for the checkpoint of an exported file. */
  readonly comparison: JournalComparison | undefined
}

/**
 * The journal: its own check (chains, signed checkpoints within, states), and how far it agrees with checkpoints kept
 * elsewhere, in one reading. @throws DmpError DMP_JOURNAL_*, DMP_TRACE_STORE, DMP_FILE_UNREADABLE
 */
export async function verifyJournal(
  bench: Pick<Workbench, 'files' | 'profile' | 'journalHealth'>,
  checkpoints: readonly string[],
  keys: KnownKeys,
): Promise<VerifiedTraces> {
  const compared: Compared[] = []
  for (const file of checkpoints) {
    const given = await readCheckpointFile(bench, file)
    const {checkpoint} = given
    compared.push({
      given,
      comparison: checkpoint.of === 'journal' ? new JournalComparison(checkpoint) : undefined,
    })
  }
  const health = await checkedJournal(bench, (event) => {
    for (const {comparison} of compared) comparison?.take(event)
  })
  const {path, journalId, events, findings, firstBroken, signaturesChecked} = health
  const verified: VerifiedCheckpoint[] = []
  for (const {given, comparison} of compared) {
    const verdict = comparison?.verdict(journalId) ?? {verdict: 'other' as const}
    verified.push(await verifiedCheckpoint(given, verdict, keys))
  }
  return {
    intact: findings.length === 0 && verified.every(holds),
    journal: {
      path,
      journalId,
      events,
      firstBroken: brokenTrace(firstBroken),
      findings,
      signaturesChecked,
    },
    files: [],
    checkpoints: verified,
    unseen: [
      verified.length === 0 ? 'tail' : 'since',
      ...unseenOfKeys(verified, keys.given.length > 0),
      'owner',
      'truth',
    ],
  }
}

async function verifiedCheckpoint(
  given: GivenCheckpoint,
  verdict: JournalVerdict,
  keys: KnownKeys,
): Promise<VerifiedCheckpoint> {
  const {takenAt, size} = given.checkpoint
  const place = 'writerId' in verdict ? {writerId: verdict.writerId, seq: verdict.seq} : undefined
  return {
    file: given.file,
    against: null,
    takenAt,
    size,
    signature: await signatureOf(given, keys),
    verdict: verdict.verdict,
    ...(place ?? {writerId: null, seq: null}),
  }
}
