import {DmpError} from '../../errors/dmp-error.ts'
import type {ChainWatch, JournalHealth} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {isBegun} from '../submission/existing-journal.ts'

export interface CheckedTraces extends JournalHealth {
  readonly path: string
  readonly journalId: string
}

/**
 * The check of the profile's journal, each event shown to `watch` on the way.
 * @throws DmpError DMP_TRACE_STORE where no journal is, DMP_JOURNAL_*
 */
export async function checkedJournal(
  bench: Pick<Workbench, 'files' | 'profile' | 'journalHealth'>,
  watch: ChainWatch,
): Promise<CheckedTraces> {
  const {path} = (await bench.profile()).journal
  const none = (reason: string) => new DmpError('DMP_TRACE_STORE', {params: {path, reason}})
  if (!(await isBegun(bench.files, path))) throw none('ENOENT')
  const health = await bench.journalHealth(watch)
  const {journalId} = health
  if (journalId === undefined || journalId === '') throw none(health.findings[0]?.note ?? '-')
  return {...health, path, journalId}
}
