import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {actions, type Bench, makeBench, send} from '../../support/second-writer/gate-bench.ts'
import {envelope, plainSoap} from '../../support/second-writer/message.ts'
import {
  type WrappingPieces,
  wrappingPieces,
  wrappings,
} from '../../support/second-writer/mutation-wrapping.ts'
import {goodVihf, securityHeader, signVihf, unsignedVihf} from '../../support/second-writer/vihf.ts'

let bench: Bench
let sandbox: RunningSandbox

beforeAll(async () => {
  bench = await makeBench()
  sandbox = await bench.start()
})
afterAll(() => bench.close())

function pieces(): WrappingPieces {
  return wrappingPieces(goodVihf(bench.sign, bench.structureId, Date.now()), bench.sign)
}

async function post(security: string, body?: string): Promise<{cause: string | undefined; status: number}> {
  const text = envelope({
    action: actions.query,
    to: '',
    security,
    body: body ?? '<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"/>',
  })
  return send(`${sandbox.url}/registry`, plainSoap(text, actions.query), {identity: bench.auth, ca: bench.ca})
}

describe('signature wrapping', () => {
  it.each(wrappings)('%s is refused', async (_name, wrap) => {
    const answer = await post(securityHeader(wrap(pieces())))
    expect(answer.cause).toMatch(/^vihf\/(?:assertion|signature-)/)
    expect(answer.status).toBe(500)
    expect(bench.calls).toEqual([])
  })

  it.each(wrappings.slice(2, 7))(
    '%s is refused too when the original hides in the body',
    async (_name, wrap) => {
      const made = pieces()
      const forgedAlone = wrap({...made, signed: '', bare: ''})
      const hidden = `<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0">${made.signed}</q:AdhocQueryRequest>`
      expect((await post(securityHeader(forgedAlone), hidden)).cause).toMatch(/^vihf\//)
      expect(bench.calls).toEqual([])
    },
  )

  it('refuses a second bearer of the signed id', async () => {
    const fields = goodVihf(bench.sign, bench.structureId, Date.now())
    const security = securityHeader(signVihf(unsignedVihf(fields), bench.sign))
    const body = `<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"><q:X id="${fields.id}"/></q:AdhocQueryRequest>`
    expect((await post(security, body)).cause).toBe('vihf/signature-wrapping')
  })

  it('accepts the original alone, so that the refusals above mean something', async () => {
    expect((await post(securityHeader(pieces().signed))).status).toBe(200)
  })
})
