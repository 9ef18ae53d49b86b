import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {ByteSource} from '../../../src/lib/ports/byte-source.ts'
import {readContentType} from '../../../src/lib/soap/content-type.ts'
import {soapEnvelope} from '../../../src/lib/soap/envelope.ts'
import {bytesSource, joinSources, mtomMessage, plainMessage} from '../../../src/lib/soap/mtom.ts'
import {MultipartFault, readMultipart} from '../../../src/lib/soap/read-multipart.ts'
import {describeWith} from '../../support/requires.ts'
import {againstSchemas} from '../xds/schema-check.ts'

async function allOf(source: ByteSource): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of source.open()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

const action = 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b'
const message = (parts: readonly Uint8Array[], boundary = 'b1') =>
  mtomMessage({
    envelope: '<é/>',
    action,
    boundary,
    parts: parts.map((bytes, index) => ({
      cid: `doc${index}@lps`,
      contentType: 'text/xml',
      source: bytesSource(bytes),
    })),
  })

describe('an MTOM message', () => {
  it('is written as MTOM and XOP want it', async () => {
    const {contentType, body} = message([Buffer.from('<a/>'), Buffer.from([0, 13, 10, 255])])
    expect(contentType).toBe(
      `multipart/related; type="application/xop+xml"; boundary="b1"; start="<root@dmp-toolkit>"; start-info="application/soap+xml"; action="${action}"`,
    )
    expect((await allOf(body)).toString('latin1')).toBe(
      [
        '--b1',
        'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
        'Content-Transfer-Encoding: binary',
        'Content-ID: <root@dmp-toolkit>',
        '',
        Buffer.from('<é/>').toString('latin1'),
        '--b1',
        'Content-Type: text/xml',
        'Content-Transfer-Encoding: binary',
        'Content-ID: <doc0@lps>',
        '',
        '<a/>',
        '--b1',
        'Content-Type: text/xml',
        'Content-Transfer-Encoding: binary',
        'Content-ID: <doc1@lps>',
        '',
        '\0\r\n\xff',
        '--b1--',
        '',
      ].join('\r\n'),
    )
  })

  it('is read back whole by our reader, its size known beforehand', async () => {
    const bytes = fc.uint8Array({maxLength: 300})
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, {maxLength: 4}), async (parts) => {
        const {contentType, body} = message(parts, 'dmp-0123456789abcdef')
        const all = await allOf(body)
        expect(all.length).toBe(body.size)
        const read = readMultipart(contentType, all)
        expect(Buffer.from(read.root.bytes).toString()).toBe('<é/>')
        expect(read.parts.slice(1).map((one) => Buffer.from(one.bytes))).toEqual(
          parts.map((one) => Buffer.from(one)),
        )
        expect(read.parts.map((one) => one.contentId)).toEqual([
          'root@dmp-toolkit',
          ...parts.map((_, index) => `doc${index}@lps`),
        ])
      }),
    )
  })

  it('refuses ids and boundaries that would break its frame', () => {
    const part = {cid: 'a', contentType: 'text/xml', source: bytesSource(Buffer.from(''))}
    const make = (change: object) => () =>
      mtomMessage({envelope: '', action, boundary: 'b', parts: [part], ...change})
    expect(make({boundary: 'a b'})).toThrow(RangeError)
    expect(make({parts: [{...part, cid: 'a>\r\nX: y'}]})).toThrow(RangeError)
    expect(make({parts: [{...part, contentType: 'a/b\r\nX: y'}]})).toThrow(RangeError)
    expect(make({parts: [part, part]})).toThrow('differ')
  })

  it('refuses a source that yields another size than it said', async () => {
    const short: ByteSource = {size: 5, open: bytesSource(Buffer.from('abc')).open}
    await expect(allOf(joinSources([short]))).rejects.toThrow('3 bytes instead of 5')
  })
})

it('writes a call without attachments with its action', async () => {
  const {contentType, body} = plainMessage('<é/>', 'urn:a')
  expect(contentType).toBe('application/soap+xml; charset=UTF-8; action="urn:a"')
  expect(body.size).toBe(5)
  expect((await allOf(body)).toString()).toBe('<é/>')
})

