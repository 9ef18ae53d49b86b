/** Other people's tools judge the bytes that the built program sends to the embedded DMP. */
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {buildLevel1} from '../../src/lib/cda/build-level1.ts'
import {describeWith, saxonJar} from '../support/requires.ts'
import {lotIds, vihfIds, type XmlsecVerdict, xmlsecVerify} from '../support/second-writer/xmlsec.ts'
import {sampleInput, smallestInput, withBody} from '../unit/cda/sample-level1.ts'
import {structurationMinimale, xmllint} from './outside-tools.ts'
import {assertionOf, elementOf, type RecordedLot, type RecordedMessage} from './recorded-message.ts'
import {type RecordedRun, recordRun} from './recorded-run.ts'

let run: RecordedRun
beforeAll(async () => {
  run = await recordRun()
}, 120_000)
afterAll(() => run?.close())

const messages = (): RecordedMessage[] => [...run.lots.map(({message}) => message), ...run.others]
const documents = (): Buffer[] => run.lots.flatMap((lot) => lot.documents.map(({bytes}) => bytes))
const attribute = (text: string, name: string): string =>
  new RegExp(`${name}="([^"]*)"`).exec(text)?.[1] ?? ''

describe('the recorded run', () => {
  it('holds every kind of document, patient and visibility, a lot of two and a replacement', () => {
    const all = run.lots.map(({message}) => message.envelope).join('\n')
    for (const code of ['xds-sd:pdf', 'xds-sd:text', 'xds-sd:rtf', 'xds-sd:jpeg', 'xds-sd:tiff'])
      expect(all).toContain(`${code}:`)
    for (const mask of ['MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'])
      expect(all).toContain(`nodeRepresentation="${mask}"`)
    expect(new Set(all.match(/\d{15}\^\^\^&amp;1\.2\.250\.1\.213\.1\.4\.10/g)).size).toBeGreaterThan(8)
    expect(run.lots.some((lot) => lot.documents.length === 2)).toBe(true)
    expect(all).toContain('AssociationType:RPLC')
    expect(documents().some((bytes) => bytes.includes('<structuredBody>'))).toBe(true)
    const actions = run.others.map(({envelope}) => /<wsa:Action[^>]*>([^<]*)/.exec(envelope)?.[1])
    expect(new Set(actions)).toEqual(
      new Set([
        'urn:ihe:iti:2007:RegistryStoredQuery',
        'urn:hl7-org:v3:PRPA_IN201307UV02',
        'urn:ihe:iti:2010:UpdateDocumentSet',
      ]),
    )
  })

  it('uses each assertion, message id, set and document id once', () => {
    const once = (values: readonly string[]): void => expect(new Set(values).size).toBe(values.length)
    once(messages().map((message) => attribute(assertionOf(message), 'ID')))
    once(messages().map(({envelope}) => /<wsa:MessageID[^>]*>([^<]*)/.exec(envelope)?.[1] ?? ''))
    once(run.lots.flatMap((lot) => [lot.setUniqueId, ...lot.documents.map(({uniqueId}) => uniqueId)]))
  })
})

describeWith([{program: 'xmlsec1', package: 'xmlsec1'}], 'xmlsec1', () => {
  const assertion = (xml: string): XmlsecVerdict => xmlsecVerify(xml, run.caPem, vihfIds)
  /** Each document and the set resolved to bytes, as the Manifest names them. */
  function lot({signature, setUniqueId, documents: held}: RecordedLot): XmlsecVerdict {
    const files = held.map(({uniqueId, bytes}) => [`urn:oid:${uniqueId}`, bytes] as const)
    const set = [`urn:oid:${setUniqueId}`, Buffer.from('set')] as const
    return xmlsecVerify(signature, run.caPem, lotIds, Object.fromEntries([set, ...files]))
  }

  it('verifies the VIHF of every message, and not one with another attribute', () => {
    for (const message of messages()) expect(assertion(assertionOf(message))).toMatchObject({core: true})
    const [first] = messages()
    const genuine = first ? assertionOf(first) : ''
    const forged = genuine.replace(/\d{15}\^\^\^/, '172039999900206^^^')
    expect(forged).not.toBe(genuine)
    expect(assertion(forged).core).toBe(false)
  })

  it('verifies the signature of every lot and the digest of every document in its Manifest', () => {
    for (const each of run.lots) {
      // The set's own reference carries the conventional digest AA==, which nothing can match.
      const total = each.documents.length + 1
      expect(lot(each)).toMatchObject({core: true, manifestValid: total - 1, manifestTotal: total})
    }
  })

  it('counts one document less when one byte of a CDA is flipped, in a lot of one and of two', () => {
    for (const size of [1, 2]) {
      const found = run.lots.find((each) => each.documents.length === size)
      const [first, ...others] = found?.documents ?? []
      if (!found || !first) throw new Error(`no lot of ${size}`)
      const bytes = Buffer.from(first.bytes)
      const at = bytes.indexOf('<title>') + 7
      bytes[at] = (bytes[at] ?? 0) ^ 1
      const verdict = lot({...found, documents: [{...first, bytes}, ...others]})
      expect(verdict).toMatchObject({manifestValid: size - 1, manifestTotal: size + 1})
    }
  })

  it('does not verify a lot whose Manifest was changed', () => {
    const [first] = run.lots
    if (!first) throw new Error('no lot')
    expect(lot({...first, signature: first.signature.replace('AA==', 'AQ==')}).core).toBe(false)
  })
})

