import {createHash} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {type ReceivedPart, SandboxRefusal} from '../../../src/lib/sandbox/backend.ts'
import {readPemCertificates} from '../../../src/lib/sandbox/certificate/certificate.ts'
import {
  type LotSignatureOptions,
  verifyLotSignature,
} from '../../../src/lib/sandbox/signature/lot-signature.ts'
import {describeWith} from '../../support/requires.ts'
import {type Bench, makeBench} from '../../support/second-writer/gate-bench.ts'
import type {SigningIdentity} from '../../support/second-writer/identity.ts'
import {type LotSigning, type LotToSign, signLot} from '../../support/second-writer/lot-signature.ts'
import {lotIds, vihfIds, xmlsecVerify} from '../../support/second-writer/xmlsec.ts'

let bench: Bench
beforeAll(async () => {
  bench = await makeBench()
})
afterAll(() => bench.close())

const cda = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?>\n<!-- avant --><?xml-stylesheet href="x.xsl"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:voc="urn:hl7-org:v3/voc">\r\n<id root="1.2.3.4"/><!-- dedans --><title>Compte rendu &amp; suites à 50 €</title></ClinicalDocument>\n<!-- après -->\n',
)
const latin1 = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>d\u00e9j\u00e0</a>', 'latin1')
const binary = Buffer.from([0, 1, 2, 255])
const lot: LotToSign = {
  setUniqueId: '1.2.3.1',
  documents: [
    {uniqueId: '1.2.3.4', bytes: cda},
    {uniqueId: '1.2.3.5', bytes: latin1},
    {uniqueId: '1.2.3.6', bytes: binary, binary: true},
  ],
}

function received(bytes: Uint8Array, contentType: string): ReceivedPart {
  return {
    contentId: 'x',
    contentType,
    size: bytes.length,
    sha1Hex: createHash('sha1').update(bytes).digest('hex'),
    sha256Hex: createHash('sha256').update(bytes).digest('hex'),
    bytes: async () => bytes,
    async *stream() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
    },
  }
}

interface Attempt {
  readonly signing?: LotSigning
  readonly signer?: SigningIdentity
  readonly options?: LotSignatureOptions
  readonly received?: LotToSign
  readonly change?: (signed: string) => string
  readonly at?: number
}

async function verify(attempt: Attempt = {}): Promise<string> {
  const signed = signLot(lot, attempt.signer ?? bench.sign, attempt.signing)
  const expected = attempt.received ?? lot
  try {
    const report = await verifyLotSignature(
      Buffer.from(attempt.change?.(signed) ?? signed),
      {
        setUniqueId: expected.setUniqueId,
        documents: expected.documents.map((each) => ({
          uniqueId: each.uniqueId,
          part: received(each.bytes, each.binary ? 'application/pdf' : 'text/xml'),
        })),
      },
      {authorities: readPemCertificates(bench.ca), at: attempt.at ?? Date.now()},
      attempt.options ?? {digest: 'any'},
    )
    return `accepted ${report.documents} ${report.digest} ${report.signer.subject.OU}`
  } catch (error) {
    if (error instanceof SandboxRefusal) return `${error.code} ${error.location}`
    throw error
  }
}

const authorities = (): string[] =>
  bench.ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []

describe('a lot signature the sandbox accepts', () => {
  it.each<[string, string, () => Attempt]>([
    ['sha1', 'of the samples', () => ({})],
    ['sha256', 'with SHA-256 throughout', () => ({signing: {digest: 'sha256'}, options: {digest: 'sha256'}})],
    ['sha1', 'that lists the chain', () => ({signing: {chain: authorities()}})],
    [
      'sha1',
      'whose references carry no transform for its own parts',
      () => ({
        signing: {
          alter: (text) =>
            text.replaceAll(/(Manifest"|SignedProperties")><ds:Transforms>.*?<\/ds:Transforms>/g, '$1>'),
        },
      }),
    ],
  ])('%s: %s', async (digest, _name, attempt) => {
    expect(await verify(attempt())).toBe(`accepted 3 ${digest} ${bench.structureId}`)
  })
})

