import {DmpError} from '../../../errors/dmp-error.ts'
import type {TextOutput} from '../../../ports/outputs.ts'
import type {Workbench} from '../../ports.ts'
import {checkpointFileOf} from '../seal-export.ts'

export interface ExportNames {
  readonly file: string
  /** Its lines are chained. */
  readonly chained: boolean
  /** A signed checkpoint will lie beside it. */
  readonly signed: boolean
  /** Ends of the names of covering pages. */
  readonly coverEnds: readonly string[]
  readonly force: boolean
}

/** All names that an export takes, before anything is made. @throws DmpError DMP_FILE_EXISTS */
export async function requireFreeNames(
  {files}: Pick<Workbench, 'files'>,
  {file, chained, signed, coverEnds, force}: ExportNames,
): Promise<void> {
  if (file === '-') return
  const checkpoint = checkpointFileOf(file)
  // Beside an unsigned export, the checkpoint of another one would call it altered: that is not replaced either.
  if (chained && !signed) await requireFree(files, checkpoint)
  if (force) return
  const names = [file, ...(chained && signed ? [checkpoint] : []), ...coverEnds.map((end) => `${file}${end}`)]
  for (const name of names) await requireFree(files, name)
}

async function requireFree(files: Workbench['files'], file: string): Promise<void> {
  if (await files.exists(file)) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
}

/** Files that belong together: each takes its name in this order, the last one being the one that counts. */
export function together(outputs: readonly TextOutput[]): Pick<TextOutput, 'finish' | 'discard'> {
  return {
    async finish() {
      for (const output of outputs) await output.finish()
    },
    async discard() {
      for (const output of outputs) await output.discard()
    },
  }
}
