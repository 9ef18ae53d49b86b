import {describe, expect, it} from 'vitest'
import {readExistence} from '../../../src/lib/hl7v3/existence-answer.ts'
import {existenceXml} from '../../../src/lib/hl7v3/existence-request.ts'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import {attributeOf, pathOf, textOf} from '../../../src/lib/xmltree/xml-node.ts'
import {existenceAnswerXml} from './answers.ts'

const read = (xml: string) => readExistence(openXml(Buffer.from(xml)))

describe('the request of TD0.2', () => {
  const root = openXml(
    Buffer.from(
      existenceXml({
        ins: {matricule: '265059999900141' as Matricule, oid: '1.2.250.1.213.1.4.10' as Oid},
        messageRoot: '1.2.250.1.999.1.1.42.9.1',
        queryRoot: '1.2.250.1.999.1.1.42.9.2',
        createdAt: Date.UTC(2025, 0, 15, 8, 30),
        senderOid: '1.2.250.1.999.1.1.42',
        senderName: 'Logiciel & Cie',
      }),
    ),
  )

  it('asks for existence, for this patient, of the DMP', () => {
    expect(root).toMatchObject({namespace: 'urn:hl7-org:v3', name: 'PRPA_IN201307UV02'})
    const act = pathOf(root, 'controlActProcess')
    expect(attributeOf(pathOf(act, 'reasonCode'), 'code')).toBe('TEST_EXST')
    const patient = pathOf(act, 'queryByParameter', 'parameterList', 'patientIdentifier')
    expect(Object.fromEntries(pathOf(patient, 'value')?.attributes ?? [])).toEqual({
      extension: '265059999900141',
      root: '1.2.250.1.213.1.4.10',
    })
    expect(textOf(pathOf(patient, 'semanticsText'))).toBe('Patient.id')
    expect(attributeOf(pathOf(root, 'receiver', 'device', 'id'), 'root')).toBe('1.2.250.1.213.4.1.1.1')
    expect(textOf(pathOf(root, 'sender', 'device', 'softwareName'))).toBe('Logiciel & Cie')
  })

  it('follows the order and the fixed codes of the published sample', () => {
    expect(root.children.map((one) => one.name)).toEqual([
      ...['id', 'creationTime', 'interactionId', 'processingCode', 'processingModeCode', 'acceptAckCode'],
      ...['receiver', 'sender', 'attentionLine', 'controlActProcess'],
    ])
    expect(
      ['creationTime', 'processingCode', 'processingModeCode', 'acceptAckCode'].map((name) => {
        const node = pathOf(root, name)
        return attributeOf(node, 'value') ?? attributeOf(node, 'code')
      }),
    ).toEqual(['20250115083000', 'D', 'T', 'AL'])
  })
})

describe('the answer of TD0.2', () => {
  it('tells an active DMP linked to Mon espace santé', () => {
    expect(read(existenceAnswerXml())).toEqual({
      kind: 'existence',
      existence: {
        state: 'active',
        linkedToEns: true,
        authorisation: 'VALIDE',
        treatingDoctor: false,
        internetAccount: true,
        traits: {
          birthName: 'EXEMPLE',
          usedName: 'AUTRE',
          givenNames: ['ADELE'],
          sex: 'F',
          birthDate: '19650512',
          birthPlace: '99999',
        },
        identifiers: [{root: '1.2.250.1.213.1.4.10', extension: '265059999900141'}],
      },
    })
  })

  it('tells an active DMP without Mon espace santé, and a filler name as no name', () => {
    const found = read(existenceAnswerXml({ens: 'false', usedName: 'NON RENSEIGNE'}))
    expect(found).toMatchObject({existence: {state: 'active', linkedToEns: false}})
    expect(found.kind === 'existence' && found.existence.traits).not.toHaveProperty('usedName')
  })

  it('tells a closed DMP with its date and reason', () => {
    expect(read(existenceAnswerXml({status: 'terminated', closure: true}))).toMatchObject({
      existence: {state: 'closed', closure: {date: '20240301', reason: 'FERMETURE_DEMANDE_PATIENT'}},
    })
    expect(read(existenceAnswerXml({status: 'terminated'}))).toMatchObject({
      existence: {state: 'closed', closure: {}},
    })
  })

  it('takes the value and the patient’s own date where the observation has a code of the same system', () => {
    const xml = existenceAnswerXml({status: 'terminated', closure: true})
      .replace(
        '<code code="FERM"/><effectiveTime value="20240301"/>',
        '<code code="MOTIF_FERMETURE" codeSystem="1.2.250.1.213.4.1.2.4"/>',
      )
      .replace('<patientPerson>', '<effectiveTime><high value="20240302"/></effectiveTime><patientPerson>')
    expect(read(xml)).toMatchObject({
      existence: {closure: {date: '20240302', reason: 'FERMETURE_DEMANDE_PATIENT'}},
    })
  })

  it.each(['AA', 'AE'])('tells that there is none (%s)', (ack) => {
    expect(read(existenceAnswerXml({ack, response: 'NF'}))).toEqual({
      kind: 'existence',
      existence: {state: 'none', identifiers: []},
    })
  })

  it('keeps the codes and texts of a refusal', () => {
    expect(read(existenceAnswerXml({ack: 'AE', response: 'AE', detail: 'INS inconnu'}))).toEqual({
      kind: 'error',
      typeCode: 'AE',
      details: [{code: 'CodeFictif', text: 'INS inconnu'}],
    })
  })

  it.each([
    ['another message', '<x xmlns="urn:hl7-org:v3"/>'],
    ['no acknowledgement', '<PRPA_IN201308UV02 xmlns="urn:hl7-org:v3"/>'],
    ['a status nobody knows', existenceAnswerXml({status: 'nullified'})],
    ['no patient', existenceAnswerXml().replace(/<patient .*<\/patient>/s, '')],
  ])('never guesses from %s', (_, xml) => {
    expect(read(xml).kind).toBe('unreadable')
  })
})
