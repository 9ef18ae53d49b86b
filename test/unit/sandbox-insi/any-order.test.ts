import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {
  criteria,
  envelopeOf,
  headerBlocks,
  plainTraits,
  requestText,
} from '../../support/second-writer/insi-request.ts'
import {InsiBench} from './bench.ts'

let bench: InsiBench
beforeAll(async () => {
  bench = await InsiBench.open()
}, 60_000)
afterAll(() => bench.close())

const extras = {
  to: '<wsa:To>https://localhost/lps</wsa:To>',
  replyTo:
    '<wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>',
  foreign: '<f:Bloc xmlns:f="urn:autre">x</f:Bloc>',
  security:
    '<s:Security xmlns:s="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"/>',
  comment: '<!-- bloc -->',
  space: '\n    ',
}

it('accepts the header blocks in any order, among others it does not need', async () => {
  const order = fc
    .subarray(Object.values(extras))
    .chain((more) =>
      fc.shuffledSubarray([...more, 'action', 'messageId', 'bam', 'lps'], {minLength: more.length + 4}),
    )
  await fc.assert(
    fc.asyncProperty(order, async (names) => {
      const blocks = new Map(Object.entries(headerBlocks(bench.parts())))
      const text = envelopeOf(
        names.map((name) => blocks.get(name) ?? name),
        criteria(plainTraits),
      )
      expect(await bench.send(text)).toMatchObject({status: 200, outcome: '00'})
    }),
    {numRuns: 60},
  )
})

it('answers anything at all with a result, a fault or an HTTP refusal, and goes on', async () => {
  const edit = fc.record({
    at: fc.double({min: 0, max: 1, noNaN: true}),
    drop: fc.nat(40),
    put: fc.oneof(
      fc.string({maxLength: 20}),
      fc.constantFrom('<', '&', ']]>', '<!DOCTYPE x>', '</soap:Body>', '\u0000', '&#0;'),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(edit, {minLength: 1, maxLength: 4}), async (edits) => {
      let text = requestText(bench.parts())
      for (const {at, drop, put} of edits) {
        const place = Math.floor(at * text.length)
        text = text.slice(0, place) + put + text.slice(place + drop)
      }
      const {status, code, outcome} = await bench.send(text)
      if (status === 200) expect(outcome).toMatch(/^0[012]$/)
      else
        expect({status, known: code !== undefined && code !== 'sandbox_internal'}).toEqual({
          status: 500,
          known: true,
        })
    }),
    {numRuns: 150},
  )
  expect((await bench.search(plainTraits)).outcome).toBe('00')
})
