/** Small workbooks of invented cells, written part by part. */
import {Buffer} from 'node:buffer'
import {ZipFile} from 'yazl'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A text, a number as it is stored, or the XML of a cell after its reference. */
export type SampleCell = string | number | {readonly xml: string} | undefined

export interface SampleSheet {
  readonly name: string
  readonly rows: readonly (readonly SampleCell[])[]
  readonly state?: string
  /** Rows hidden by a filter, from 1. */
  readonly hidden?: readonly number[]
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last
}

export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)))
    zip.outputStream.on('error', reject)
  })
}

/** The parts of a workbook, so that a test may change one. */
export function workbookParts(
  sheets: readonly SampleSheet[],
  {date1904 = false, prefix = ''}: {readonly date1904?: boolean; readonly prefix?: string} = {},
): Record<string, string> {
  const shared: string[] = []
  const p = prefix === '' ? '' : `${prefix}:`
  const own = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
  const cellXml = (cell: SampleCell, reference: string) => {
    if (cell === undefined) return ''
    if (typeof cell === 'number') return `<${p}c r="${reference}"><${p}v>${cell}</${p}v></${p}c>`
    if (typeof cell === 'object') return `<${p}c r="${reference}" ${cell.xml}</${p}c>`
    shared.push(cell)
    return `<${p}c r="${reference}" t="s"><${p}v>${shared.length - 1}</${p}v></${p}c>`
  }
  const sheetXml = ({rows, hidden = []}: SampleSheet) => {
    const body = rows.map((row, at) => {
      const cells = row.map((cell, place) => cellXml(cell, `${letters(place)}${at + 1}`)).join('')
      const shown = hidden.includes(at + 1) ? ' hidden="1"' : ''
      return `<${p}row r="${at + 1}"${shown}>${cells}</${p}row>`
    })
    return `<?xml version="1.0" encoding="UTF-8"?><${p}worksheet ${own}="${MAIN}"><${p}sheetData>${body.join('')}</${p}sheetData></${p}worksheet>`
  }
  const parts: Record<string, string> = {}
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet)
  const listed = sheets.map(
    ({name, state}, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="r${at + 1}"/>`,
  )
  const related = sheets.map(
    (_, at) =>
      `<Relationship Id="r${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...parts,
  }
}

export const workbook = (rows: SampleSheet['rows'], options?: Parameters<typeof workbookParts>[1]) =>
  zipOf(workbookParts([{name: 'Feuil1', rows}], options))
