import {DmpError} from '../../errors/dmp-error.ts'
import type {OpenCheckpointKeys} from '../../ports/checkpoint-keys.ts'
import {textOf} from '../../traces/checkpoint.ts'
import type {ExportChain} from '../../traces/export/export-chain.ts'
import {writeNote} from '../../traces/signed-note.ts'
import type {Workbench} from '../ports.ts'

/** The name under which the checkpoint of an exported file lies beside it. */
export function checkpointFileOf(file: string): string {
  return `${file}.checkpoint`
}

/**
 * The signed checkpoint of a file whose lines were chained, under the key of the journal they came from.
 * @throws DmpError DMP_JOURNAL_KEY_LOST
 */
export async function exportNote(
  bench: Pick<Workbench, 'clock'> & {readonly checkpointKeys: OpenCheckpointKeys},
  chain: Pick<ExportChain, 'checkpoint'>,
  journalId: string,
): Promise<string> {
  const keys = await bench.checkpointKeys(journalId)
  if (keys === undefined)
    throw new DmpError('DMP_JOURNAL_KEY_LOST', {
      params: {path: journalId, keyFile: `journal-${journalId}.key.json`},
    })
  const text = textOf(chain.checkpoint(journalId, new Date(bench.clock.now()).toISOString()))
  return writeNote(text, keys.current, keys.sign(text))
}