describeWith([{program: 'xmllint', package: 'libxml2-utils'}, 'shared-data'], 'xmllint', () => {
  const all = (texts: readonly (string | Uint8Array)[], schemas: Readonly<Record<string, string>>): void => {
    expect(xmllint(texts, schemas)).toEqual({valid: texts.length, errors: []})
  }
  const signatureOf = (text: string): string => /<ds:Signature .*<\/ds:Signature>/s.exec(text)?.[0] ?? ''
  /** The schemas speak of the XOP infoset, where an include is the base64 of its part. */
  const infoset = (xml: string): string =>
    xml.replaceAll(/<(\w+:)?Include [^>]*(?:\/>|>\s*<\/\1?Include>)/g, 'AA==')
  const envelopes = {
    'http://www.w3.org/2003/05/soap-envelope': 'security/soap-1.2.xsd',
    'http://www.w3.org/2005/08/addressing': 'security/ws-addr200508.xsd',
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd':
      'security/oasis-200401-wss-wssecurity-secext-1.0.xsd',
    'urn:oasis:names:tc:SAML:2.0:assertion': 'security/saml-schema-assertion-2.0.xsd',
    'urn:hl7-org:v3': 'cda/CDA_extended.xsd',
    'urn:ihe:iti:xds-b:2007': 'xds/IHE/IHEXDSB.xsd',
  }
  const bodies = (): string[] => run.lots.map(({message}) => infoset(elementOf(message, '//soap:Body/*')))
  const other = (root: string): string[] =>
    run.others.map((message) => elementOf(message, '//soap:Body/*')).filter((xml) => xml.includes(root))

  it('finds every envelope valid, with all it holds', () => {
    all(
      messages().map(({envelope}) => infoset(envelope)),
      envelopes,
    )
    const [first] = messages()
    const wrong = first?.envelope.replaceAll('soap:Body', 'soap:Corps') ?? ''
    expect(xmllint([wrong], envelopes).errors.join()).toContain('Corps')
  })

  it('finds every assertion and every signature of one valid', () => {
    const assertions = messages().map((message) => elementOf(message, '//saml:Assertion'))
    all(assertions, {
      'urn:oasis:names:tc:SAML:2.0:assertion': 'security/saml-schema-assertion-2.0.xsd',
      'urn:hl7-org:v3': 'cda/CDA_extended.xsd',
    })
    const xmldsig = {'http://www.w3.org/2000/09/xmldsig#': 'security/xmldsig-core-schema.xsd'}
    all(assertions.map(signatureOf), xmldsig)
  })

  it('finds every signature of a lot valid, save the bare text of its purpose that the DMP prescribes', () => {
    const xmldsig = {'http://www.w3.org/2000/09/xmldsig#': 'security/xmldsig-core-schema.xsd'}
    const purpose = '>1.2.840.10065.1.12.1.14<'
    const signatures = run.lots.map(({signature}) => signature)
    expect(xmllint(signatures, xmldsig).errors).toHaveLength(signatures.length)
    all(
      signatures.map((text) => text.replace(purpose, '><p xmlns="urn:p">1.2.840.10065.1.12.1.14</p><')),
      xmldsig,
    )
  })

  it('finds every body and its metadata valid', () => {
    all(bodies(), {'urn:ihe:iti:xds-b:2007': 'xds/IHE/IHEXDSB.xsd'})
    const lcm = {'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0': 'xds/ebRS30/lcm.xsd'}
    all(
      run.lots.map(({message}) => elementOf(message, '//*[local-name()="SubmitObjectsRequest"]')),
      lcm,
    )
    all(other('UpdateAvailabilityStatus'), lcm)
    all(other('AdhocQueryRequest'), {
      'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0': 'xds/ebRS30/query.xsd',
    })
    const wrong = bodies()[0]?.replace(/(<(?:\w+:)?ExtrinsicObject [^>]*) mimeType=/, '$1 mimetype=') ?? ''
    const verdict = xmllint([wrong], {'urn:ihe:iti:xds-b:2007': 'xds/IHE/IHEXDSB.xsd'})
    expect(verdict.errors.join()).toContain('mimetype')
  })

  it('finds every CDA valid', () => {
    const cda = {'urn:hl7-org:v3': 'cda/CDA_extended.xsd'}
    all(documents(), cda)
    const wrong =
      documents()[0]
        ?.toString()
        .replace(/<versionNumber[^>]*>/, '<version/>') ?? ''
    expect(xmllint([wrong], cda).errors.join()).toContain('version')
  })
})

describeWith(
  [
    'shared-data',
    {file: saxonJar, package: 'libsaxonhe-java'},
    {program: 'java', package: 'default-jre-headless'},
  ],
  'the official sheet of the structuration minimale',
  () => {
    it('has nothing against any CDA that was sent or built, and something against one without patient', () => {
      const built = [sampleInput, smallestInput].map((input) =>
        withBody(buildLevel1(input), Buffer.from('Bonjour')),
      )
      const right = [...documents(), ...built]
      const wrong = right[0]?.toString().replace(/<recordTarget>.*<\/recordTarget>/s, '') ?? ''
      const reports = structurationMinimale([...right, wrong])
      expect(reports.slice(0, -1).flat()).toEqual([])
      expect(reports.at(-1)).not.toEqual([])
    })
  },
)
