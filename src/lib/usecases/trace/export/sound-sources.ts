/**
 * What is exported vouches for the journal it came from: whether its chains and signed checkpoints hold is looked at
 * before anything is written, of the journal as far as it is read.
 */
import {DmpError} from '../../../errors/dmp-error.ts'
import type {ChainEnds, JournalFault} from '../../../ports/journal.ts'
import type {OpenedSource} from '../../../ports/trace-sources.ts'
import type {Workbench} from '../../ports.ts'
import {type BrokenTrace, brokenTrace} from '../verified-traces.ts'

/** A journal that was altered. */
export interface BrokenJournal {
  readonly file: string
  readonly journalId: string
  /** Null where the chains hold and what was signed does not. */
  readonly firstBroken: BrokenTrace | null
  readonly findings: readonly JournalFault[]
}

/** The first of the journals that does not hold. */
export async function brokenJournal(
  {files, profile, signal}: Pick<Workbench, 'files' | 'profile' | 'signal'>,
  sources: readonly OpenedSource[],
  beyond?: ReadonlyMap<string, ChainEnds>,
): Promise<BrokenJournal | null> {
  for (const source of sources) {
    const {file, journalId} = source
    const own = (await profile()).journal.path
    const isInUse = file === own || (await files.isSame(file, own))
    const health = await source.check({isInUse, signal, beyond: beyond?.get(journalId)})
    const firstBroken = brokenTrace(health.firstBroken)
    if (firstBroken !== null || health.findings.length > 0)
      return {file, journalId, firstBroken, findings: health.findings}
  }
  return null
}

/** Where it is broken, by the words of `error.DMP_TRACE_BROKEN`. */
export function brokenPlace(broken: BrokenJournal): Readonly<Record<string, string>> {
  const {file: path, firstBroken, findings} = broken
  if (firstBroken) {
    const {writerId: writer, seq, eventId: id, ts: time} = firstBroken
    return {path, writer, seq: String(seq), id, time}
  }
  const [first] = findings
  return {path, writer: first?.writerId ?? '-', seq: String(first?.seq ?? '-'), case: 'signed'}
}

/** @throws DmpError DMP_TRACE_BROKEN */
export function refuseBroken(broken: BrokenJournal): never {
  const {journalId, firstBroken, findings} = broken
  throw new DmpError('DMP_TRACE_BROKEN', {
    params: brokenPlace(broken),
    details: {journalId, firstBroken, findings},
  })
}
