import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {JournalHealth} from '../../ports/journal.ts'
import type {RestoredFile} from '../../ports/journal-health.ts'
import {isServerJournal} from '../../profile/journal-address.ts'
import {type Consent, requireConsent} from '../documents/consent.ts'
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

export interface JournalRotation {
  readonly path: string
  /** Id of the keys in use from now on. */
  readonly keyId: string
  /** Rows sealed again. */
  readonly resealed: number
}

/**
 * `journal rotate-key`: new keys for a journal whose old ones may have been seen. It cannot be undone and takes minutes
 * on a large journal, with nobody else writing: asked for. @throws DmpError DMP_CONFIRMATION_NEEDED, DMP_JOURNAL_LOCKED
 */
export async function rotateJournalKeys(
  bench: Pick<Workbench, 'profile' | 'journal' | 'prompter'>,
  consent: Consent,
): Promise<JournalRotation> {
  const {journal, name} = await bench.profile()
  const {path} = journal
  await requireConsent(bench, consent, {action: 'rotate-key', uniqueId: path, value: name})
  return {path, ...(await (await bench.journal()).rotateKeys())}
}

export interface JournalRestoration extends Omit<RestoredFile, 'aside'> {
  readonly path: string
  readonly copy: string
  /** Where what was in its place is kept; null when there was nothing. */
  readonly aside: string | null
}

/** The address of a database that was put back names the journal too, where nothing else does. */
export const journalNamed = (file: string, given: string | undefined): string | undefined =>
  given ?? (isServerJournal(file) ? file : undefined)

export interface RestoreBench extends Pick<Workbench, 'profile' | 'files' | 'prompter'> {
  restoreJournal(copy: string): Promise<RestoredFile>
}

/**
 * `journal restore COPY`: a copy in the place of a journal that is lost. What happened since the copy is not in it: it is read
 * in what was there, asked of the DMP, or of a person. A journal on a server is named itself: its database was put back from
 * a dump already. @throws DmpError DMP_CONFIRMATION_NEEDED, DMP_JOURNAL_*, DMP_FILE_UNREADABLE
 */
export async function restoreFromCopy(
  bench: RestoreBench,
  file: string,
  consent: Consent,
): Promise<JournalRestoration> {
  const {journal, name} = await bench.profile()
  const {path} = journal
  const onServer = isServerJournal(path)
  const isServer = onServer || isServerJournal(file)
  if (isServer && file !== path) {
    const params = {path: onServer ? path : file, operation: 'restore', case: 'restore'}
    throw new DmpError('DMP_JOURNAL_SERVER', {params})
  }
  const copy = isServer ? file : bench.files.resolve(file)
  await requireConsent(bench, consent, {
    action: isServer ? 'restore-server' : 'restore-journal',
    uniqueId: path,
    value: name,
    facts: {copy},
  })
  const {aside = null, ...done} = await bench.restoreJournal(copy)
  return {path, copy, aside, ...done}
}
