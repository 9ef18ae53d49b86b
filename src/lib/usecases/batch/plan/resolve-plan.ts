import {DmpError} from '../../../errors/dmp-error.ts'
import type {Batch} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'

type Bench = Pick<Workbench, 'journal' | 'files'>

const MAX_BYTES = 4 * 1024 * 1024

/** The id that a plan folder, or its `plan.json`, carries. */
async function idInFolder({files}: Bench, word: string): Promise<string | undefined> {
  for (const path of [files.resolve(word, 'plan.json'), files.resolve(word)]) {
    try {
      const text = new TextDecoder().decode(await files.read(path, {maxBytes: MAX_BYTES}))
      const {batchId} = JSON.parse(text) as {readonly batchId?: unknown}
      if (typeof batchId === 'string') return batchId
    } catch (error) {
      if (!(error instanceof DmpError) && !(error instanceof SyntaxError)) throw error
    }
  }
  return undefined
}

/**
 * The batch that a word names: its id, or the folder that `batch plan --out` wrote.
 * @throws DmpError DMP_BATCH_NOT_FOUND
 */
export async function resolvePlan(bench: Bench, word: string): Promise<Batch> {
  const journal = await bench.journal()
  const [named] = await journal.batches([word])
  if (named) return named
  const id = await idInFolder(bench, word)
  const [inFolder] = id === undefined ? [] : await journal.batches([id])
  if (inFolder) return inFolder
  throw new DmpError('DMP_BATCH_NOT_FOUND', {params: {run: word, case: 'named'}, details: {run: id ?? word}})
}
