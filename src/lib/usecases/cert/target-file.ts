import {DmpError} from '../../errors/dmp-error.ts'
import type {Files} from '../../ports/files.ts'

interface Target {
  /** As it was typed. */
  readonly name: string
  /** What is read: never replaced by what is made of it, whatever `force` says. */
  readonly sources: readonly string[]
  readonly force: boolean
}

/**
 * Where to write, as an absolute path. Refused: the standard output (what is written may hold a key), a source under
 * any name, what is no plain file, and without `force` whatever is there.
 * @throws DmpError DMP_USAGE, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE
 */
export async function targetFile(
  files: Pick<Files, 'resolve' | 'exists' | 'facts' | 'isSame'>,
  {name, sources, force}: Target,
): Promise<string> {
  if (name === '-') throw new DmpError('DMP_USAGE', {params: {problem: 'TARGET = -'}})
  const file = files.resolve(name)
  for (const source of sources)
    if (await files.isSame(files.resolve(source), file))
      throw new DmpError('DMP_USAGE', {params: {problem: `SOURCE = TARGET (${file})`}})
  if (!(await files.exists(file))) return file
  if (!force) throw new DmpError('DMP_FILE_EXISTS', {params: {file}})
  await files.facts(file).catch((cause: unknown) => {
    const reason = cause instanceof DmpError ? String(cause.params['reason'] ?? 'unknown') : 'unknown'
    const special = reason === 'ENOTFILE' || reason === 'EISDIR'
    throw new DmpError('DMP_FILE_UNWRITABLE', {
      params: {file, reason, ...(special ? {case: 'special'} : {})},
      cause,
    })
  })
  return file
}
