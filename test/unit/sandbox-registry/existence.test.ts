import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {matriculeIsRight} from '../../../src/lib/sandbox/patients/matricule-key.ts'
import {parseXml} from '../../../src/lib/sandbox/xml/reader.ts'
import {Bench, site} from './bench.ts'

let bench: Bench
beforeAll(async () => {
  bench = await Bench.open()
})
afterAll(() => bench.close())

const request = (ins: {matricule: string; oid: string}, reason = 'TEST_EXST') =>
  `<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ITSVersion="XML_1.0">
<id root="1.2.250.1.999.1.1.42" extension="M1"/><creationTime value="20260302092000"/><interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201307UV02"/>
<processingCode code="D"/><processingModeCode code="T"/><acceptAckCode code="AL"/>
<receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.250.1.213.4.1.1.1"/><softwareName>DMP</softwareName></device></receiver>
<sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.250.1.999.1.1.42"/></device></sender>
<controlActProcess classCode="CACT" moodCode="EVN"><reasonCode code="${reason}" codeSystem="1.2.250.1.213.1.1.4.11"/>
<queryByParameter><queryId root="1.2.250.1.999.1.1.42.9" extension="Q1"/><statusCode code="new"/><parameterList><dataSource nullFlavor="NA"/>
<patientIdentifier><value root="${ins.oid}" extension="${ins.matricule}"/><semanticsText>Patient.id</semanticsText></patientIdentifier></parameterList></queryByParameter></controlActProcess></PRPA_IN201307UV02>`

async function ask(
  key: string,
  change: {ins?: {matricule: string; oid: string}; reason?: string; body?: string} = {},
): Promise<string> {
  const patient = bench.patient(key)
  const xml = await bench.exchange({
    service: 'patients',
    action: 'urn:hl7-org:v3:PRPA_IN201307UV02',
    body: change.body ?? request(change.ins ?? patient, change.reason),
    structureId: site.structureId,
    patient,
    now: bench.now,
  })
  if (typeof xml !== 'string') throw new Error(xml.code)
  expect(parseXml(Buffer.from(xml)).root.name).toBe('PRPA_IN201308UV02')
  return xml
}
const attribute = (xml: string, element: string, name: string) =>
  new RegExp(`<${element}\\b[^>]*\\b${name}="([^"]*)"`).exec(xml)?.[1]
const summary = (xml: string) => ({
  ack: attribute(xml, 'acknowledgement', 'typeCode'),
  answer: attribute(xml, 'queryResponseCode', 'code'),
  status: /<patient [\s\S]*?<statusCode code="(\w+)"/.exec(xml)?.[1],
  linked: /RATTACHEMENT_ENS[\s\S]*?<value xsi:type="BL" value="(\w+)"/.exec(xml)?.[1],
  authorisation: /AUTORISATION[\s\S]*?<value xsi:type="CV" code="(\w+)"/.exec(xml)?.[1],
})

it('lists only invented patients: test OID, right keys, birth place 99999', () => {
  for (const patient of bench.backend.patients) {
    expect(patient.oid).toBe('1.2.250.1.213.1.4.10')
    expect(patient.traits.birthPlace).toBe('99999')
    for (const matricule of [patient.matricule, ...patient.formerMatricules]) {
      expect(matriculeIsRight(matricule), patient.key).toBe(true)
      expect(matricule.slice(1, 5), patient.key).toBe(patient.traits.birthDate.slice(2, 6))
      expect(matricule.startsWith(patient.traits.sex === 'M' ? '1' : '2'), patient.key).toBe(true)
    }
  }
  const all = bench.backend.patients.flatMap(({matricule, formerMatricules}) => [
    matricule,
    ...formerMatricules,
  ])
  expect(new Set(all).size).toBe(all.length)
})

it('counts keys of Corsica as 19 and 18', () => {
  for (const vector of ['285052A00401814', '162042B03320746', '199427505600119', '293129881800464'])
    expect(matriculeIsRight(vector), vector).toBe(true)
  expect(matriculeIsRight('285052A00401815')).toBe(false)
})

describe('answers TD0.2', () => {
  it.each([
    [
      'active-linked',
      {ack: 'AA', answer: 'OK', status: 'active', linked: 'true', authorisation: 'NON_EXISTE'},
    ],
    [
      'active-unlinked',
      {ack: 'AA', answer: 'OK', status: 'active', linked: 'false', authorisation: 'NON_EXISTE'},
    ],
    [
      'blocks-establishment',
      {ack: 'AA', answer: 'OK', status: 'active', linked: 'true', authorisation: 'INTERDIT'},
    ],
    [
      'closed-by-patient',
      {ack: 'AA', answer: 'OK', status: 'terminated', linked: 'false', authorisation: 'NON_EXISTE'},
    ],
    ['none', {ack: 'AA', answer: 'NF', status: undefined, linked: undefined, authorisation: undefined}],
  ])('for %s', async (key, expected) => {
    expect(summary(await ask(key))).toEqual(expected)
  })

  it('with date and reason of a closure', async () => {
    const byPatient = await ask('closed-by-patient')
    expect(byPatient).toContain('FERMETURE_DEMANDE_PATIENT')
    expect(attribute(byPatient, 'high', 'value')).toBe('20250314')
    expect(await ask('closed-after-death')).not.toContain('FERMETURE_DEMANDE_PATIENT')
  })

  it('with the traits of the DMP, the usage name filled or not', async () => {
    const xml = await ask('active-linked-3')
    expect(xml).toContain('<family qualifier="BR">INVENTEE</family>')
    expect(xml).toContain('MODELE')
    expect(attribute(xml, 'birthTime', 'value')).toBe('19881123')
    expect(await ask('active-linked')).toContain('NON RENSEIGNE')
  })

  it('naming the request it answers', async () => {
    const xml = await ask('active-linked')
    expect(xml).toMatch(/<targetMessage><id [^>]*M1/)
    expect(xml).toContain('extension="Q1"')
  })

  it.each([
    ['a wrong key', {ins: {matricule: '265059999900142', oid: '1.2.250.1.213.1.4.10'}}, 'SandboxInsKey'],
    ['a real OID', {ins: {matricule: '265059999900141', oid: '1.2.250.1.213.1.4.8'}}, 'SandboxInsOid'],
    [
      'another patient than the VIHF',
      {ins: {matricule: '172039999900206', oid: '1.2.250.1.213.1.4.10'}},
      'SandboxInsMismatch',
    ],
    ['another reason', {reason: 'CNSLT_DATA'}, 'SandboxTd02Malformed'],
    ['another message', {body: '<PRPA_IN201305UV02 xmlns="urn:hl7-org:v3"/>'}, 'SandboxTd02Malformed'],
  ])('AE for %s', async (_name, change, code) => {
    const xml = await ask('active-linked', change)
    expect(summary(xml)).toMatchObject({ack: 'AE', answer: 'AE'})
    expect(attribute(xml, 'acknowledgementDetail', 'typeCode')).toBe('E')
    expect(xml).toContain(`<code code="${code}"/>`)
  })
})
