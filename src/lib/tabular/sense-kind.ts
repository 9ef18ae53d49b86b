/** What a file of rows is, by its first bytes. The rest are refused, each with its advice. */
export type TableKind = 'csv' | 'xlsx' | 'ndjson' | 'xls' | 'array' | 'empty' | 'pdf'

const starts = (head: Uint8Array, ...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte)

/** Tells by content alone: an export named `.csv` may be a workbook. */
export function senseKind(head: Uint8Array): TableKind {
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx'
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls'
  if (starts(head, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  const text = Buffer.from(head.subarray(0, 4096))
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\u0000', '')
    .trimStart()
  if (text === '') return 'empty'
  if (text.startsWith('[{') || text.startsWith('[\n') || text.startsWith('[\r')) return 'array'
  return text.startsWith('{') ? 'ndjson' : 'csv'
}
