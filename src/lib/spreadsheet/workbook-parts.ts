import type {ZipArchive} from '../archive/zip-archive.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {openXml} from '../xml/open-xml.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'

/** SpreadsheetML, transitional and strict (ISO/IEC 29500). */
export const SHEET_NAMESPACES: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
])
const RELATION = /\/relationships$/
const MAX_PART = 8 * 1024 * 1024

/** What a workbook holds besides cells. */
export interface Workbook {
  readonly sheets: readonly {readonly name: string; readonly part: string; readonly hidden: boolean}[]
  readonly date1904: boolean
  /** Part of the shared texts, when there is one. */
  readonly texts?: string
}

export function refusedBook(file: string, reason: string, columns = '-'): DmpError {
  const params = {file, reason, columns}
  return new DmpError('DMP_MANIFEST_UNREADABLE', {params, details: params})
}

async function partOf(zip: ZipArchive, name: string): Promise<XmlNode | undefined> {
  if (!zip.members.some((member) => member.name === name)) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of zip.source(name).open()) {
    size += chunk.length
    if (size > MAX_PART) break
    chunks.push(Uint8Array.from(chunk))
  }
  return openXml(Buffer.concat(chunks), {maxBytes: MAX_PART})
}

const all = (node: XmlNode, name: string): XmlNode[] =>
  node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])

/** Where a relation leads, inside the archive. */
function target(base: string, path: string): string {
  return path.startsWith('/') ? path.slice(1) : `${base}/${path}`
}

function relationId(sheet: XmlNode): string | undefined {
  for (const [name, value] of sheet.attributes) {
    const [, namespace = '', local] = /^\{([^}]*)\}(.*)$/.exec(name) ?? []
    if (local === 'id' && RELATION.test(namespace)) return value
  }
  return undefined
}

/** Reads the list of sheets. @throws DmpError DMP_MANIFEST_UNREADABLE when the archive is no workbook */
export async function readWorkbook(zip: ZipArchive, file: string): Promise<Workbook> {
  const names = new Set(zip.members.map(({name}) => name))
  if (names.has('mimetype') && names.has('content.xml')) throw refusedBook(file, 'ods')
  if (names.has('xl/workbook.bin')) throw refusedBook(file, 'xlsb')
  if (zip.members.some(({encrypted}) => encrypted)) throw refusedBook(file, 'encrypted')
  const book = await partOf(zip, 'xl/workbook.xml')
  if (!book || !SHEET_NAMESPACES.has(book.namespace)) throw refusedBook(file, 'no-workbook')
  const relations = await partOf(zip, 'xl/_rels/workbook.xml.rels')
  const targets = new Map(
    (relations ? all(relations, 'Relationship') : []).map((one) => [
      one.attributes.get('Id') ?? '',
      target('xl', one.attributes.get('Target') ?? ''),
    ]),
  )
  const sheets = all(book, 'sheet').flatMap((sheet) => {
    const part = targets.get(relationId(sheet) ?? '')
    if (part === undefined || !names.has(part)) return []
    const state = sheet.attributes.get('state') ?? 'visible'
    return [{name: sheet.attributes.get('name') ?? '', part, hidden: state !== 'visible'}]
  })
  const since = all(book, 'workbookPr')[0]?.attributes.get('date1904')
  const texts = names.has('xl/sharedStrings.xml') ? {texts: 'xl/sharedStrings.xml'} : {}
  return {sheets, date1904: since === '1' || since === 'true', ...texts}
}
