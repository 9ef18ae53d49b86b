import {openTwin, withoutMistakes} from '../../batch/one-submission.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import type {Replaced} from './plan-item.ts'
import type {PreparedDocument} from './prepare-document.ts'

export {refuseHeld} from '../batch/held-document.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/**
 * The item of an earlier run to go on with: planned, deferred or of unknown outcome. The same command run again must
 * be the same submission, never a second one. `replaces` tells replacements of one version from first submissions.
 * @throws DmpError DMP_ALREADY_SENT unless `again`; DMP_SAME_BYTES_OTHER_PATIENT always
 */
export async function itemToContinue(
  bench: Bench,
  prepared: PreparedDocument,
  again: boolean,
  replaces?: Pick<Replaced, 'uniqueId'>,
): Promise<JournalItem | undefined> {
  const {sourceSha256, ins} = prepared
  const journal = await bench.journal()
  const holds = await journal.holds()
  const mistakes = new Set<string>(holds.filter(({kind}) => kind === 'wrong_patient').map(({value}) => value))
  const items = withoutMistakes(await journal.items({sourceSha256}), {ins}, (id) => mistakes.has(id))
  return openTwin(items, {ins, replaces}, again)
}
