import {describe, expect, it} from 'vitest'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {envelope, foundIn, textOf} from './captured.ts'
import {generatedExchange} from './generated-exchanges.ts'

const ONE = envelope('<x:ThingRequest xmlns:x="urn:x">été</x:ThingRequest>')
const PDF = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0x0d, 0x0a, 0xff, 0xfe, 0x80, 0x01, 0x0d, 0x0a, 0x42])

function multipart(eol: string, pdf: Buffer | string = PDF): Buffer {
  const head = `Content-Type: multipart/related; boundary="b-1"; start="<r>"${eol}${eol}`
  const lines = [
    `--b-1${eol}Content-Type: application/xop+xml${eol}Content-ID: <r>${eol}${eol}${ONE}${eol}`,
    `--b-1${eol}Content-Type: application/pdf${eol}Content-ID: <pdf>${eol}${eol}`,
  ]
  return Buffer.concat([
    Buffer.from(head + lines.join('')),
    Buffer.from(pdf as string),
    Buffer.from(`${eol}--b-1--${eol}`),
  ])
}

describe('a capture that is cut', () => {
  it('in its headers tells nothing of an envelope', async () => {
    const [one, ...more] = await foundIn(
      'HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/soap+xml\r\nDa',
    )
    expect(more).toEqual([])
    expect(one).toMatchObject({complete: false, cut: {where: 'headers', line: 2}, direction: 'answer'})
    expect(one?.envelope).toHaveLength(0)
  })

  it('before its body', async () => {
    const [one] = await foundIn(
      'POST /v2 HTTP/1.1\r\nContent-Type: application/soap+xml\r\nContent-Length: 900\r\n\r\n',
    )
    expect(one).toMatchObject({
      complete: false,
      cut: {where: 'before-body'},
      remarks: [{kind: 'no-envelope'}],
    })
  })

  it('in its envelope, between the bytes of a letter', async () => {
    const bytes = Buffer.from(ONE)
    const [one] = await foundIn(bytes.subarray(0, bytes.indexOf('é') + 1))
    expect(one).toMatchObject({complete: false, cut: {where: 'envelope', line: 3}, encoding: 'utf-8'})
    expect(textOf(one?.envelope)).toBe(ONE.slice(0, ONE.indexOf('é')))
  })

  it('in a part, the envelope being whole', async () => {
    const whole = multipart('\r\n')
    const [one] = await foundIn(whole.subarray(0, whole.length - 12))
    expect(one).toMatchObject({complete: false, cut: {where: 'parts'}})
    expect(textOf(one?.envelope)).toBe(ONE)
    expect(one?.parts.get('pdf')?.complete).toBe(false)
  })

  it('by the next exchange of the file, which is whole', async () => {
    const http = (body: string) => `POST /v2 HTTP/1.1\r\nContent-Type: application/soap+xml\r\n\r\n${body}`
    const found = await foundIn(`${http(ONE.slice(0, 170))}\r\n${http(ONE)}`)
    expect(found.map(({complete, startLine}) => `${complete} ${startLine}`)).toEqual([
      'false POST /v2 HTTP/1.1',
      'true POST /v2 HTTP/1.1',
    ])
    expect(found[0]?.cut?.line).toBe(6)
    const multi = await foundIn(
      Buffer.concat([multipart('\r\n').subarray(0, -12), Buffer.from('\r\n'), multipart('\r\n')]),
    )
    expect(multi.map(({complete, headers}) => `${complete} ${headers.has('content-type')}`)).toEqual([
      'false true',
      'true true',
    ])
  })

  it('inside gzip in base64', async () => {
    const {gzipSync} = await import('node:zlib')
    const letters = Array.from({length: 4000}, (_, n) => ((n * 7919) % 1013).toString(36)).join('')
    const text = gzipSync(envelope(`<x:ThingRequest xmlns:x="urn:x">${letters}</x:ThingRequest>`)).toString(
      'base64',
    )
    const [one] = await foundIn(`payload: ${text.slice(0, text.length / 2)}\nfin`)
    expect(one).toMatchObject({complete: false, wrapping: ['base64', 'gzip']})
    expect(textOf(one?.envelope)).toContain('<soap:Header>')
  })
})

