import {execFileSync, spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {soapEnvelope} from '../../../src/lib/soap/envelope.ts'
import {buildVihf, prepareVihf, signedVihf, vihfToSign} from '../../../src/lib/vihf/build-vihf.ts'
import {AUTOMATE, type VihfProfile} from '../../../src/lib/vihf/facts.ts'
import {signVihf} from '../../../src/lib/vihf/sign-vihf.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {isXmlText} from '../../../src/lib/xmltext/escape.ts'
import {attributeOf, descendantsOf, textOf} from '../../../src/lib/xmltree/xml-node.ts'
import {describeWith} from '../../support/requires.ts'
import {makeWirePki, signerOf, type WirePki} from '../transport/wire-pki.ts'
import {againstSchema, againstSchemas, canonical} from '../xds/schema-check.ts'
import {doctorRoles, sampleFacts, sampleProfile} from './sample-vihf.ts'

function unsigned(change: Partial<VihfProfile> = {}) {
  return buildVihf(prepareVihf({...sampleProfile, ...change}), sampleFacts)
}

function attributeValues(xml: string): Record<string, string[]> {
  const all = [...descendantsOf(openXml(Buffer.from(xml)))].filter((one) => one.name === 'Attribute')
  return Object.fromEntries(
    all.map((one) => [
      attributeOf(one, 'Name'),
      one.children.map((value) => attributeOf(value.children[0], 'code') ?? textOf(value)),
    ]),
  )
}

it('says who calls, for which patient, and with which software', () => {
  expect(attributeValues(unsigned().digestInput)).toEqual({
    VIHF_Version: ['3.0'],
    Authentification_Mode: ['INDIRECTE'],
    Identifiant_Structure: ['1990000002'],
    Secteur_Activite: ['SA01^1.2.250.1.71.4.2.4'],
    'urn:oasis:names:tc:xspa:1.0:subject:subject-id': ['LogicielFictif, Modele1'],
    'urn:oasis:names:tc:xacml:2.0:subject:role': ['AUTOMATE'],
    Ressource_URN: ['urn:dmp'],
    'urn:oasis:names:tc:xacml:2.0:resource:resource-id': [sampleFacts.patientId],
    'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse': ['normal'],
    LPS_Nom: ['LogicielFictif'],
    LPS_Version: ['0.1'],
    LPS_ID: ['INSTALL-0001'],
    LPS_ID_HOMOLOGATION_DMP: ['FICTIF-0000'],
  })
})

it('names a doctor by profession and specialty', () => {
  const values = attributeValues(unsigned({roles: doctorRoles, authnContext: 'Password'}).digestInput)
  expect(values['urn:oasis:names:tc:xacml:2.0:subject:role']).toEqual(['10', 'SM26'])
  expect(unsigned({authnContext: 'Password'}).digestInput).toContain('ac:classes:Password<')
})

it('follows the settings of version, attribute case and order of the issuer', () => {
  const issuer = 'C=FR, ST=Département fictif (99), O=CH, OU=1990000002, CN=DMP SIGN TEST'
  const xml = unsigned({version: '4.0', authModeName: 'Authentification_mode', issuer}).digestInput
  expect(attributeValues(xml)).toMatchObject({VIHF_Version: ['4.0'], Authentification_mode: ['INDIRECTE']})
  expect(xml).toContain(`X509SubjectName">${issuer}</saml:Issuer>`)
})

it('holds no validity conditions and no type on plain values', () => {
  const xml = unsigned().digestInput
  expect(xml).not.toContain('Conditions')
  expect(xml).not.toContain('xs:string')
})

describeWith([{program: 'xmllint', package: 'libxml2-utils'}], 'the template of the VIHF', () => {
  it('is its own exclusive canonical form', () => {
    for (const roles of [[AUTOMATE], doctorRoles]) {
      const {digestInput} = unsigned({roles})
      expect(canonical(digestInput, 'exc-c14n')).toBe(digestInput)
    }
  })

  it('stays canonical whatever the names hold', () => {
    const text = fc.string({unit: 'binary', minLength: 1, maxLength: 12}).filter(isXmlText)
    fc.assert(
      fc.property(text, text, text, (nameId, displayName, subjectId) => {
        const roles = [{...AUTOMATE, displayName}]
        const {digestInput} = unsigned({nameId, subjectId, roles})
        expect(canonical(digestInput, 'exc-c14n')).toBe(digestInput)
      }),
      {numRuns: 40},
    )
  })
})

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion'

describeWith(
  [
    {program: 'xmlsec1', package: 'xmlsec1'},
    {program: 'openssl', package: 'openssl'},
  ],
  'a signed VIHF',
  () => {
    let pki: WirePki
    beforeAll(() => {
      pki = makeWirePki()
    })
    afterAll(() => pki.remove())

    const verify = (xml: string) => {
      const file = join(pki.dir, 'vihf.xml')
      writeFileSync(file, xml)
      return spawnSync(
        'xmlsec1',
        [...['--verify', '--id-attr:ID', `${SAML}:Assertion`], ...['--trusted-pem', pki.ca.certPath, file]],
        {encoding: 'utf8'},
      )
    }
    const sign = () => {
      const signer = signerOf(pki.seal, pki.ca)
      const certificateBase64 = signer.certificate.chain[0]?.derBase64 ?? ''
      return signVihf(prepareVihf({...sampleProfile, certificateBase64}), sampleFacts, signer)
    }

    it('is verified by xmlsec1 against the authority, alone and inside an envelope', async () => {
      const {xml} = await sign()
      expect(verify(xml).status, verify(xml).stderr).toBe(0)
      const envelope = soapEnvelope({
        action: 'urn:a',
        to: 'https://dmp.example.test/registry',
        messageId: 'urn:uuid:00000000-0000-4000-8000-0000000000a1',
        vihfXml: xml,
        bodyXml: '<b xmlns="urn:b"/>',
      })
      expect(verify(envelope).status).toBe(0)
    })

    it('is refused by xmlsec1 when one character of the patient changes', async () => {
      const {xml} = await sign()
      expect(verify(xml.replace('265059999900141', '265059999900142')).status).not.toBe(0)
    })

    it('carries a signature that openssl verifies on the bytes given to sign', async () => {
      const {xml} = await sign()
      const toSign = vihfToSign(unsigned())
      const value = /<ds:SignatureValue>(.*?)</.exec(xml)?.[1] ?? ''
      const certificate = /<ds:X509Certificate>(.*?)</.exec(xml)?.[1] ?? ''
      expect(signedVihf({...toSign, unsigned: {...toSign.unsigned, keyInfo: ''}}, value)).toContain(value)
      expect(certificate).toBe(signerOf(pki.seal).certificate.chain[0]?.derBase64)
      const files = ['info', 'sig', 'pub'].map((name) => join(pki.dir, name))
      writeFileSync(files[0] ?? '', toSign.signedInfo)
      writeFileSync(files[1] ?? '', Buffer.from(value, 'base64'))
      writeFileSync(
        files[2] ?? '',
        execFileSync('openssl', ['x509', '-in', pki.seal.certPath, '-noout', '-pubkey']),
      )
      const said = execFileSync(
        'openssl',
        ['dgst', '-sha256', '-verify', files[2] ?? '', '-signature', files[1] ?? '', files[0] ?? ''],
        {encoding: 'utf8'},
      )
      expect(said).toContain('Verified OK')
    })

    describeWith([{program: 'xmllint', package: 'libxml2-utils'}, 'shared-data'], 'and the schemas', () => {
      it('is a valid SAML assertion with a valid XML signature', async () => {
        const {xml} = await sign()
        const schemas = {
          [SAML]: 'security/saml-schema-assertion-2.0.xsd',
          'urn:hl7-org:v3': 'cda/CDA_extended.xsd',
        }
        expect(againstSchemas(xml, schemas)).toBe('')
        expect(
          againstSchemas(xml.replace('<saml:Subject>', '<saml:Sujet/><saml:Subject>'), schemas),
        ).toContain('Sujet')
        const signature = /<ds:Signature .*<\/ds:Signature>/.exec(xml)?.[0] ?? ''
        expect(againstSchema(signature, 'security/xmldsig-core-schema.xsd')).toBe('')
      })
    })
  },
)
