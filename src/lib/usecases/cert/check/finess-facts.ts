import {DmpError} from '../../../errors/dmp-error.ts'
import type {FinessFacts} from '../../../pki/checks/check.ts'
import {FinessExtract} from '../../../pki/checks/finess-extract.ts'
import type {Files} from '../../../ports/files.ts'

/** A line of the extract has a few hundred characters; what is longer is no extract. */
const maxLine = 64 * 1024

/**
 * Looks a few numbers up in a public FINESS extract, read once from end to end in little memory.
 * @throws DmpError DMP_FILE_UNREADABLE {reason: not-a-finess-extract}
 */
export async function readFiness(
  files: Pick<Files, 'source' | 'resolve'>,
  path: string,
  asked: readonly string[],
  signal: AbortSignal,
): Promise<FinessFacts> {
  const file = files.resolve(path)
  const extract = new FinessExtract(path, asked)
  let rest = ''
  for await (const chunk of (await files.source(file)).open(signal)) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLine) throw unreadable(path)
    for (const line of lines) extract.take(line)
  }
  if (rest !== '') extract.take(rest)
  const facts = extract.facts()
  if (facts === undefined) throw unreadable(path)
  return facts
}

function unreadable(file: string): DmpError {
  return new DmpError('DMP_FILE_UNREADABLE', {params: {case: 'finess', file, reason: 'not-a-finess-extract'}})
}
