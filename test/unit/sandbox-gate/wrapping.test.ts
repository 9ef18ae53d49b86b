import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {actions, type Bench, makeBench, send} from '../../support/second-writer/gate-bench.ts'
import {envelope, plainSoap} from '../../support/second-writer/message.ts'
import {goodVihf, securityHeader, signVihf, unsignedVihf} from '../../support/second-writer/vihf.ts'

/**
 * Signature wrapping (XSW1 to XSW8, Somorovsky and others 2012), carried over to wsse:Security: a really signed
 * assertion is kept somewhere in the message, while a forged one stands where a careless reader looks.
 */
let bench: Bench
let sandbox: RunningSandbox

beforeAll(async () => {
  bench = await makeBench()
  sandbox = await bench.start()
})
afterAll(() => bench.close())

interface Pieces {
  /** The signed assertion, whole. */
  readonly signed: string
  /** Its ds:Signature. */
  readonly signature: string
  /** The signed assertion without its signature. */
  readonly bare: string
  /** A forged assertion without signature, under another id. */
  readonly forged: string
  /** The same under the id that was signed. */
  readonly sameId: string
}

function pieces(): Pieces {
  const fields = goodVihf(bench.sign, bench.structureId, Date.now())
  const signed = signVihf(unsignedVihf(fields), bench.sign)
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] ?? ''
  const attributes = {...fields.attributes, LPS_Nom: 'Contrefait'}
  return {
    signed,
    signature,
    bare: signed.replace(signature, ''),
    forged: unsignedVihf({...fields, id: '_evil', attributes}),
    sameId: unsignedVihf({...fields, attributes}),
  }
}

const afterIssuer = (assertion: string, inserted: string): string =>
  assertion.replace('</saml:Issuer>', `</saml:Issuer>${inserted}`)
const atEnd = (assertion: string, inserted: string): string =>
  assertion.replace('</saml:Assertion>', `${inserted}</saml:Assertion>`)
const inObject = (signature: string, inserted: string): string =>
  signature.replace('</ds:Signature>', `<ds:Object>${inserted}</ds:Object></ds:Signature>`)
const extensions = (inserted: string): string => `<x:Extensions xmlns:x="urn:x">${inserted}</x:Extensions>`

const attacks: readonly [string, (made: Pieces) => string][] = [
  [
    'XSW1: the forgery holds the signature, which holds the original',
    ({forged, signature, bare}) => afterIssuer(forged, inObject(signature, bare)),
  ],
  [
    'XSW2: the forgery holds a detached signature, the original before it',
    ({forged, signature, bare}) => afterIssuer(forged, `${bare}${signature}`),
  ],
  ['XSW3: the forgery before the signed original', ({forged, signed}) => `${forged}${signed}`],
  ['XSW4: the forgery around the signed original', ({forged, signed}) => atEnd(forged, signed)],
  [
    'XSW5: the forgery holds the signature, the original follows',
    ({forged, signature, bare}) => `${afterIssuer(forged, signature)}${bare}`,
  ],
  [
    'XSW6: the forgery holds the signature, the original inside KeyInfo',
    ({forged, signature, bare}) =>
      afterIssuer(forged, signature.replace('</ds:KeyInfo>', `${bare}</ds:KeyInfo>`)),
  ],
  [
    'XSW7: extensions hold the forgery with the same id',
    ({sameId, signed}) => `${extensions(sameId)}${signed}`,
  ],
  [
    'XSW8: the original inside an object of the forgery’s signature',
    ({sameId, signature, bare}) => afterIssuer(sameId, inObject(signature, extensions(bare))),
  ],
]

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
  it.each(attacks)('%s is refused', async (_name, wrap) => {
    const answer = await post(securityHeader(wrap(pieces())))
    expect(answer.cause).toMatch(/^vihf\/(?:assertion|signature-)/)
    expect(answer.status).toBe(500)
    expect(bench.calls).toEqual([])
  })

  it.each(attacks.slice(2, 7))(
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
