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
  const text = bytewiseText()
  for await (const chunk of (await files.source(file)).open(signal)) {
    const lines = (rest + text(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLine) throw unreadable(path)
    for (const line of lines) extract.take(line)
  }
  if (rest !== '') extract.take(rest)
  const facts = extract.facts()
  if (facts === undefined) throw unreadable(path)
  return facts
}

/**
 * One character a byte, as the extract takes its lines. A spreadsheet writes UTF-16 at times, with its mark or without:
 * that becomes the bytes of UTF-8.
 */
function bytewiseText(): (chunk: Uint8Array) => string {
  let wide: {decode(chunk: Uint8Array, options: {stream: boolean}): string} | undefined
  let first = true
  return (chunk) => {
    if (first && chunk.length >= 2) {
      const encoding = wideEncoding(chunk)
      wide = encoding ? new TextDecoder(encoding) : undefined
      first = false
    }
    const bytes = wide ? Buffer.from(wide.decode(chunk, {stream: true}), 'utf8') : Buffer.from(chunk)
    return bytes.toString('latin1')
  }
}

/** An extract begins with a mark, or with a letter or quote, of which one byte is zero. */
function wideEncoding([one, two]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((one === 0xff && two === 0xfe) || (one !== 0 && two === 0)) return 'utf-16le'
  return (one === 0xfe && two === 0xff) || (one === 0 && two !== 0) ? 'utf-16be' : undefined
}

function unreadable(file: string): DmpError {
  return new DmpError('DMP_FILE_UNREADABLE', {params: {case: 'finess', file, reason: 'not-a-finess-extract'}})
}
