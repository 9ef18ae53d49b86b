/**
 * Looking at bulk runs: where one stands, what became of each of its documents, whether the DMP has them. Everything is
 * read from the journal; only `batch verify` asks the DMP. Lists carry the patient's IPP, the visit and the local number
 * of the document, by which a hospital finds them, and never an INS or a name.
 *
 * What sends is in `../run`, what plans in `../plan`; nothing here changes the state of a document.
 */
import {DmpError} from '../../../errors/dmp-error.ts'
import type {Batch, Journal} from '../../../ports/journal.ts'

/**
 * The run that a word names: its number (`AAAAMMJJ-xxxx`), or the latest one when there is no word.
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
