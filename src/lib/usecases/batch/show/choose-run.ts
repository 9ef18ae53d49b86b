/**
 * Looking at bulk runs: where one stands, what became of each of its documents, whether the DMP has them. Everything is
 * read from the journal; only `batch verify` asks the DMP. Lists carry the patient's IPP, the visit and the local number
 * of the document, by which a hospital finds them, and never an INS or a name.
 *
 * What sends is in `../run`, what plans in `../plan`; nothing here changes the state of a document.
 */
import {DmpError} from '../../../errors/dmp-error.ts'
import type {Batch, Journal} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {resolvePlan} from '../plan/resolve-plan.ts'

/**
 * The run that a number (`AAAAMMJJ-xxxx`) names, or the latest one without a number.
 * @throws DmpError DMP_BATCH_NOT_FOUND
 */
export async function chooseRun(journal: Pick<Journal, 'batches'>, word?: string): Promise<Batch> {
  if (word !== undefined) {
    const [named] = await journal.batches([word])
    if (named) return named
    throw new DmpError('DMP_BATCH_NOT_FOUND', {params: {run: word}, details: {run: word}})
  }
  const latest = (await journal.batches()).reduce<Batch | undefined>(
    (last, one) => (last === undefined || one.createdAt >= last.createdAt ? one : last),
    undefined,
  )
  if (latest) return latest
  throw new DmpError('DMP_BATCH_NOT_FOUND', {params: {run: '-', case: 'none'}, details: {case: 'none'}})
}

/** The same; the folder of its plan names a run too. @throws DmpError DMP_BATCH_NOT_FOUND */
export async function runToShow(
  bench: Pick<Workbench, 'journal' | 'files'>,
  word: string | undefined,
): Promise<Batch> {
  return word === undefined ? chooseRun(await bench.journal()) : resolvePlan(bench, word)
}
