import {describe, expect, it} from 'vitest'
import {buildLevel1} from '../../../src/lib/cda/build-level1.ts'
import {level1Formats} from '../../../src/lib/cda/level1-input.ts'
import {readCdaHeader} from '../../../src/lib/cda/read-header.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import {entryFromCda} from '../../../src/lib/xds/entry-from-cda.ts'
import {confidentialityCodesOf} from '../../../src/lib/xds/entry-from-cda-codes.ts'
import {signatureEntryOf} from '../../../src/lib/xds/entry-from-cda-signature.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {smallestInput, withBody} from '../cda/sample-level1.ts'
import {valueSets} from '../cda/value-sets.ts'
import {goodXml, structured} from '../cda/variants.ts'

const visible = {
  hiddenFromProfessionals: false,
  hiddenFromPatient: false,
  hiddenFromLegalRepresentatives: false,
}
const options = {valueSets, visibility: visible}
const entryOf = (xml: string | Buffer, more = {}) =>
  entryFromCda(readCdaHeader(openXml(Buffer.from(xml))), {...options, ...more})

describe('the entry of a document', () => {
  it('is drawn from the header field by field', async () => {
    const entry = entryOf(goodXml, {hash: 'ab'.repeat(20), size: 4321, comments: 'Remarque'})
    await expect(`${JSON.stringify(entry, null, 2)}\n`).toMatchFileSnapshot(
      '../../golden/cda/entry-everything.json',
    )
  })

  it('says the same for the least document, without what it lacks', async () => {
    const entry = entryOf(withBody(buildLevel1(smallestInput), Buffer.from('x')))
    await expect(`${JSON.stringify(entry, null, 2)}\n`).toMatchFileSnapshot(
      '../../golden/cda/entry-the-least.json',
    )
  })

  it('names the INS by its OID wherever it stands, and the IPP as the source identifier', () => {
    const [ins = '', ipp = ''] =
      goodXml.match(/<patientRole>(<id [^>]*><\/id>)(<id [^>]*><\/id>)/)?.slice(1) ?? []
    const entry = entryOf(goodXml.replace(ins + ipp, ipp + ins))
    expect(entry.patientId).toBe('265059999900141^^^&1.2.250.1.213.1.4.10&ISO^NH')
    expect(entry.sourcePatientId).toBe('IPP000042^^^&1.2.250.1.999.1.1.8&ISO^PI')
  })

  it('appends the birth date to the patient identifier on demand only', () => {
    const entry = entryOf(goodXml, {patientIdBirthDate: true})
    expect(entry.patientId).toBe('265059999900141^^^&1.2.250.1.213.1.4.10&ISO^NH^^19650512')
  })

  it('joins root and extension into the uniqueId', () => {
    const entry = entryOf(goodXml.replace('root="1.2.250.1.999.1.1.77.4.1001"', 'extension="7" root="1.2.3"'))
    expect(entry.uniqueId).toBe('1.2.3^7')
  })

  it('has the format that goes with the media type', () => {
    for (const [mediaType, format] of Object.entries(level1Formats))
      expect(entryOf(goodXml.replace('text/plain', mediaType)).formatCode.code).toBe(format)
    expect(() => entryOf(goodXml.replace('text/plain', 'image/png'))).toThrow(
      expect.objectContaining({code: 'DMP_CDA_UNREADABLE'}),
    )
  })

  it('has the format of the content model, else the one stated, else none', () => {
    const make = (template: string) =>
      structured('<title>x</title>', template).reduce((text, [from, to]) => text.replace(from, to), goodXml)
    const known = make('<templateId root="1.2.250.1.213.1.1.1.13"></templateId>')
    const unknown = make('<templateId root="1.2.3"></templateId>')
    expect(entryOf(known).formatCode.code).toBe('urn:asip:ci-sis:vsm:2012')
    expect(entryOf(known, {formatCode: 'urn:ihe:pcc:ips:2020'}).formatCode.code).toBe(
      'urn:asip:ci-sis:vsm:2012',
    )
    expect(entryOf(unknown, {formatCode: 'urn:ihe:pcc:ips:2020'}).formatCode.displayName).toBe(
      'Synthèse du dossier médical',
    )
    expect(() => entryOf(unknown)).toThrow(expect.objectContaining({params: {element: 'component', line: 0}}))
  })

  it('leaves out acts without code and keeps orders and accession numbers', () => {
    const entry = entryOf(
      goodXml
        .replace(/<code code="YYYY010"[^>]*>/, '<code nullFlavor="NA">')
        .replace(
          '</order>',
          '<a:accessionNumber xmlns:a="urn:dicom-org:ps3-20" root="1.2.4" extension="ACC9"/></order>',
        ),
    )
    expect(entry.eventCodes).toEqual([])
    expect(entry.referenceIds).toEqual([
      'ORD-7^^^&1.2.250.1.999.1.1.10&ISO^urn:ihe:iti:xds:2013:order',
      'ACC9^^^&1.2.4&ISO^urn:ihe:iti:xds:2013:accession',
    ])
  })

  it('is not taken from elements of another namespace', () => {
    const spoofed = goodXml.replace('<id root=', '<id xmlns="urn:other" root="9.9.9"></id><id root=')
    expect(entryOf(spoofed).uniqueId).toBe('1.2.250.1.999.1.1.77.4.1001')
  })

  it('escapes names that hold delimiters', () => {
    const entry = entryOf(goodXml.replaceAll('FICTIF<', 'FIC^T&amp;I|F<'))
    expect(entry.legalAuthenticator.split('^')[1]).toBe('FIC\\S\\T\\T\\I\\F\\F')
  })

  it('marks identifiers that are internal to a structure', () => {
    const entry = entryOf(goodXml.replaceAll('899700000005', '3990000002/12'))
    expect(entry.legalAuthenticator).toMatch(/\^EI$/)
  })

  it.each([
    ['id', /<id root="1.2.250.1.999.1.1.77[^>]*>/, '<id nullFlavor="UNK">'],
    ['effectiveTime', /<effectiveTime value="[^"]*"/, '<effectiveTime value="?"'],
    ['title', />Compte rendu de consultation</, '><'],
    ['recordTarget/patientRole/id', '1.2.250.1.213.1.4.10', '1.2.3'],
    [
      'legalAuthenticator/assignedEntity/id',
      /(<signatureCode[^>]*><\/signatureCode><assignedEntity>)<id [^>]*>/,
      '$1<id nullFlavor="UNK">',
    ],
    ['code', '"11488-4"', '"none"'],
    ['componentOf/encompassingEncounter/location/healthCareFacility/code', /<location>.*<\/location>/, ''],
  ])('cannot be made without %s', (element, from, to) => {
    expect(() => entryOf(goodXml.replace(from, to))).toThrow(
      expect.objectContaining({code: 'DMP_CDA_UNREADABLE', params: {element, line: 0}}),
    )
  })
})

describe('confidentiality codes', () => {
  const codes = (visibility: Partial<typeof visible>, base?: string) =>
    confidentialityCodesOf({...visible, ...visibility}, base).map(({code}) => code)

  it('always hold the base level, and one code a mask', () => {
    expect(codes({})).toEqual(['N'])
    expect(codes({hiddenFromPatient: true})).toEqual(['N', 'INVISIBLE_PATIENT'])
    expect(codes({hiddenFromProfessionals: true, hiddenFromLegalRepresentatives: true})).toEqual([
      'N',
      'MASQUE_PS',
      'INVISIBLE_REPRESENTANTS_LEGAUX',
    ])
    expect(codes({}, 'R')).toEqual(['R'])
    expect(codes({hiddenFromPatient: true}, 'V')).toEqual(['V', 'N', 'INVISIBLE_PATIENT'])
  })

  it('are codes of J58, four at most', () => {
    for (const hiddenFromProfessionals of [true, false])
      for (const hiddenFromPatient of [true, false])
        for (const hiddenFromLegalRepresentatives of [true, false])
          for (const base of ['N', 'R', 'V']) {
            const found = confidentialityCodesOf(
              {hiddenFromProfessionals, hiddenFromPatient, hiddenFromLegalRepresentatives},
              base,
            )
            expect(found.length).toBeLessThanOrEqual(4)
            for (const one of found) expect(valueSets.find('J58', one.code, one.codeSystem)).toEqual(one)
          }
  })
})

describe('the entry of the lot signature', () => {
  it('copies the patient, facility and setting, and stays hidden whatever the document', async () => {
    const document = entryOf(goodXml)
    const [author] = document.authors
    if (!author) throw new Error('no author')
    const facts = {uniqueId: '1.2.3.4' as Oid, signingTime: '20260302092000', author, document}
    await expect(`${JSON.stringify(signatureEntryOf(facts), null, 2)}\n`).toMatchFileSnapshot(
      '../../golden/cda/entry-signature.json',
    )
    expect(signatureEntryOf({...facts, formatCode: 'urn:ihe:iti:dsg:detached:2014'}).formatCode).toEqual(
      valueSets.find('J60', 'urn:ihe:iti:dsg:detached:2014'),
    )
  })
})
