import {DmpError} from '../../errors/dmp-error.ts'
import {byteLines} from '../../traces/export/byte-lines.ts'
import {EXPORT_START, type ExportHead} from '../../traces/export/export-chain.ts'
import {ExportCheck} from '../../traces/export/export-check.ts'
import type {Workbench} from '../ports.ts'
import {type GivenCheckpoint, type KnownKeys, readCheckpointFile, signatureOf} from './given-checkpoint.ts'
import {checkpointFileOf} from './seal-export.ts'
import {
  holds,
  unseenOfKeys,
  type VerifiedCheckpoint,
  type VerifiedFile,
  type VerifiedTraces,
} from './verified-traces.ts'

type Bench = Pick<Workbench, 'files' | 'signal'>

/**
 * Exported files (NDJSON), the parts of one export in their order; each with its checkpoint: the one given for it, or the
 * one beside it. @throws DmpError DMP_TRACE_STORE, DMP_FILE_UNREADABLE
 */
export async function verifyExport(
  bench: Bench,
  paths: readonly string[],
  checkpoints: readonly string[],
  keys: KnownKeys,
): Promise<VerifiedTraces> {
  if (checkpoints.length > 0 && checkpoints.length !== paths.length)
    throw new DmpError('DMP_USAGE', {
      params: {problem: `--checkpoint: ${checkpoints.length} ≠ ${paths.length} FILE`},
    })
  const files: VerifiedFile[] = []
  const verified: VerifiedCheckpoint[] = []
  let after: ExportHead | 'anywhere' | undefined
  for (const [index, path] of paths.entries()) {
    const file = bench.files.resolve(path)
    const given = await checkpointOf(bench, file, checkpoints[index])
    const check = await checkLines(bench, file, {given, after})
    if (given !== undefined) verified.push(await compared(file, check, given, keys))
    const {lines, broken, first = null} = check
    files.push({file, lines, broken, firstBroken: first})
    after = check.head ?? 'anywhere'
  }
  return {
    intact: files.every(({firstBroken}) => firstBroken === null) && verified.every(holds),
    journal: null,
    files,
    checkpoints: verified,
    unseen: [
      ...(verified.length < files.length ? (['tail'] as const) : []),
      ...unseenOfKeys(verified, keys.given.length > 0),
      'left-out',
      'owner',
      'truth',
    ],
  }
}

async function checkpointOf(
  bench: Bench,
  file: string,
  wanted: string | undefined,
): Promise<GivenCheckpoint | undefined> {
  const beside = checkpointFileOf(file)
  if (wanted === undefined && !(await bench.files.exists(beside))) return undefined
  return readCheckpointFile(bench, wanted ?? beside)
}

async function checkLines(
  {files, signal}: Bench,
  file: string,
  {
    given,
    after,
  }: {
    readonly given: GivenCheckpoint | undefined
    /** Undefined for the first part. */
    readonly after: ExportHead | 'anywhere' | undefined
  },
): Promise<ExportCheck> {
  const vouched = given?.checkpoint.of === 'export'
  const check = new ExportCheck(after ?? (vouched ? 'anywhere' : EXPORT_START))
  const {open} = await files.source(file)
  for await (const line of byteLines(open(signal))) check.take(line)
  if (check.records === 0 && !vouched)
    throw new DmpError('DMP_TRACE_STORE', {params: {path: file, reason: '-', case: 'export'}})
  return check
}

async function compared(
  file: string,
  check: ExportCheck,
  given: GivenCheckpoint,
  keys: KnownKeys,
): Promise<VerifiedCheckpoint> {
  const {checkpoint} = given
  const signature = await signatureOf(given, keys)
  // What nobody known has signed says nothing about the lines.
  const speaks = checkpoint.of === 'export' && (signature === 'valid' || signature === 'no-key')
  return {
    file: given.file,
    against: file,
    takenAt: checkpoint.takenAt,
    size: checkpoint.size,
    signature,
    verdict: speaks ? check.compare(checkpoint) : 'other',
    writerId: null,
    seq: null,
  }
}
