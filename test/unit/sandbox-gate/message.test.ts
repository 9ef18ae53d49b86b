import {createHash} from 'node:crypto'
import {readdir} from 'node:fs/promises'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {
  actions,
  type Bench,
  type HttpAnswer,
  makeBench,
  send,
} from '../../support/second-writer/gate-bench.ts'
import {envelope, type HttpMessage, plainSoap} from '../../support/second-writer/message.ts'

let bench: Bench
let sandbox: RunningSandbox

beforeAll(async () => {
  bench = await makeBench()
  sandbox = await bench.start()
})
afterAll(() => bench.close())

const to = (service: string, message: HttpMessage): Promise<HttpAnswer> =>
  send(`${sandbox.url}/${service}`, message, {identity: bench.auth, ca: bench.ca})
const document = {contentId: 'doc1@lps', contentType: 'text/xml', bytes: Buffer.from('<ClinicalDocument/>')}
const edit = (message: HttpMessage, from: string | RegExp, into: string): HttpMessage => ({
  ...message,
  body: Buffer.from(message.body.toString('latin1').replace(from, into), 'latin1'),
})
const typed = (message: HttpMessage, contentType: string): HttpMessage => ({
  ...message,
  headers: {'content-type': contentType},
})

describe('an envelope', () => {
  it('is answered with RelatesTo and the answer’s action', async () => {
    const messageId = 'urn:uuid:00000000-0000-4000-8000-0000000000a1'
    const answer = await to('registry', bench.query({messageId}))
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(`<wsa:RelatesTo>${messageId}</wsa:RelatesTo>`)
    expect(answer.text).toContain(`${actions.query}Response</wsa:Action>`)
    expect((await to('registry', bench.query({messageId}))).cause).toBe('wsa/replayed')
  })

  it('may write mustUnderstand with or without its prefix', async () => {
    expect((await to('registry', bench.query({mustUnderstand: 'mustUnderstand="true"'}))).status).toBe(200)
    const strict = await bench.start({insist: {mustUnderstand: 'prefixed'}})
    const ask = (message: HttpMessage) =>
      send(`${strict.url}/registry`, message, {identity: bench.auth, ca: bench.ca})
    expect((await ask(bench.query({mustUnderstand: 'mustUnderstand="true"'}))).cause).toBe(
      'wsa/must-understand',
    )
    expect((await ask(bench.query())).status).toBe(200)
  })

  it.each<[string, string, () => HttpMessage]>([
    [
      'soap/version',
      'of SOAP 1.1',
      () => bench.query({soapNamespace: 'http://schemas.xmlsoap.org/soap/envelope/'}),
    ],
    [
      'soap/must-understand',
      'with a header nobody knows',
      () => bench.query({moreHeaders: '<x:Y xmlns:x="urn:x" soap:mustUnderstand="1"/>'}),
    ],
    ['soap/body', 'with two things in its body', () => bench.query({body: '<a/><b/>'})],
    ['vihf/security-header', 'without VIHF', () => bench.query({security: ''})],
    [
      'vihf/assertion',
      'with two assertions',
      () => bench.query({security: bench.vihf().replace(/(<saml:Assertion.*<\/saml:Assertion>)/s, '$1$1')}),
    ],
    ['wsa/missing-MessageID', 'without MessageID', () => bench.query({without: ['MessageID']})],
    ['wsa/missing-To', 'without To', () => bench.query({without: ['To']})],
    ['wsa/missing-ReplyTo', 'without ReplyTo', () => bench.query({without: ['ReplyTo']})],
    ['wsa/missing-Action', 'without Action', () => bench.query({without: ['Action']})],
    ['wsa/message-id', 'whose MessageID is no UUID', () => bench.query({messageId: '42'})],
    ['wsa/must-understand', 'that lets its addressing be ignored', () => bench.query({mustUnderstand: ''})],
    [
      'wsa/to',
      'to another service',
      () => bench.query({to: 'https://localhost/si-dmp-server/v2/services/repository'}),
    ],
    ['wsa/action', 'of another service', () => bench.query({}, actions.submit)],
    [
      'wsa/closed-action',
      'that wants to read documents',
      () => bench.query({}, 'urn:ihe:iti:2007:RetrieveDocumentSet'),
    ],
    ['wsa/action-body', 'whose body is another transaction', () => bench.query({}, actions.update)],
    [
      'wsa/action-content-type',
      'whose Content-Type says another action',
      () => ({...bench.query(), headers: plainSoap('', actions.update).headers}),
    ],
    [
      'xml/doctype',
      'with a DOCTYPE',
      () => edit(bench.query(), '?>\n', '?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    ],
    ['xml/malformed', 'cut short', () => edit(bench.query(), '</soap:Body></soap:Envelope>', '')],
  ])('%s: is refused %s', async (cause, _name, message) => {
    const answer = await to('registry', message())
    expect(answer.cause).toBe(cause)
    expect(answer.status).toBe(500)
  })

  it('says a missing addressing header in the words the DMP uses', async () => {
    const {text} = await to('registry', bench.query({without: ['To']}))
    expect(text).toContain('A required header representing a Message Addressing Property is not present')
    expect(text).toContain('<soap:Value>soap:Sender</soap:Value>')
  })
})

describe('a submission', () => {
  it('reaches the registry with each part hashed, by Content-ID', async () => {
    const big = {...document, contentId: 'big@lps', bytes: Buffer.alloc(3_000_000, 'x\r\n--b')}
    expect((await to('repository', bench.submission([document, big]))).status).toBe(200)
    const parts = bench.calls.at(-1)?.parts
    expect([...(parts?.keys() ?? [])]).toEqual(['doc1@lps', 'big@lps'])
    expect(parts?.get('big@lps')).toMatchObject({
      size: 3_000_000,
      sha1Hex: createHash('sha1').update(big.bytes).digest('hex'),
      sha256Hex: createHash('sha256').update(big.bytes).digest('hex'),
    })
    expect(await readdir(`${bench.folder}/spool`)).toEqual([])
  })

  it.each<[string, number, string, () => HttpMessage]>([
    [
      'mime/mtom-required',
      500,
      'without MTOM',
      () => {
        const text = envelope({action: actions.submit, to: '', security: bench.vihf(), body: '<a/>'})
        return plainSoap(text, actions.submit)
      },
    ],
    [
      'mime/content-type',
      415,
      'as multipart of another type',
      () => {
        const message = bench.submission([document])
        return typed(
          message,
          (message.headers['content-type'] ?? '').replace('application/xop+xml', 'text/xml'),
        )
      },
    ],
    [
      'mime/content-type',
      415,
      'whose start-info is SOAP 1.1',
      () => {
        const message = bench.submission([document])
        return typed(
          message,
          (message.headers['content-type'] ?? '').replace('application/soap+xml', 'text/xml'),
        )
      },
    ],
    [
      'http/content-type',
      415,
      'whose Content-Type is malformed',
      () => typed(bench.submission([document]), 'multipart/related; boundary'),
    ],
    [
      'mime/boundary',
      400,
      'with another boundary',
      () => {
        const message = bench.submission([document])
        return typed(
          message,
          (message.headers['content-type'] ?? '').replace(/boundary="[^"]+"/, 'boundary="other"'),
        )
      },
    ],
    [
      'mime/truncated',
      400,
      'without closing delimiter',
      () => {
        const message = bench.submission([document])
        return {...message, body: message.body.subarray(0, -10)}
      },
    ],
    [
      'mime/epilogue',
      400,
      'with bytes after the end',
      () => {
        const message = bench.submission([document])
        return {...message, body: Buffer.concat([message.body, Buffer.from('more bytes')])}
      },
    ],
    [
      'mime/content-id',
      400,
      'with a part without Content-ID',
      () => edit(bench.submission([document]), 'Content-ID: <doc1@lps>\r\n', ''),
    ],
    [
      'mime/content-id',
      400,
      'with the same Content-ID twice',
      () => edit(bench.submission([document]), '<doc1@lps>', '<root@lps>'),
    ],
    [
      'mime/transfer-encoding',
      400,
      'with a base64 part',
      () => edit(bench.submission([document]), /binary(?=\r\nContent-ID: <doc1)/, 'base64'),
    ],
    [
      'mime/root',
      400,
      'whose root is plain XML',
      () => edit(bench.submission([document]), 'application/xop+xml; charset', 'text/xml; charset'),
    ],
    [
      'mime/include-content-id',
      500,
      'that includes a part under another Content-ID',
      () => edit(bench.submission([document]), 'cid:doc1@lps', 'cid:doc2@lps'),
    ],
    [
      'mime/include-unused',
      500,
      'with a part it never includes',
      () =>
        bench.submission([document], {
          body: '<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007"/>',
        }),
    ],
  ])('%s (%d): is refused %s', async (cause, status, _name, message) => {
    const before = bench.calls.length
    expect(await to('repository', message())).toMatchObject({cause, status})
    expect(bench.calls.length).toBe(before)
    expect(await readdir(`${bench.folder}/spool`)).toEqual([])
  })

  it('is not what the other services take', async () => {
    expect(await to('registry', bench.submission([document]))).toMatchObject({
      cause: 'http/content-type',
      status: 415,
    })
  })
})

describe('the quota', () => {
  it('refuses the fifth submission of a second with 429, and what is refused counts', async () => {
    let now = Date.now()
    const timed = await bench.start({
      clock: {now: () => now, sleep: async () => {}},
      quota: {perSecond: 4, perDay: 7},
    })
    const submit = async (): Promise<HttpAnswer> => {
      const answer = await send(`${timed.url}/repository`, bench.submission([document]), {
        identity: bench.auth,
        ca: bench.ca,
      })
      return answer
    }
    for (let turn = 0; turn < 4; turn += 1) expect((await submit()).status).toBe(200)
    const fifth = await submit()
    expect(fifth).toMatchObject({status: 429, cause: 'quota/per-second'})
    expect(fifth.headers['retry-after']).toBe('1')
    now += 1001
    expect((await submit()).status).toBe(200)
    expect((await submit()).status).toBe(200)
    expect(await submit()).toMatchObject({status: 429, cause: 'quota/per-day'})
    expect(timed.counters).toMatchObject({submissions: 8, quotaRefused: 2})
  })
})
