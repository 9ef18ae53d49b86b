import {deflateRawSync, gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {sniffBody} from '../../../src/lib/body/sniff-body.ts'
import {pdfA1b, sampleJpeg, sampleRtf, sampleText, sampleTiff} from '../../support/sample-bodies.ts'

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ),
  )
const sniff = (file: Uint8Array, name?: string, declared?: string) =>
  sniffBody(file, file, file.length, name, declared)
const told = (file: Uint8Array, name?: string, declared?: string) =>
  sniff(file, name, declared).findings.map((one) =>
    [one.severity, one.rule, ...Object.values(one.params)].join(' '),
  )

describe('kinds that the DMP takes', () => {
  it.each([
    ['application/pdf', pdfA1b(), 'a.pdf'],
    ['text/plain', sampleText(), 'a.txt'],
    ['text/rtf', sampleRtf(), 'A.RTF'],
    ['image/jpeg', sampleJpeg(), 'a.jpeg'],
    ['image/tiff', sampleTiff(), 'a.tif'],
    ['image/tiff', sampleTiff({littleEndian: false}), 'dossier.v2/a.TIFF'],
  ] as const)('recognises %s', (mediaType, file, name) => {
    expect(sniff(file, name, mediaType)).toEqual({kind: 'body', mediaType, findings: []})
    expect(sniff(file)).toEqual({kind: 'body', mediaType, findings: []})
  })

  it.each([
    '<?xml version="1.0"?>\n<ClinicalDocument/>',
    '\u00ef\u00bb\u00bf<ClinicalDocument xmlns="urn:hl7-org:v3"/>',
    '<!-- x --><a/>',
  ])('takes XML for a ready-made CDA: %j', (text) => {
    expect(sniff(bytes(text), 'a.xml', 'text/xml')).toEqual({kind: 'cda', findings: []})
  })

  it('takes XML in UTF-16 for a CDA', () => {
    expect(
      sniff(new Uint8Array(Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a/>', 'utf16le'))).kind,
    ).toBe('cda')
  })
})

describe('kinds refused by name', () => {
  const docx = bytes('PK\u0003\u0004', new Array<number>(26).fill(0), '[Content_Types].xml', [
    ...deflateRawSync('x'),
  ])
  it.each([
    ['zip', bytes('PK\u0003\u0004', new Array<number>(26).fill(0), 'scan.pdf')],
    ['zip', bytes('PK\u0005\u0006', new Array<number>(18).fill(0))],
    ['office-xml', docx],
    ['opendocument', bytes('PK\u0003\u0004', 'mimetypeapplication/vnd.oasis.opendocument.text')],
    ['ole2', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['png', bytes([0x89], 'PNG\r\n')],
    ['gif', bytes('GIF89a')],
    ['bmp', bytes('BM', [54, 0, 0, 0])],
    ['webp', bytes('RIFF', [1, 0, 0, 0], 'WEBPVP8 ')],
    ['heif', bytes([0, 0, 0, 24], 'ftypheic')],
    ['bigtiff', bytes('II', [0x2b, 0])],
    ['bigtiff', bytes('MM', [0, 0x2b])],
    ['dicom', bytes(new Array<number>(128).fill(0), 'DICM')],
    ['gzip', new Uint8Array(gzipSync('text'))],
    ['html', bytes('<!DOCTYPE html><p>')],
    ['html', bytes('  <HTML><body>')],
    ['html', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')],
    ['hl7v2', bytes('MSH|^~\\&|A|B')],
    ['hl7v2', bytes('\u000bMSH|^~\\&|A|B')],
    ['utf16-text', new Uint8Array(Buffer.from('\ufeffBonjour', 'utf16le'))],
    ['unknown', bytes([1, 2, 0, 4])],
  ] as const)('%s', (kind, file) => {
    expect(sniff(file, 'a.pdf')).toEqual({
      kind: 'refused',
      findings: [{rule: 'BODY-KIND-REFUSED', severity: 'error', params: {kind}}],
    })
  })

  it('does not take a text that begins like a picture for one', () => {
    expect(sniff(bytes('BMI 24, poids stable')).mediaType).toBe('text/plain')
  })
})

describe('name, content and declared type', () => {
  it('refuses a file whose extension says another kind', () => {
    expect(told(sampleTiff(), 'scan.pdf')).toEqual(['error BODY-DISAGREES image/tiff .pdf'])
    expect(told(bytes('<a/>'), 'a.txt')).toEqual(['error BODY-DISAGREES XML .txt'])
  })

  it('refuses a declared type that the bytes deny, parameters and case aside', () => {
    expect(told(sampleText(), 'a.txt', 'application/pdf')).toEqual([
      'error BODY-DISAGREES text/plain application/pdf',
    ])
    expect(told(sampleText(), undefined, 'Text/Plain; charset=utf-8')).toEqual([])
    expect(told(sampleRtf(), undefined, 'application/rtf')).toEqual([])
  })

  it('says nothing of an extension it does not know', () => {
    expect(told(pdfA1b(), 'compte-rendu.v2')).toEqual([])
  })
})

describe('ends', () => {
  it('refuses an empty file', () => {
    expect(sniff(new Uint8Array())).toEqual({
      kind: 'refused',
      findings: [{rule: 'BODY-EMPTY', severity: 'error', params: {}}],
    })
  })

  it.each([1, 20, 200])('sees a PDF cut by %i bytes more than its end', (cut) => {
    const file = pdfA1b()
    expect(told(file.subarray(0, file.length - 5 - cut))).toEqual(['error BODY-TRUNCATED %%EOF'])
  })

  it('sees a JPEG without its end', () => {
    expect(told(sampleJpeg().subarray(0, -2))).toEqual(['error BODY-TRUNCATED FF D9'])
  })

  it('lets zeros follow a JPEG, and warns of anything else', () => {
    expect(told(bytes([...sampleJpeg()], [0, 0, 0]))).toEqual([])
    expect(told(bytes([...sampleJpeg()], 'SECRET'))).toEqual(['warning BODY-TRAILING 6'])
  })

  it('warns of bytes around a PDF', () => {
    expect(told(bytes('\r\n', [...pdfA1b()]))).toEqual(['warning BODY-PDF-JUNK-BEFORE'])
    expect(told(bytes([...pdfA1b()], 'x'.repeat(2000)))).toEqual(['warning BODY-TRAILING 2001'])
  })
})
