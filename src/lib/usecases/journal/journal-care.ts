import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {JournalHealth} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

export interface CheckedJournal extends JournalHealth {
  readonly path: string
}

export interface JournalBackup {
  readonly path: string
  readonly copy: string
}

/** `journal check`: structure, chains, checkpoints and states, damaged or not, without changing anything. */
export async function checkJournalFile(
  bench: Pick<Workbench, 'profile' | 'journalHealth'>,
): Promise<CheckedJournal> {
  const {journal} = await bench.profile()
  return {path: journal.path, ...(await bench.journalHealth())}
}

/** A broken chain is a finding to act on. */
export function journalExit({faults}: JournalHealth): ExitCode {
  return faults.length > 0 ? exitCodes.findings : exitCodes.done
}

/** `journal backup FILE`: one consistent copy, taken while others may write. Its key is not in it. */
export async function backUpJournal(
  bench: Pick<Workbench, 'profile' | 'journal' | 'files'>,
  copy: string,
): Promise<JournalBackup> {
  const {journal} = await bench.profile()
  const path = bench.files.resolve(copy)
  await (await bench.journal()).backup(path)
  return {path: journal.path, copy: path}
}
