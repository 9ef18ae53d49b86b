import type {ByteSource} from '../../ports/byte-source.ts'
import type {WholeSheet} from '../../ports/workbooks.ts'
import {jsonValues} from '../../stats/reading/json-values.ts'
import {senseKind} from '../../tabular/sense-kind.ts'
import type {FiguresSource} from './figures-source.ts'
import {openFiguresBook} from './open-figures-book.ts'
import {openFiguresJson} from './open-figures-json.ts'
import {openFiguresText} from './open-figures-text.ts'
import type {ReadingBench} from './reading-bench.ts'
import {unreadable} from './unreadable.ts'

export type AnyFiguresSource = FiguresSource<string> | FiguresSource<WholeSheet> | FiguresSource<'json'>

const HEAD = 4096

/**
 * Opens a file of figures by its content, whatever its name: a text, a workbook, answers of Elasticsearch.
 * @throws DmpError DMP_STATS_UNREADABLE {reason} with the advice for `.xls`, HTML named `.xls`, a password…
 */
export async function openFigures(
  bench: ReadingBench,
  file: string,
  sheet: string | undefined,
): Promise<AnyFiguresSource> {
  const {files, workbooks, signal} = bench
  const source = await files.source(file)
  const head = await headOf(source, signal)
  const kind = senseKind(head)
  if (kind === 'empty') throw unreadable(file, 'empty')
  if (kind === 'pdf') throw unreadable(file, 'pdf')
  if (kind === 'xls') throw unreadable(file, (await isEncrypted(source, signal)) ? 'encrypted' : 'xls')
  if (kind === 'xlsx') return openFiguresBook(workbooks, {file, size: source.size, sheet}, signal)
  if (isMarkup(head)) throw unreadable(file, 'html')
  if (kind === 'ndjson' || kind === 'array' || isJsonList(head))
    return openFiguresJson(file, source.size, jsonValues(source, signal))
  return openFiguresText(source, signal)
}

async function headOf(source: ByteSource, signal: AbortSignal): Promise<Uint8Array> {
  for await (const chunk of source.open(signal)) return Uint8Array.from(chunk.subarray(0, HEAD))
  return new Uint8Array()
}

const textOf = (head: Uint8Array) =>
  Array.from(head, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\u0000', '')
    .trimStart()

/** A page or an XML spreadsheet that goes by another name. */
const isMarkup = (head: Uint8Array): boolean => /^<[!?a-z]/i.test(textOf(head))
const isJsonList = (head: Uint8Array): boolean => /^\[\s*\{/.test(textOf(head))

/** A workbook with a password is put into a container of the old form, in a part of this name. */
const ENCRYPTED = Array.from('EncryptedPackage', (sign) => `${sign}\u0000`).join('')

async function isEncrypted(source: ByteSource, signal: AbortSignal): Promise<boolean> {
  let tail = ''
  for await (const chunk of source.open(signal)) {
    const text = tail + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')
    if (text.includes(ENCRYPTED)) return true
    tail = text.slice(-ENCRYPTED.length)
  }
  return false
}