const invalid = (cause: string): string => `InvalidDocumentContent lot-signature/${cause}`
const swapped = (bytes: Uint8Array): LotToSign => ({
  ...lot,
  documents: lot.documents.map((each, index) => (index === 0 ? {...each, bytes} : each)),
})
const altering = (from: string | RegExp, to: string): Attempt => ({
  signing: {alter: (text) => text.replace(from, to)},
})

describe('a lot signature the sandbox refuses, each with its own cause', () => {
  it.each<[string, string, () => Attempt]>([
    [
      invalid('manifest-digest'),
      'one byte of a document changed',
      () => ({received: swapped(Buffer.from(cda.toString().replace('suites', 'suitez')))}),
    ],
    [
      invalid('manifest-digest'),
      'one comment of a document changed',
      () => ({received: swapped(Buffer.from(cda.toString().replace('dedans', 'dehors')))}),
    ],
    [
      invalid('manifest-missing'),
      'a document not named',
      () => ({received: {...lot, documents: [...lot.documents, {uniqueId: '1.2.3.9', bytes: cda}]}}),
    ],
    [
      invalid('manifest-extra'),
      'a document named but not sent',
      () => ({received: {...lot, documents: lot.documents.slice(1)}}),
    ],
    [invalid('manifest-other-set'), 'another set', () => ({received: {...lot, setUniqueId: '1.2.3.2'}})],
    [
      invalid('manifest-set'),
      'a real digest for the set',
      () => ({signing: {setDigest: 'q83vASNFZ4mrze8BI0VniavN7wE='}}),
    ],
    [
      invalid('transforms'),
      'a document without its transform',
      () => altering(/(1\.2\.3\.4">)<ds:Transforms>.*?<\/ds:Transforms>/, '$1'),
    ],
    [
      invalid('digest#IHEManifest'),
      'a manifest changed afterwards',
      () => ({change: (text) => text.replace('urn:oid:1.2.3.4', 'urn:oid:1.2.3.7')}),
    ],
    [
      invalid('digest#S0-SignedProperties'),
      'properties changed afterwards',
      () => ({change: (text) => text.replace(/<xad:SigningTime>2/, '<xad:SigningTime>1')}),
    ],
    [
      invalid('value'),
      'a signature value changed',
      () => ({change: (text) => text.replace(/<ds:SignatureValue>.{8}/, '<ds:SignatureValue>AAAAAAAA')}),
    ],
    [invalid('algorithm'), 'SHA-1 where SHA-256 is insisted on', () => ({options: {digest: 'sha256'}})],
    [
      invalid('algorithm'),
      'another canonicalisation',
      () =>
        altering('c14n-20010315#WithComments"/><ds:SignatureMethod', 'c14n-20010315"/><ds:SignatureMethod'),
    ],
    [
      invalid('algorithm'),
      'digests of another kind in the manifest',
      () =>
        altering(
          /(1\.2\.3\.6"><ds:DigestMethod Algorithm=")[^"]+/,
          '$1http://www.w3.org/2001/04/xmlenc#sha256',
        ),
    ],
    [
      invalid('purpose'),
      'another purpose',
      () => altering('1.2.840.10065.1.12.1.14', '1.2.840.10065.1.12.1.1'),
    ],
    [
      invalid('policy'),
      'a policy that is not implied',
      () => altering('<xad:SignaturePolicyImplied/>', '<xad:SignaturePolicyId/>'),
    ],
    [
      invalid('target'),
      'properties of another signature',
      () => altering('QualifyingProperties Target="#SIG-0001"', 'QualifyingProperties Target="#SIG-0002"'),
    ],
    [
      invalid('issuer-serial'),
      'the serial of another certificate',
      () => altering('<ds:X509SerialNumber>', '<ds:X509SerialNumber>1'),
    ],
    [
      invalid('signing-certificate'),
      'the digest of another certificate',
      () => altering(/(<xad:CertDigest>.*?<ds:DigestValue>).{4}/, '$1AAAA'),
    ],
    [
      invalid('signing-time'),
      'signed in the future',
      () => ({signing: {signingTime: new Date(Date.now() + 3_600_000).toISOString()}}),
    ],
    [
      invalid('references'),
      'a third reference',
      () =>
        altering(
          '</ds:SignedInfo>',
          '<ds:Reference URI=""><ds:DigestMethod Algorithm="x"/><ds:DigestValue>AA==</ds:DigestValue></ds:Reference></ds:SignedInfo>',
        ),
    ],
    [invalid('xml'), 'a DOCTYPE', () => ({change: (text) => `<!DOCTYPE x>${text}`})],
    [
      'DMPInvalidCertificate lot-signature/signer-expired',
      'a certificate out of date',
      () => ({at: Date.now() + 5 * 366 * 86_400_000}),
    ],
    [
      'DMPInvalidCertificate lot-signature/signer-key-usage',
      'AUTH_CLI in place of SIGN',
      () => ({signer: bench.auth}),
    ],
  ])('%s: %s', async (refusal, _name, attempt) => {
    expect(await verify(attempt())).toBe(refusal)
  })

  it('refuses a manifest that was signed but moved away, with another in its place', async () => {
    const outcome = await verify({
      change: (text) => {
        const manifest = /<ds:Object>(<ds:Manifest.*?<\/ds:Manifest>)<\/ds:Object>/.exec(text)?.[1] ?? ''
        const forged = manifest.replace('urn:oid:1.2.3.4', 'urn:oid:1.2.3.7')
        return text
          .replace(manifest, forged)
          .replace('</ds:KeyInfo>', `</ds:KeyInfo><ds:Object>${manifest}</ds:Object>`)
      },
    })
    expect(outcome).toMatch(/^InvalidDocumentContent lot-signature\/(?:objects|wrapping)$/)
  })

  it('refuses the same id twice', async () => {
    const outcome = await verify({
      change: (text) =>
        text.replace('<xad:SignedDataObjectProperties', '<xad:SignedDataObjectProperties Id="IHEManifest"'),
    })
    expect(outcome).toBe(invalid('wrapping'))
  })
})

describeWith([{program: 'xmlsec1', package: 'xmlsec1'}], 'xmlsec1 agrees', () => {
  const files = (bytes: Uint8Array): Record<string, Uint8Array> => ({
    'urn:oid:1.2.3.1': Buffer.from('1.2.3.1'),
    'urn:oid:1.2.3.4': bytes,
    'urn:oid:1.2.3.5': latin1,
    'urn:oid:1.2.3.6': binary,
  })

  it('on a good lot signature: every document, the set’s conventional digest aside', () => {
    const verdict = xmlsecVerify(signLot(lot, bench.sign), bench.ca, lotIds, files(cda))
    expect(verdict).toMatchObject({core: true, manifestValid: 3, manifestTotal: 4})
  })

  it('on one byte changed in a document: one reference less', () => {
    const changed = Buffer.from(cda.toString().replace('suites', 'suitez'))
    expect(xmlsecVerify(signLot(lot, bench.sign), bench.ca, lotIds, files(changed)).manifestValid).toBe(2)
  })

  it('on a changed signature value', () => {
    const changed = signLot(lot, bench.sign).replace(/<ds:SignatureValue>.{8}/, '<ds:SignatureValue>AAAAAAAA')
    expect(xmlsecVerify(changed, bench.ca, lotIds, files(cda)).core).toBe(false)
  })

  it('on a good assertion and on a changed one', () => {
    const security = bench.vihf()
    expect(xmlsecVerify(security, bench.ca, vihfIds).core).toBe(true)
    expect(xmlsecVerify(security.replace('Modele1', 'Modele2'), bench.ca, vihfIds).core).toBe(false)
  })
})
