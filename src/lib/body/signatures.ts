import type {BodyMediaType} from './body.ts'

/** Kinds recognised in order to be refused by name; `{kind}` of BODY-KIND-REFUSED. */
export type RefusedKind =
  | 'zip'
  | 'office-xml'
  | 'opendocument'
  | 'ole2'
  | 'png'
  | 'gif'
  | 'bmp'
  | 'webp'
  | 'heif'
  | 'jpeg2000'
  | 'bigtiff'
  | 'dicom'
  | 'gzip'
  | '7z'
  | 'rar'
  | 'html'
  | 'hl7v2'
  | 'postscript'
  | 'p7m'
  | 'utf16-text'
  | 'unknown'

export type Recognised =
  | {readonly as: 'body'; readonly mediaType: BodyMediaType}
  | {readonly as: 'cda'}
  | {readonly as: 'refused'; readonly kind: RefusedKind}

interface Signature {
  readonly at?: number
  /** Hexadecimal. */
  readonly bytes: string
  readonly is: BodyMediaType | RefusedKind
}

const SIGNATURES: readonly Signature[] = [
  {bytes: '255044462d', is: 'application/pdf'},
  {bytes: 'ffd8ff', is: 'image/jpeg'},
  {bytes: '49492a00', is: 'image/tiff'},
  {bytes: '4d4d002a', is: 'image/tiff'},
  {bytes: '49492b00', is: 'bigtiff'},
  {bytes: '4d4d002b', is: 'bigtiff'},
  {bytes: '7b5c727466', is: 'text/rtf'},
  {bytes: 'd0cf11e0a1b11ae1', is: 'ole2'},
  {bytes: '89504e47', is: 'png'},
  {bytes: '47494638', is: 'gif'},
  {bytes: '424d', is: 'bmp'},
  {at: 8, bytes: '57454250', is: 'webp'},
  {at: 4, bytes: '6674797068656963', is: 'heif'},
  {at: 4, bytes: '667479706d696631', is: 'heif'},
  {bytes: '0000000c6a502020', is: 'jpeg2000'},
  {at: 128, bytes: '4449434d', is: 'dicom'},
  {bytes: '1f8b', is: 'gzip'},
  {bytes: '377abcaf271c', is: '7z'},
  {bytes: '526172211a07', is: 'rar'},
  {bytes: '25215053', is: 'postscript'},
  {bytes: '308006092a864886f70d0107', is: 'p7m'},
]

const PDF_SEARCH = 1024
/** MLLP frames an HL7 v2 message with this character. */
const START_BLOCK = '\u000b'

/** What the leading bytes are. Text is anything that is valid so far and looks like nothing else. */
export function recognise(head: Uint8Array): Recognised {
  const hex = Buffer.from(head.subarray(0, 140)).toString('hex')
  if (hex.startsWith('504b')) return {as: 'refused', kind: zipKind(head)}
  if (/^(?:fffe|feff)/.test(hex)) return isUtf16Xml(hex) ? {as: 'cda'} : {as: 'refused', kind: 'utf16-text'}
  const found = SIGNATURES.find(({at = 0, bytes}) => hex.startsWith(bytes, at * 2))
  // `BM` and `%!PS` are letters too: a text may begin so, a picture holds a NUL early.
  if (found && !(found.is === 'bmp' && !hasNul(head.subarray(0, 64)))) return recognised(found.is)
  const start = Buffer.from(head.subarray(0, PDF_SEARCH)).toString('latin1')
  if (start.includes('%PDF-')) return {as: 'body', mediaType: 'application/pdf'}
  return recogniseText(start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart(), head)
}

function recogniseText(start: string, head: Uint8Array): Recognised {
  if (start.replace(START_BLOCK, '').startsWith('MSH|')) return {as: 'refused', kind: 'hl7v2'}
  if (/^(?:<!doctype\s+html|<html|<head|<body)/i.test(start)) return {as: 'refused', kind: 'html'}
  if (/^<[?A-Za-z_!]/.test(start)) {
    return /<html[\s>]/i.test(start) && !start.includes('ClinicalDocument')
      ? {as: 'refused', kind: 'html'}
      : {as: 'cda'}
  }
  return hasNul(head) ? {as: 'refused', kind: 'unknown'} : {as: 'body', mediaType: 'text/plain'}
}

function recognised(is: BodyMediaType | RefusedKind): Recognised {
  return isMediaType(is) ? {as: 'body', mediaType: is} : {as: 'refused', kind: is}
}

function isMediaType(is: BodyMediaType | RefusedKind): is is BodyMediaType {
  return is.includes('/')
}

function zipKind(head: Uint8Array): RefusedKind {
  const names = Buffer.from(head.subarray(0, 4096)).toString('latin1')
  if (/(?:\[Content_Types\]\.xml|word\/|xl\/|ppt\/)/.test(names)) return 'office-xml'
  return names.includes('application/vnd.oasis.opendocument') ? 'opendocument' : 'zip'
}

function isUtf16Xml(hex: string): boolean {
  return hex.startsWith('fffe3c00') || hex.startsWith('feff003c')
}

function hasNul(bytes: Uint8Array): boolean {
  return bytes.includes(0)
}
