import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {LotDigest} from '../../../src/lib/xades/build-lot-signature.ts'
import {type LotSignature, signLot} from '../../../src/lib/xades/sign-lot.ts'
import {describeWith} from '../../support/requires.ts'
import {makeWirePki, signerOf, type WirePki} from '../transport/wire-pki.ts'
import {againstSchema, canonical} from '../xds/schema-check.ts'

const setUniqueId = '1.2.250.1.999.1.1.42.3.1' as Oid
/** Not canonical as they stand: attributes out of order, a comment, an empty element, a binary one. */
const documents = [
  {uniqueId: '1.2.250.1.999.1.1.42.2.1', kind: 'xml', text: '<a b="2"  a="1"><!-- vu --><c/>é</a>'},
  {uniqueId: '1.2.250.1.999.1.1.42.2.2', kind: 'xml', text: '<d xmlns="urn:x">\r\n</d>'},
  {uniqueId: '1.2.250.1.999.1.1.42.2.3', kind: 'binary', text: '%PDF-1.4 not xml'},
] as const

describeWith(
  [
    {program: 'xmlsec1', package: 'xmlsec1'},
    {program: 'openssl', package: 'openssl'},
    {program: 'xmllint', package: 'libxml2-utils'},
  ],
  'the signature of the lot',
  () => {
    let pki: WirePki
    beforeAll(() => {
      pki = makeWirePki()
    })
    afterAll(() => pki.remove())

    const make = (digest: LotDigest, signingCertificate: 'chain' | 'leaf' = 'chain'): Promise<LotSignature> =>
      signLot(
        {
          setUniqueId,
          signatureUniqueId: '1.2.250.1.999.1.1.42.4.1' as Oid,
          signedAt: Date.UTC(2025, 0, 15, 8, 30, 0, 123),
          digest,
          signingCertificate,
          documents: documents.map(({uniqueId, kind, text}) => ({
            uniqueId,
            kind,
            digestBase64: createHash(digest)
              .update(kind === 'xml' ? canonical(text, 'c14n') : text)
              .digest('base64'),
          })),
        },
        signerOf(pki.seal, pki.ca),
      )

    /** Verdict of xmlsec1, and how many references of the manifest it found good and bad. */
    function verify(signature: Uint8Array, texts: readonly string[] = documents.map((one) => one.text)) {
      const file = join(pki.dir, 'signature.xml')
      writeFileSync(file, signature)
      const maps = [...documents.map((one) => one.uniqueId), setUniqueId].flatMap((id, index) => {
        const path = join(pki.dir, `part${index}`)
        writeFileSync(path, texts[index] ?? 'x')
        return [`--url-map:urn:oid:${id}`, path]
      })
      const {status, stdout, stderr} = spawnSync(
        'xmlsec1',
        ['--verify', '--print-debug', '--trusted-pem', pki.ca.certPath, ...maps, file],
        {encoding: 'utf8'},
      )
      const said = stdout + stderr
      const manifest = said.slice(said.indexOf('Manifest References List'))
      const count = (word: string) =>
        manifest
          .split(/^= REFERENCE VERIFICATION CONTEXT/m)
          .filter((one) => one.includes(`== Status: ${word}`)).length
      return {ok: status === 0, good: count('succeeded'), bad: count('invalid'), said}
    }

    it.each(['sha1', 'sha256'] as const)(
      'is verified by xmlsec1 with %s, all references but the set',
      async (digest) => {
        const {bytes} = await make(digest)
        const {ok, good, bad, said} = verify(bytes)
        expect(ok, said).toBe(true)
        expect({good, bad}).toEqual({good: documents.length, bad: 1})
      },
    )

    it('loses one good reference when one byte of one document changes', async () => {
      const {bytes} = await make('sha1')
      const texts = documents.map((one, index) => (index === 0 ? one.text.replace('"2"', '"3"') : one.text))
      expect(verify(bytes, texts)).toMatchObject({good: documents.length - 1, bad: 2})
    })

    it.each([
      ['the manifest', 'AA==', 'AAA='],
      ['the signing time', '08:30:00Z', '08:30:01Z'],
      ['the serial number', '<ds:X509SerialNumber>', '<ds:X509SerialNumber>1'],
    ])('is refused by xmlsec1 when %s is touched', async (_, from, to) => {
      const {bytes} = await make('sha1')
      const touched = Buffer.from(bytes).toString().replace(from, to)
      expect(verify(Buffer.from(touched)).ok).toBe(false)
    })

    it('is its own canonical form, so that one hash serves the entry and the registry', async () => {
      const {bytes, sha1Hex, size} = await make('sha1')
      expect(canonical(Buffer.from(bytes).toString(), 'c14n')).toBe(Buffer.from(bytes).toString())
      expect(sha1Hex).toBe(createHash('sha1').update(bytes).digest('hex'))
      expect(size).toBe(bytes.length)
    })

    it('names the chain or the leaf of the seal, with decimal serials', async () => {
      const chain = Buffer.from((await make('sha1', 'chain')).bytes).toString()
      const leaf = Buffer.from((await make('sha1', 'leaf')).bytes).toString()
      expect(chain.match(/<xad:Cert>/g)).toHaveLength(2)
      expect(leaf.match(/<xad:Cert>/g)).toHaveLength(1)
      expect(leaf).toMatch(/<ds:X509SerialNumber>\d+</)
      expect(leaf).toContain('<ds:X509IssuerName>CN=AC FICTIVE ca,O=AUTORITE FICTIVE,C=FR<')
      expect(leaf).toContain('<xad:SigningTime>2025-01-15T08:30:00Z<')
    })

    describeWith(['shared-data'], 'and the schema of XML signatures', () => {
      // The published form has the purpose as bare text, where the schema wants an element: the one difference.
      it('is accepted but for the bare text of the purpose', async () => {
        const {bytes} = await make('sha256')
        const xml = Buffer.from(bytes).toString()
        const schema = 'security/xmldsig-core-schema.xsd'
        expect(againstSchema(xml, schema).match(/validity error/g)).toHaveLength(1)
        const wrapped = xml.replace(
          '>1.2.840.10065.1.12.1.14<',
          '><p xmlns="urn:p">1.2.840.10065.1.12.1.14</p><',
        )
        expect(againstSchema(wrapped, schema)).toBe('')
      })
    })
  },
)

it('refuses a lot without documents', async () => {
  const signer = {
    certificate: {chain: [], chainBase64: []},
    sign: async () => new Uint8Array(),
    close: async () => undefined,
  }
  const facts = {
    setUniqueId,
    signatureUniqueId: setUniqueId,
    documents: [],
    signedAt: 0,
    digest: 'sha1',
    signingCertificate: 'leaf',
  } as const
  await expect(signLot(facts, signer)).rejects.toThrow(RangeError)
})
