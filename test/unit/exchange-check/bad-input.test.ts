import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {ticketPage} from '../../../src/lib/ui/exchange-check/ticket-page.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {exchangeBench, wireOf} from './bench.ts'

let bench: Awaited<ReturnType<typeof exchangeBench>>
beforeAll(async () => {
  bench = await exchangeBench()
})
afterAll(() => bench.close())

const change = fc.record({
  at: fc.double({min: 0, max: 0.999, noNaN: true}),
  drop: fc.integer({min: 0, max: 40}),
  insert: fc.oneof(
    fc.uint8Array({maxLength: 12}),
    fc
      .constantFrom(
        '<',
        '&lt;',
        '\r\n--',
        'HTTP/1.1 200 OK\r\n\r\n',
        '</soap:Header>',
        '<!DOCTYPE a>',
        '\u0000',
        '<a/>',
      )
      .map((text) => Buffer.from(text)),
  ),
})

it('takes a request with any bytes of it lost, changed or added, and says what it finds', async () => {
  const wire = wireOf(bench.written().message)
  const t = translator('en')
  await fc.assert(
    fc.asyncProperty(fc.array(change, {minLength: 1, maxLength: 4}), async (changes) => {
      let bytes = wire
      for (const {at, drop, insert} of changes) {
        const place = Math.floor(at * bytes.length)
        bytes = Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + drop)])
      }
      try {
        const made = await bench.check(bytes)
        expect(ticketPage(made, t)).toContain('</html>')
        for (const {first, findings} of made.exchanges) expect(first).toEqual(findings[0] ?? null)
      } catch (error) {
        if (!(error instanceof DmpError)) throw error
        expect(error.code).toBe('DMP_EXCHANGE_NOT_FOUND')
      }
    }),
    {numRuns: 80, interruptAfterTimeLimit: 4000},
  )
})

it('is given up neither by an entity bomb nor by elements a million deep', async () => {
  const entities = Array.from(
    {length: 12},
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join('')
  const envelope = (body: string, doctype = '') =>
    Buffer.from(
      `<?xml version="1.0"?>${doctype}<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`,
    )
  const bomb = await bench.only(envelope('&l12;', `<!DOCTYPE s [<!ENTITY l0 "ha">${entities}]>`))
  expect(bomb.first?.cause).toBe('xml/doctype')
  const deep = await bench.only(envelope('<a>'.repeat(1_000_000)))
  expect(deep.first?.cause ?? deep.cut?.where).toMatch(/^(?:xml\/|envelope)/)
})

it('does not guess which of two assertions counts', async () => {
  const wrapped = bench.written({
    assertion: (signed) =>
      signed.replace('</saml:Assertion>', `<x:Object xmlns:x="urn:x">${signed}</x:Object></saml:Assertion>`),
  })
  const {first, notReached} = await bench.only(wireOf(wrapped.message))
  expect(first?.cause).toBe('vihf/signature-wrapping')
  expect(notReached).toEqual(expect.arrayContaining(['signer', 'attributes']))
})