describe('reading of multipart answers', () => {
  const type = 'multipart/related; boundary=XX; type="application/xop+xml"; start="<r>"'
  const read = (text: string, contentType = type) => readMultipart(contentType, Buffer.from(text, 'latin1'))
  const reason = (text: string, contentType = type) => {
    try {
      read(text, contentType)
    } catch (error) {
      if (error instanceof MultipartFault) return error.reason
      throw error
    }
    return 'read'
  }

  it('takes the root named by start, else the first part', () => {
    const text = '--XX\r\nContent-ID: <a>\r\n\r\nA\r\n--XX\r\nContent-ID: <r>\r\n\r\nR\r\n--XX--'
    expect(Buffer.from(read(text).root.bytes).toString()).toBe('R')
    expect(Buffer.from(read(text, 'multipart/related; boundary="XX"').root.bytes).toString()).toBe('A')
  })

  it('reads bare line feeds, a preamble, folded headers, base64, a boundary inside the content', () => {
    const text =
      'preamble\n--XX \nContent-Type: text/xml;\n charset=utf-8\nContent-ID: <r>\nContent-Transfer-Encoding: BASE64\n\nPGEvPg==\n--XX--\n'
    const {root} = read(text)
    expect(Buffer.from(root.bytes).toString()).toBe('<a/>')
    expect(root.contentType).toBe('text/xml; charset=utf-8')
    const inside = '--XX\r\nContent-ID: <r>\r\n\r\na--XX\r\nb\r\n--XXY\r\n--XX--'
    expect(Buffer.from(read(inside).root.bytes).toString()).toBe('a--XX\r\nb\r\n--XXY')
  })

  it('reads a part without headers and an empty part', () => {
    const {parts} = read('--XX\r\n\r\nA\r\n--XX\r\nX: y\r\n\r\n\r\n--XX--', 'multipart/mixed; boundary=XX')
    expect(parts.map((one) => Buffer.from(one.bytes).toString())).toEqual(['A', ''])
  })

  it.each([
    ['no-boundary', '--XX--', 'multipart/related'],
    ['boundary-not-found', '--YY\r\n\r\nA\r\n--YY--', type],
    ['truncated', '--XX\r\nContent-ID: <r>\r\n\r\nA', type],
    ['truncated', '--XX\r\nContent-ID: <r>\r\n\r\nA\r\n--X', type],
    ['part-header', '--XX\r\nno colon here\r\n\r\nA\r\n--XX--', type],
    ['part-header', `--XX\r\nA: ${'x'.repeat(20_000)}\r\n\r\nA\r\n--XX--`, type],
    ['transfer-encoding', '--XX\r\nContent-Transfer-Encoding: uuencode\r\n\r\nA\r\n--XX--', type],
    ['too-many-parts', `${'--XX\r\n\r\nA\r\n'.repeat(65)}--XX--`, 'multipart/mixed; boundary=XX'],
    ['no-root', '--XX\r\nContent-ID: <a>\r\n\r\nA\r\n--XX--', type],
    ['no-root', '--XX--', 'multipart/mixed; boundary=XX'],
  ])('says %s', (wanted, text, contentType) => {
    expect(reason(text, contentType)).toBe(wanted)
  })

  it('never fails but with its own fault, whatever the bytes', () => {
    const piece = fc.constantFrom('--XX', '--XX--', '\r\n', '\n', 'Content-ID: <r>', ':', 'A', '\0')
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 30}), (pieces) => {
        expect(typeof reason(pieces.join(''))).toBe('string')
      }),
      {numRuns: 500},
    )
  })
})

describe('Content-Type', () => {
  it.each([
    ['text/xml', 'text/xml', {}],
    ['Text/XML ; Charset="utf-8"', 'text/xml', {charset: 'utf-8'}],
    [
      'multipart/related;boundary="a;b\\"c";start=<x>',
      'multipart/related',
      {boundary: 'a;b"c', start: '<x>'},
    ],
    ['nonsense', '', {}],
    ['', '', {}],
    ['a/b; x=1; broken; y=2', 'a/b', {x: '1'}],
  ])('reads %j', (header, type, parameters) => {
    const read = readContentType(header)
    expect([read.type, Object.fromEntries(read.parameters)]).toEqual([type, parameters])
  })
})

describeWith(
  [{program: 'xmllint', package: 'libxml2-utils'}, 'shared-data'],
  'the envelope and the SOAP and WS-Addressing schemas',
  () => {
    it('are of one mind', () => {
      const xml = soapEnvelope({
        action,
        to: 'https://dmp.example.test/a?b=1&c=2',
        messageId: 'urn:uuid:00000000-0000-4000-8000-0000000000a1',
        vihfXml: '',
        bodyXml: '<b xmlns="urn:b"/>',
      })
      const schemas = {
        'http://www.w3.org/2003/05/soap-envelope': 'security/soap-1.2.xsd',
        'http://www.w3.org/2005/08/addressing': 'security/ws-addr200508.xsd',
        'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd':
          'security/oasis-200401-wss-wssecurity-secext-1.0.xsd',
      }
      expect(againstSchemas(xml, schemas)).toBe('')
      expect(againstSchemas(xml.replaceAll('soap:Body', 'soap:Corps'), schemas)).toContain('Corps')
    })
  },
)