describe('a capture that was changed', () => {
  it('of its line ends: binary parts are said damaged, text parts are not', async () => {
    const [good] = await foundIn(multipart('\r\n'))
    expect(Buffer.from(good?.parts.get('pdf')?.bytes ?? [])).toEqual(PDF)
    expect(good?.remarks).toEqual([])
    const changed = Buffer.from(multipart('\r\n').toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    const [one] = await foundIn(changed)
    expect(textOf(one?.envelope)).toBe(ONE)
    expect(one?.parts.get('pdf')?.damaged).toBe(true)
    expect(one?.remarks).toEqual([{kind: 'line-ends-changed'}, {kind: 'damaged', contentId: 'pdf'}])
    const [text] = await foundIn(multipart('\n', 'only text'))
    expect(text?.parts.get('pdf')?.damaged).toBe(false)
  })

  it('by a log that wrote U+FFFD for the bytes it could not read', async () => {
    const [one] = await foundIn(Buffer.from(multipart('\r\n').toString('utf8')))
    expect(one?.remarks).toEqual([{kind: 'damaged', contentId: 'pdf'}])
    const [soap] = await foundIn(ONE.replaceAll('é', '\ufffd'))
    expect(soap?.remarks).toEqual([{kind: 'characters-lost'}])
  })

  it('by a log in windows-1252: the envelope is brought back, and opens', async () => {
    const [one] = await foundIn(
      Buffer.from(`Payload reçu\n<?xml version="1.0" encoding="UTF-8"?>\n${ONE}`, 'latin1'),
    )
    expect(one).toMatchObject({encoding: 'windows-1252', remarks: [{kind: 'transcoded'}]})
    expect(textOf(one?.envelope)).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${ONE}`)
  })

  it('keeps an envelope that says another encoding as it is', async () => {
    const bytes = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>\n${ONE}`, 'latin1')
    const [one] = await foundIn(bytes)
    expect(one).toMatchObject({encoding: 'declared', remarks: []})
    expect(Buffer.from(one?.envelope ?? [])).toEqual(bytes)
    expect(openXml(one?.envelope ?? bytes).name).toBe('Envelope')
  })

  it('reads two encodings in one file, and an envelope sent in UTF-16', async () => {
    const sent = `<?xml version="1.0" encoding="UTF-16"?>\n${ONE}`
    const file = Buffer.concat([
      Buffer.from(`\ufeffpremière partie\n${ONE}\n`),
      Buffer.from(`\ufeffdeuxième ’partie’\r\n${ONE}\r\n`, 'utf16le'),
      Buffer.from(ONE, 'latin1'),
      Buffer.from('\n'),
      Buffer.from(sent, 'utf16le'),
      Buffer.from('\nfin'),
    ])
    const found = await foundIn(file)
    expect(found.map(({encoding, wrapping}) => [encoding, ...wrapping])).toEqual([
      ['utf-8'],
      ['utf-16le', 'utf-16'],
      ['windows-1252'],
      ['utf-16le', 'utf-16'],
    ])
    expect(found.slice(0, 3).map((one) => textOf(one.envelope))).toEqual([ONE, ONE, ONE])
    expect(openXml(found[3]?.envelope ?? Buffer.alloc(0)).name).toBe('Envelope')
  })

  it('says values that were masked', async () => {
    const [one] = await foundIn(ONE.replace('été', '********'))
    expect(one?.remarks).toEqual([{kind: 'masked'}])
  })

  it('says a length that does not fit, and a boundary that was guessed', async () => {
    const [one] = await foundIn(
      `HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: 9\r\n\r\n${ONE}`,
    )
    expect(one).toMatchObject({complete: true, remarks: [{kind: 'length-differs', size: 9}]})
    const alone = multipart('\r\n')
      .toString('latin1')
      .replace(/^Content-Type: multipart.*\r\n\r\n/, '')
    const [mime] = await foundIn(Buffer.from(alone, 'latin1'))
    expect(mime).toMatchObject({form: 'mime', complete: true, remarks: [{kind: 'boundary-guessed'}]})
  })
})

describe('what only looks like an exchange', () => {
  it.each([
    ['a path', 'Unable to find element /soap:Envelope/soap:Body in <soap:Envelope> (line 3)'],
    ['a closing tag', '</soap:Envelope>'],
    ['another element', '<x:EnvelopeList xmlns:x="urn:x"/>'],
    [
      'a certificate',
      `-----BEGIN CERTIFICATE-----\n${'MIID'.repeat(16)}\n${'MIID'.repeat(16)}\n-----END CERTIFICATE-----`,
    ],
    ['nothing', ''],
    ['zeros', '\0'.repeat(5000)],
  ])('is left alone: %s', async (_name, text) => {
    expect(await foundIn(text)).toEqual([])
  })
})

describe('hostile XML', () => {
  it('is given back with its DOCTYPE, so that the door for XML refuses it', async () => {
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE lolz [\n <!ENTITY lol "lol">\n <!ENTITY lol2 "&lol;&lol;">\n]>\n${ONE.replace('été', '&lol2;')}`
    const [one] = await foundIn(`Payload: ${bomb}`)
    expect(textOf(one?.envelope)).toBe(bomb)
    expect(() => openXml(one?.envelope ?? Buffer.alloc(0))).toThrowError(
      expect.objectContaining({code: 'DMP_XML_REFUSED'}),
    )
  })

  it('with an envelope inside the envelope is one exchange', async () => {
    const nested = envelope(`<w:Wrapper xmlns:w="urn:w">${ONE}</w:Wrapper>`)
    const found = await foundIn(`${nested}\n${ONE}`)
    expect(found.map((one) => textOf(one.envelope))).toEqual([nested, ONE])
  })

  it('finds the same bytes when the exchange is generated', async () => {
    const {bytes, envelope: sent} = generatedExchange(5)
    const [one] = await foundIn(bytes)
    expect(Buffer.from(one?.envelope ?? [])).toEqual(sent)
  })
})
