import {describe, expect, it} from 'vitest'
import {envelope, foundIn, textOf} from './captured.ts'
import {xxd} from './wrappings.ts'

const REQUEST = envelope('<x:ThingRequest xmlns:x="urn:x">été</x:ThingRequest>')
const ANSWER = envelope('<x:ThingResponse xmlns:x="urn:x"/>')

describe('logs of Java frameworks', () => {
  it('reads blocks of Apache CXF with their number, headers and payload', async () => {
    const log = `Jan 05, 2026 10:00:00 AM org.apache.cxf.services.DocumentRepository.Port.Type
INFO: Outbound Message
---------------------------
ID: 12
Address: https://dmp.invalid/si-dmp-server/v2/services/repository
Encoding: UTF-8
Http-Method: POST
Content-Type: application/soap+xml; action="urn:ihe:iti:2007:RegisterDocumentSet-b"
Headers: {Accept=[*/*], SOAPAction=["urn:a, b"], Connection=[Keep-Alive]}
Payload: ${REQUEST}
--------------------------------------
Jan 05, 2026 10:00:01 AM org.apache.cxf.services.DocumentRepository.Port.Type
INFO: Inbound Message
----------------------------
ID: 12
Response-Code: 200
Encoding: UTF-8
Content-Type: application/soap+xml
Headers: {content-type=[application/soap+xml], Date=[Mon, 05 Jan 2026 09:00:01 GMT]}
Payload: ${ANSWER}
--------------------------------------
`
    const found = await foundIn(log)
    expect(found.map(({direction, logId, form, complete}) => ({direction, logId, form, complete}))).toEqual([
      {direction: 'request', logId: '12', form: 'soap', complete: true},
      {direction: 'answer', logId: '12', form: 'soap', complete: true},
    ])
    expect(found.map((one) => textOf(one.envelope))).toEqual([REQUEST, ANSWER])
    expect(found[0]?.headers.get('soapaction')).toBe('"urn:a, b"')
    expect(found[0]?.headers.get('content-type')).toContain('action=')
    expect(found[1]?.place).toMatchObject({line: 18, endLine: 26})
  })

  it('reads a multipart in a block of CXF, boundary from its header', async () => {
    const log = `INFO: Outbound Message
---------------------------
ID: 3
Content-Type: multipart/related; type="application/xop+xml"; boundary="uuid:1-2"; start="<root.message@cxf.apache.org>"; start-info="text/xml"
Headers: {Accept=[*/*]}
Payload: --uuid:1-2
Content-Type: application/xop+xml; charset=UTF-8; type="text/xml"
Content-Transfer-Encoding: binary
Content-ID: <root.message@cxf.apache.org>

${REQUEST}
--uuid:1-2
Content-Type: text/xml
Content-ID: <doc-1@x>

<ClinicalDocument/>
--uuid:1-2--
--------------------------------------
`
    const [one, ...more] = await foundIn(log)
    expect(more).toEqual([])
    expect(one).toMatchObject({form: 'mime', logId: '3', complete: true, direction: 'request'})
    expect(textOf(one?.envelope)).toBe(REQUEST)
    expect(textOf(one?.parts.get('doc-1@x')?.bytes)).toBe('<ClinicalDocument/>')
    expect(one?.remarks).toEqual([{kind: 'line-ends-changed'}])
  })

  it('reads the newer form of CXF, one indented block for each message', async () => {
    const log = `2026-01-05 10:00:00.123  INFO 1 --- [exec-1] o.a.c.s.Repository.REQ_OUT : REQ_OUT
    Address: https://dmp.invalid/v2
    HttpMethod: POST
    Content-Type: application/soap+xml
    ExchangeId: 7be1-44
    ServiceName: Repository
    Headers: {Accept=*/*, Connection=Keep-Alive}
    Payload: ${REQUEST}

2026-01-05 10:00:01.001  INFO 1 --- [exec-1] o.a.c.s.Repository.RESP_IN : RESP_IN
    Content-Type: application/soap+xml
    ResponseCode: 500
    ExchangeId: 7be1-44
    Headers: {Date=Mon}
    Payload: ${ANSWER}

`
    const found = await foundIn(log)
    expect(found.map(({direction, logId}) => `${direction} ${logId}`)).toEqual([
      'request 7be1-44',
      'answer 7be1-44',
    ])
    expect(found[1]?.headers.get('responsecode')).toBe('500')
  })

  it('reads the wire log of Apache HttpClient, bytes beyond ASCII included', async () => {
    const quoted = (way: string, text: string) =>
      Buffer.from(text)
        .toString('latin1')
        .split(/(?<=\n)/)
        .map((line) => {
          const shown = [...line].map((c) =>
            c === '\r'
              ? '[\\r]'
              : c === '\n'
                ? '[\\n]'
                : c.charCodeAt(0) > 126
                  ? `[0x${c.charCodeAt(0).toString(16)}]`
                  : c,
          )
          return `2026-01-05 10:00:00:123 [DEBUG] wire - http-outgoing-4 ${way} "${shown.join('')}"\n`
        })
        .join('')
    const log = [
      '2026-01-05 10:00:00:120 [DEBUG] MainClientExec - Executing request POST /v2 HTTP/1.1\n',
      '2026-01-05 10:00:00:121 [DEBUG] headers - http-outgoing-4 >> POST /v2 HTTP/1.1\n',
      '2026-01-05 10:00:00:121 [DEBUG] headers - http-outgoing-4 >> Host: dmp.invalid\n',
      quoted(
        '>>',
        `POST /v2 HTTP/1.1\r\nHost: dmp.invalid\r\nContent-Type: application/soap+xml\r\n\r\n${REQUEST}`,
      ),
      quoted('<<', `HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n${ANSWER}`),
    ].join('')
    const found = (await foundIn(log)).filter((one) => one.envelope.length > 0)
    expect(found.map((one) => textOf(one.envelope))).toEqual([REQUEST, ANSWER])
    expect(found.map(({startLine}) => startLine)).toEqual(['POST /v2 HTTP/1.1', 'HTTP/1.1 200 OK'])
  })

  it('reads a dump of JAX-WS, headers without start line', async () => {
    const log = `---[HTTP request - https://dmp.invalid/v2]---
Accept: application/soap+xml
Content-Type: application/soap+xml; charset=utf-8
User-Agent: JAX-WS RI
${REQUEST}--------------------

---[HTTP response - https://dmp.invalid/v2 - 200]---
Content-Type: application/soap+xml
Date: Mon

${ANSWER}--------------------
`
    const found = await foundIn(log)
    expect(found.map(({direction, headers}) => `${direction} ${headers.size}`)).toEqual([
      'request 3',
      'answer 2',
    ])
    expect(found.map((one) => textOf(one.envelope))).toEqual([REQUEST, ANSWER])
  })

  it('tells where a payload was cut by the limit of the log', async () => {
    const log = `INFO: Outbound Message\n---------------------------\nID: 1\nContent-Type: text/xml\nPayload: ${REQUEST.slice(0, 150)}\n(message truncated to 150 bytes)\n\n--------------------------------------\n2026-01-05 10:00:00 INFO next\nPayload: ${ANSWER}\n`
    const found = await foundIn(log)
    expect(found.map(({complete, cut}) => ({complete, cut}))).toEqual([
      {complete: false, cut: {where: expect.stringMatching(/envelope|next-exchange/), line: 7}},
      {complete: true, cut: undefined},
    ])
    expect(textOf(found[0]?.envelope)).toBe(`${REQUEST.slice(0, 150)}\n`)
  })
})

