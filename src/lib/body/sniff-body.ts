import {type BodyFinding, type BodyMediaType, bodyError, bodyWarning, type SniffedBody} from './body.ts'
import {recognise} from './signatures.ts'

/** Bytes worth giving to {@link sniffBody} at each end. */
export const SNIFF_BYTES = 65_536

const EXTENSIONS: Readonly<Record<string, BodyMediaType | 'cda'>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  text: 'text/plain',
  rtf: 'text/rtf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  jfif: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  xml: 'cda',
  cda: 'cda',
}

/**
 * Judges a file by its first and last bytes: what it is, whether its name and declared media type agree, whether
 * its end is there. Cannot decide what needs the whole file (see `inspectBody`).
 * @param head first bytes, {@link SNIFF_BYTES} of them or the whole file
 * @param tail last bytes, likewise
 * @param size of the file, in bytes
 * @param name file name or path, for its extension
 * @param declared media type stated by the operator or a manifest
 */
export function sniffBody(
  head: Uint8Array,
  tail: Uint8Array,
  size: number,
  name?: string,
  declared?: string,
): SniffedBody {
  if (size === 0) return {kind: 'refused', findings: [bodyError('BODY-EMPTY')]}
  const found = recognise(head)
  if (found.as === 'refused') {
    return {kind: 'refused', findings: [bodyError('BODY-KIND-REFUSED', {kind: found.kind})]}
  }
  const is = found.as === 'cda' ? 'cda' : found.mediaType
  const findings = [...disagreements(is, name, declared), ...endFindings(is, head, tail)]
  return found.as === 'cda' ? {kind: 'cda', findings} : {kind: 'body', mediaType: found.mediaType, findings}
}

function disagreements(is: BodyMediaType | 'cda', name = '', declared = ''): BodyFinding[] {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const byName = EXTENSIONS[extension]
  const findings: BodyFinding[] = []
  if (byName !== undefined && byName !== is) {
    findings.push(bodyError('BODY-DISAGREES', {is: shown(is), said: `.${extension}`}))
  }
  const media = declared.split(';')[0]?.trim().toLowerCase() ?? ''
  const same =
    media === '' ||
    media === is ||
    (is === 'cda' && /[/+]xml$/.test(media)) ||
    (is === 'text/rtf' && media === 'application/rtf')
  if (!same) findings.push(bodyError('BODY-DISAGREES', {is: shown(is), said: media}))
  return findings
}

function shown(is: BodyMediaType | 'cda'): string {
  return is === 'cda' ? 'XML' : is
}

function endFindings(is: BodyMediaType | 'cda', head: Uint8Array, tail: Uint8Array): BodyFinding[] {
  if (is === 'application/pdf') return pdfEnds(head, tail)
  if (is === 'image/jpeg') return jpegEnd(tail)
  return []
}

/** ISO 32000: `%PDF-` opens the file (readers tolerate bytes before it, PDF/A does not), `%%EOF` is near its end. */
function pdfEnds(head: Uint8Array, tail: Uint8Array): BodyFinding[] {
  const end = Buffer.from(tail).toString('latin1')
  const eof = end.lastIndexOf('%%EOF')
  const findings: BodyFinding[] = []
  if (Buffer.from(head.subarray(0, 5)).toString('latin1') !== '%PDF-')
    findings.push(bodyWarning('BODY-PDF-JUNK-BEFORE'))
  if (eof === -1 || !end.slice(0, eof).includes('startxref')) {
    findings.push(bodyError('BODY-TRUNCATED', {missing: '%%EOF'}))
  } else if (end.length - eof - 5 > 1024) {
    findings.push(bodyWarning('BODY-TRAILING', {bytes: end.length - eof - 5}))
  }
  return findings
}

/** ITU T.81: a JPEG ends with FF D9; cameras and scanners may pad it with zeros. */
function jpegEnd(tail: Uint8Array): BodyFinding[] {
  const end = Buffer.from(tail).lastIndexOf(Buffer.from([0xff, 0xd9]))
  if (end === -1) return [bodyError('BODY-TRUNCATED', {missing: 'FF D9'})]
  const after = tail.subarray(end + 2)
  if (after.every((byte) => byte === 0 || byte === 0x0a || byte === 0x0d)) return []
  return [bodyWarning('BODY-TRAILING', {bytes: after.length})]
}
