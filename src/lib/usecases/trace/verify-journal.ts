import {JournalComparison, type JournalVerdict} from '../../traces/journal-tally.ts'
import type {Workbench} from '../ports.ts'
import {checkedJournal} from './checked-journal.ts'
import {type GivenCheckpoint, type KnownKeys, readCheckpointFile, signatureOf} from './given-checkpoint.ts'
import {
  brokenTrace,
  holds,
  proves,
  unseenOfKeys,
  type VerifiedCheckpoint,
  type VerifiedTraces,
  verdictOf,
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
  const {path, journalId, events, findings, firstBroken, signaturesChecked, isKept} = health
  const verified: VerifiedCheckpoint[] = []
  for (const {given, comparison} of compared) {
    const verdict = comparison?.verdict(journalId) ?? {verdict: 'other' as const}
    verified.push(await verifiedCheckpoint(given, verdict, keys))
  }
  const keysGiven = keys.given.length > 0
  const proving = verified.filter(proves)
  // Signed to the end: within, under the key file of this machine, or by a checkpoint over all of it.
  const signed = signaturesChecked || proving.some(({size}) => size === events)
  const proven = signed && (proving.length > 0 || !keysGiven)
  return {
    ...verdictOf(findings.length === 0 && verified.every(holds), proven),
    keysGiven,
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
      ...unseenOfKeys(verified, keysGiven),
      ...(signaturesChecked && isKept === false ? (['not-kept'] as const) : []),
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
  const {takenAt, size, journalId} = given.checkpoint
  const place = 'writerId' in verdict ? {writerId: verdict.writerId, seq: verdict.seq} : undefined
  return {
    file: given.file,
    against: null,
    journalId,
    takenAt,
    size,
    signature: await signatureOf(given, keys),
    verdict: verdict.verdict,
    ...(place ?? {writerId: null, seq: null}),
  }
}