describe('records of proxies', () => {
  it('reads bodies in a HAR file, and says they lay in JSON strings', async () => {
    const har = JSON.stringify({
      log: {
        entries: [
          {
            request: {method: 'POST', postData: {mimeType: 'application/soap+xml', text: REQUEST}},
            response: {status: 200, content: {text: ANSWER}},
          },
        ],
      },
    })
    const found = await foundIn(har)
    expect(found.map((one) => [textOf(one.envelope), one.wrapping])).toEqual([
      [REQUEST, ['json-string']],
      [ANSWER, ['json-string']],
    ])
  })

  it('reads chunked and compressed bodies of raw HTTP', async () => {
    const {gzipSync} = await import('node:zlib')
    const gz = gzipSync(ANSWER)
    const chunked = Buffer.concat([
      Buffer.from(`${gz.length.toString(16)}\r\n`),
      gz,
      Buffer.from('\r\n0\r\n\r\n'),
    ])
    const plain = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
    const file = Buffer.concat([
      Buffer.from(
        `POST /v2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: application/soap+xml\r\n\r\n${plain(REQUEST.slice(0, 90))}${plain(REQUEST.slice(90))}0\r\n\r\n`,
      ),
      Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n'),
      chunked,
      Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${gz.length}\r\n\r\n`),
      gz,
    ])
    const found = await foundIn(file)
    expect(found.map((one) => [textOf(one.envelope), one.wrapping])).toEqual([
      [REQUEST, ['chunked']],
      [ANSWER, ['chunked', 'gzip']],
      [ANSWER, ['gzip']],
    ])
  })

  it('tells what a proxy answered instead of the service', async () => {
    const log = `POST /v2 HTTP/1.1\r\nHost: a\r\nContent-Type: application/soap+xml\r\n\r\n${REQUEST}\r\nHTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\n\r\n<html>Bad Gateway</html>\r\n`
    const found = await foundIn(log)
    expect(found[1]).toMatchObject({
      startLine: 'HTTP/1.1 502 Bad Gateway',
      direction: 'answer',
      remarks: [{kind: 'no-envelope'}],
    })
    expect(textOf(found[1]?.body)).toBe('<html>Bad Gateway</html>')
  })

  it('leaves the answer of a proxy to CONNECT and lines of access logs alone', async () => {
    const log = `HTTP/1.1 200 Connection established\r\nProxy-Agent: x\r\n\r\n10.0.0.1 - - [05/Jan/2026:10:00:00 +0100] "POST /v2 HTTP/1.1" 200 532\n10.0.0.1 - - [05/Jan/2026:10:00:01 +0100] "GET /v2 HTTP/1.1" 404 12\n`
    expect(await foundIn(log)).toEqual([])
  })
})

/** IPv4 and TCP around a payload. */
function packet(way: 'out' | 'in', sequence: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(52)
  head[0] = 0x45
  head.writeUInt16BE(52 + payload.length, 2)
  head[9] = 6
  head.set(way === 'out' ? [10, 0, 0, 1, 10, 0, 0, 2] : [10, 0, 0, 2, 10, 0, 0, 1], 12)
  head.writeUInt16BE(way === 'out' ? 51_000 : 8080, 20)
  head.writeUInt16BE(way === 'out' ? 8080 : 51_000, 22)
  head.writeUInt32BE(sequence, 24)
  head[32] = 0x80
  return Buffer.concat([head, payload])
}

function printed(way: 'out' | 'in', sequence: number, payload: Buffer): string {
  const lines = xxd(packet(way, sequence, payload))
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^0000(....): /, '\t0x$1:  '))
  return `10:00:00.123456 IP 10.0.0.1.51000 > 10.0.0.2.8080: Flags [P.], seq 1:${payload.length}, length ${payload.length}\n${lines.join('\n')}\n`
}

describe('packets printed by tcpdump -X', () => {
  it('are put together for each direction, what was sent again left out', async () => {
    const sent = Buffer.from(
      `POST /v2 HTTP/1.1\r\nHost: a\r\nContent-Type: application/soap+xml\r\n\r\n${REQUEST}`,
    )
    const received = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n${ANSWER}`)
    const log = [
      printed('out', 4_294_967_290, sent.subarray(0, 100)),
      printed('in', 77, Buffer.alloc(0)),
      printed('out', 4_294_967_290, sent.subarray(0, 100)),
      printed('out', 94, sent.subarray(100)),
      printed('in', 77, received.subarray(0, 60)),
      printed('in', 137, received.subarray(60)),
    ].join('')
    const found = await foundIn(log)
    expect(found.map((one) => [textOf(one.envelope), one.startLine, one.wrapping])).toEqual([
      [REQUEST, 'POST /v2 HTTP/1.1', ['packets']],
      [ANSWER, 'HTTP/1.1 200 OK', ['packets']],
    ])
    expect(found[0]?.place.line).toBe(2)
  })
})
