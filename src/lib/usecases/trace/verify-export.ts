import {DmpError} from '../../errors/dmp-error.ts'
import {byteLines} from '../../traces/export/byte-lines.ts'
import {EXPORT_START, type ExportHead} from '../../traces/export/export-chain.ts'
import {ExportCheck} from '../../traces/export/export-check.ts'
import type {Workbench} from '../ports.ts'
import {type GivenCheckpoint, type KnownKeys, readCheckpointFile, signatureOf} from './given-checkpoint.ts'
import {checkpointFileOf} from './seal-export.ts'
import {
  holds,
  proves,
  unseenOfKeys,
  type VerifiedCheckpoint,
  type VerifiedFile,
  type VerifiedTraces,
  verdictOf,
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
  const parts: Part[] = []
  const verified: VerifiedCheckpoint[] = []
  let after: ExportHead | 'anywhere' | undefined
  for (const [index, path] of paths.entries()) {
    const file = bench.files.resolve(path)
    const given = await checkpointOf(bench, file, checkpoints[index])
    const check = await checkLines(bench, file, {given, after})
    const own = given && (await compared(file, check, given, keys))
    if (own) verified.push(own)
    const {lines, broken, first = null} = check
    const goesOn = lines > 0 && after !== undefined && after !== 'anywhere' && first === null
    parts.push({file, lines, broken, firstBroken: first, goesOn, proven: own !== undefined && proves(own)})
    after = check.head ?? 'anywhere'
  }
  const files = provenBack(parts)
  const sound = files.every(({firstBroken}) => firstBroken === null) && verified.every(holds)
  const proven = files.every((one) => one.proven)
  const keysGiven = keys.given.length > 0
  return {
    ...verdictOf(sound, proven),
    keysGiven,
    journal: null,
    files,
    checkpoints: verified,
    unseen: [
      ...(proven ? [] : (['tail'] as const)),
      ...unseenOfKeys(verified, keysGiven),
      'left-out',
      'owner',
      'truth',
    ],
  }
}

interface Part extends VerifiedFile {
  /** Sound, from the last line of the part before on. */
  readonly goesOn: boolean
}

/** The first line of a signed part holds the hash of all lines before it: those are signed with it. */
function provenBack(parts: readonly Part[]): VerifiedFile[] {
  let next: Part | undefined
  const files: VerifiedFile[] = []
  for (const part of parts.toReversed()) {
    const proven = part.firstBroken === null && (part.proven || (next?.proven === true && next.goesOn))
    next = {...part, proven}
    const {goesOn: _goesOn, ...file} = next
    files.unshift(file)
  }
  return files
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
    journalId: checkpoint.journalId,
    takenAt: checkpoint.takenAt,
    size: checkpoint.size,
    signature,
    verdict: speaks ? check.compare(checkpoint) : 'other',
    writerId: null,
    seq: null,
  }
}
