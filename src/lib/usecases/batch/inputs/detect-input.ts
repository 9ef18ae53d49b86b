import {DmpError} from '../../../errors/dmp-error.ts'
import type {Files} from '../../../ports/files.ts'
import {filesOf, isFolder} from './files-of.ts'

/** Which reader takes an input. */
export type InputKind = 'tabular' | 'cda-folder' | 'hl7' | 'xdm'

type Bench = {readonly files: Files; readonly signal: AbortSignal}

/** Files looked at in a folder before its kind is settled. */
const LOOKED_AT = 200
const HEAD_BYTES = 1024
/** First bytes of the documents themselves: PDF, PNG, JPEG, RTF, TIFF. An old workbook is told by the reader of tables. */
const BODIES = ['%PDF', '\u0089PNG', '\u00ff\u00d8\u00ff', '{\\rtf', 'II*\0', 'MM\0*']

async function headOf({files, signal}: Bench, path: string): Promise<Buffer> {
  const {open} = await files.source(path)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of open(signal)) {
    parts.push(Buffer.from(chunk.subarray(0, HEAD_BYTES)))
    size += chunk.length
    if (size >= HEAD_BYTES) break
  }
  return Buffer.concat(parts)
}

/** A spreadsheet is a zip too: its parts have fixed names. */
async function kindOfZip({files}: Bench, path: string): Promise<InputKind> {
  const members = await files.members(path)
  return members.some(({name}) => name === '[Content_Types].xml') ? 'tabular' : 'xdm'
}

/** XML starts with `<` after a byte order mark and blanks; UTF-16 puts a zero byte beside it. */
function isXml(head: Buffer): boolean {
  const text = head.toString('latin1').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
  return /^[\s\0]*</.test(text)
}

/** Whether a file looks like XML. @throws DmpError DMP_FILE_UNREADABLE */
export async function isXmlFile(bench: Bench, path: string): Promise<boolean> {
  return isXml(await headOf(bench, path))
}

/** By content alone: names lie. Undefined for what is none of our inputs (a PDF, an image, an empty file). */
async function kindOfFile(bench: Bench, path: string): Promise<InputKind | undefined> {
  const head = await headOf(bench, path)
  if (head.length === 0) return undefined
  if (head.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return kindOfZip(bench, path)
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  if (/^\s*(?:MSH|FHS|BHS)[^\w\s+/=]/.test(text)) return 'hl7'
  if (isXml(head)) return 'cda-folder'
  if (BODIES.some((start) => text.startsWith(start))) return undefined
  return 'tabular'
}

function unclear(path: string, reason: 'empty' | 'mixed' | 'kind', kinds = ''): DmpError {
  return new DmpError('DMP_INPUT_UNCLEAR', {params: {file: path, reason, kinds}, details: {reason}})
}

/** In a folder a table is not a carrier of documents: manifests are named themselves. */
async function kindOfFolder(bench: Bench, path: string): Promise<InputKind> {
  const kinds = new Set<InputKind>()
  let looked = 0
  for await (const {path: file, kind} of filesOf(bench.files, path)) {
    if (kind !== 'file') continue
    const found = await kindOfFile(bench, file).catch((error: unknown) => {
      if (error instanceof DmpError) return undefined
      throw error
    })
    if (found && found !== 'tabular') kinds.add(found)
    if (++looked >= LOOKED_AT) break
  }
  const [only] = kinds
  if (!only) throw unclear(path, looked === 0 ? 'empty' : 'kind')
  if (kinds.size > 1) throw unclear(path, 'mixed', [...kinds].toSorted().join(', '))
  return only
}

/**
 * Which reader takes a path: NDJSON, CSV or XLSX manifest, HL7 v2 messages, XDM archives, CDA documents.
 * @throws DmpError DMP_INPUT_UNCLEAR, DMP_FILE_UNREADABLE
 */
export async function detectInput(bench: Bench, path: string): Promise<InputKind> {
  if (await isFolder(bench.files, path)) return kindOfFolder(bench, path)
  const kind = (await bench.files.facts(path)).size === 0 ? 'tabular' : await kindOfFile(bench, path)
  if (!kind) throw unclear(path, 'kind')
  return kind
}
