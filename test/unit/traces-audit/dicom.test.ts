import {spawnSync} from 'node:child_process'
import {globSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {atnaFormat, atnaLinesFormat} from '../../../src/lib/traces/audit/dicom-format.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {openXml} from '../../../src/lib/xml/open-xml.ts'
import type {XmlNode} from '../../../src/lib/xmltree/xml-node.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {sampleRecord} from '../traces-export/sample-records.ts'
import {anyRecord, INS, INS_OID} from './any-record.ts'
import {requireAuditMessage} from './dicom-rules.ts'
import {written} from './written.ts'

const CALL: Partial<TraceRecord> = {
  outcome: 'success',
  repository: {url: 'https://depot.example/repository', host: 'depot.example'},
  assertion: {id: '_a1', issuer: 'CN=Hôpital', subject: '899700000005', purposeOfUse: 'normal'},
}
const record = (more: Partial<TraceRecord> = {}) => sampleRecord(1, {...CALL, ...more})

const open = (text: string): XmlNode => openXml(Buffer.from(text))
async function messages(
  records: readonly TraceRecord[],
  choices: Readonly<Record<string, string | boolean>> = {},
): Promise<XmlNode[]> {
  const {text} = await written(atnaFormat, records, choices)
  const all = [...open(text).children]
  for (const one of all) requireAuditMessage(one)
  return all
}
async function message(one: TraceRecord, choices: Readonly<Record<string, string | boolean>> = {}) {
  const [first] = await messages([one], choices)
  if (!first) throw new Error('no message')
  return first
}
const child = (node: XmlNode, name: string) => node.children.find((one) => one.name === name)
const all = (node: XmlNode, name: string) => node.children.filter((one) => one.name === name)
const value = (node: XmlNode | undefined, name: string) => node?.attributes.get(name)
const event = (node: XmlNode) => child(node, 'EventIdentification')
const code = (node: XmlNode | undefined) => [value(node, 'csd-code'), value(node, 'codeSystemName')]
const objects = (node: XmlNode) => all(node, 'ParticipantObjectIdentification')
const clear = (text: string | undefined) => Buffer.from(text ?? '', 'base64').toString('utf8')
const detailsOf = (node: XmlNode): Record<string, string> =>
  Object.fromEntries(
    objects(node).flatMap((object) =>
      all(object, 'ParticipantObjectDetail').map((one) => [value(one, 'type'), clear(value(one, 'value'))]),
    ),
  )

describe('an audit message of DICOM', () => {
  it('tells a submission as IHE ITI-41 does: source, person, destination; patient, submission set', async () => {
    const told = await message(record())
    expect(code(child(event(told) as XmlNode, 'EventID'))).toEqual(['110106', 'DCM'])
    expect(code(child(event(told) as XmlNode, 'EventTypeCode'))).toEqual(['ITI-41', 'IHE Transactions'])
    expect(value(event(told), 'EventActionCode')).toBe('R')
    expect(value(event(told), 'EventDateTime')).toBe('2026-03-29T00:59:59.900Z')
    const [source, person, destination] = all(told, 'ActiveParticipant')
    expect(code(source && child(source, 'RoleIDCode'))).toEqual(['110153', 'DCM'])
    expect(value(person, 'UserName')).toBe('=HYPERLINK("x")<899700000005@CN=Hôpital>')
    expect(code(destination && child(destination, 'RoleIDCode'))).toEqual(['110152', 'DCM'])
    expect([source, person, destination].map((one) => value(one, 'UserIsRequestor'))).toEqual([
      'true',
      'true',
      'false',
    ])
    const [patient, set, ...rest] = objects(told)
    expect(value(patient, 'ParticipantObjectID')).toBe('hmac-sha256:1^^^dmp-cli')
    expect(code(patient && child(patient, 'ParticipantObjectIDTypeCode'))).toEqual(['2', 'RFC-3881'])
    expect(value(set, 'ParticipantObjectID')).toBe('1.2.250.1.999.8.1')
    expect(value(set, 'ParticipantObjectTypeCodeRole')).toBe('20')
    expect(rest).toEqual([])
    expect(detailsOf(told)).toMatchObject({
      'trace-id': '0195a000-0000-7000-8000-000000000001',
      'trace-seq': '1',
      'message-id': 'urn:uuid:1',
      'SAML-ID': '_a1',
      'finess-ej': '010000024',
      'finess-eg': '010000032',
    })
  })

  it('adds the documents of a submission only when asked', async () => {
    const [, , document] = objects(await message(record(), {'with-documents': true}))
    expect(value(document, 'ParticipantObjectID')).toBe('1.2.250.1.999.7.1')
    expect(value(document, 'ParticipantObjectTypeCodeRole')).toBe('3')
    expect(value(document, 'ParticipantObjectDataLifeCycle')).toBeUndefined()
  })

  it('tells a deletion as an update of ITI-57, with the document logically deleted', async () => {
    const told = await message(record({operation: 'delete'}))
    expect(code(child(event(told) as XmlNode, 'EventID'))).toEqual(['110106', 'DCM'])
    expect(value(event(told), 'EventActionCode')).toBe('U')
    expect(code(child(event(told) as XmlNode, 'EventTypeCode'))).toEqual(['ITI-57', 'IHE Transactions'])
    const document = objects(told).at(-1)
    expect(value(document, 'ParticipantObjectDataLifeCycle')).toBe('14')
    expect(value(document, 'ParticipantObjectID')).toBe('1.2.250.1.999.7.1')
  })

  it.each([
    ['success', '0'],
    ['warning', '4'],
    ['refused', '8'],
    ['failure', '8'],
    ['unknown', '8'],
  ] as const)('tells the outcome %s as %s', async (outcome, indicator) => {
    const told = await message(record({outcome, cause: 'DMP_NO_ANSWER'}))
    expect(value(event(told), 'EventOutcomeIndicator')).toBe(indicator)
    const text = child(event(told) as XmlNode, 'EventOutcomeDescription')?.text
    if (outcome === 'success') expect(text).toBeUndefined()
    else expect(text).toContain('DMP_NO_ANSWER')
    if (outcome === 'unknown') expect(text).toMatch(/inconnue/)
  })

  it('tells a call once: by its result, and without one as no success', async () => {
    const intent = record({phase: 'intent', id: 'i-1', outcome: undefined as never})
    const lost = record({phase: 'intent', id: 'i-2', outcome: undefined as never})
    const result = record({id: 'r-1', intentId: 'i-1'})
    const told = await messages([intent, lost, result])
    expect(told.map((one) => detailsOf(one)['trace-id'])).toEqual(['r-1', 'i-2'])
    expect(told.map((one) => value(event(one), 'EventOutcomeIndicator'))).toEqual(['0', '8'])
  })

  it('tells a question with what is known of it, in base64', async () => {
    const told = await message(
      record({
        operation: 'search',
        submissionSet: undefined as never,
        query: {id: 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d', returnType: 'LeafClass'},
      }),
    )
    const query = objects(told).at(-1)
    expect(value(query, 'ParticipantObjectTypeCodeRole')).toBe('24')
    expect(clear(query && child(query, 'ParticipantObjectQuery')?.text)).toContain('LeafClass')
    expect(detailsOf(told)['QueryEncoding']).toBe('UTF-8')
  })

  it.each([
    ['2016a', undefined, undefined, '4'],
    ['2016c', '4', undefined, ''],
    ['2017c', undefined, '4', ''],
  ] as const)('writes the type of the source as edition %s does', async (version, plain, coded, text) => {
    const {text: xml} = await written(atnaFormat, [record()], {'dicom-version': version})
    const [told] = open(xml).children
    const type = child(child(told as XmlNode, 'AuditSourceIdentification') as XmlNode, 'AuditSourceTypeCode')
    expect([value(type, 'code'), value(type, 'csd-code'), type?.text.trim()]).toEqual([plain, coded, text])
    requireAuditMessage(told as XmlNode, version)
  })

  it('writes the INS in CX form when the trace carries it, and nowhere otherwise', async () => {
    const spoken = {reason: `pour ${INS}`, status: {errors: [{code: 'X', context: `patient ${INS}`}]}}
    const asked = {query: {id: 'q', traits: [INS]}, outcome: 'refused'} as const
    const masked = await written(atnaFormat, [record({...spoken, ...asked})])
    for (const text of [
      masked.text,
      ...[...masked.text.matchAll(/[A-Za-z0-9+/]{8,}={0,2}/g)].map(([run]) => clear(run)),
    ])
      expect(text).not.toContain(INS.slice(0, 13))
    const shown = await message(record({patient: {ref: 'hmac-sha256:1', ins: INS, insOid: INS_OID}}))
    expect(value(objects(shown)[0], 'ParticipantObjectID')).toBe(`${INS}^^^&${INS_OID}&ISO^NH`)
  })

  it('writes one whole document a line for programs', async () => {
    const {text, messages: count} = await written(atnaLinesFormat, [
      record({reason: 'deux\nlignes', outcome: 'refused', cause: 'a\nb'}),
      record({id: 'two'}),
    ])
    const lines = text.split('\n').filter(Boolean)
    expect([lines.length, count]).toEqual([2, 2])
    for (const line of lines) requireAuditMessage(open(line))
  })
})

it('writes well-formed XML of the right structure for any trace', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, {maxLength: 4}), fc.boolean(), async (records, withDocuments) => {
      const told = await messages(records, {'with-documents': withDocuments})
      expect(told.length).toBeLessThanOrEqual(records.length)
      for (const one of told) {
        const details = detailsOf(one)
        if (details['outcome'] === undefined && details['trace-phase'] === 'event') continue
        expect(value(event(one), 'EventOutcomeIndicator')).toBe(
          {success: '0', warning: '4'}[details['outcome'] ?? ''] ?? '8',
        )
      }
    }),
    {numRuns: 120},
  )
})

describeWith([{program: 'xmllint', package: 'libxml2-utils'}], 'read by xmllint', () => {
  it('finds 500 of any traces well-formed', async () => {
    const {text} = await written(atnaFormat, fc.sample(anyRecord, 500), {'with-documents': true})
    const {status, stderr} = spawnSync('xmllint', ['--noout', '-'], {input: text, encoding: 'utf8'})
    expect(status, stderr).toBe(0)
  })
})

const folder = sharedData()
const [schema] = folder ? globSync('**/{DICOM-audit,dicom-audit,audit-message}*.xsd', {cwd: folder}) : []
const against = 'against the schema of DICOM PS3.15 A.5'
if (folder && schema)
  describeWith([{program: 'xmllint', package: 'libxml2-utils'}], against, () => {
    it('finds any traces valid', async () => {
      for (const one of fc.sample(anyRecord, 20)) {
        const {text: input} = await written(atnaLinesFormat, [one], {'with-documents': true})
        const args = ['--noout', '--schema', join(folder, schema), '-']
        const {status, stderr} = spawnSync('xmllint', args, {input, encoding: 'utf8'})
        expect(status, stderr).toBe(0)
      }
    })
  })
else describe.skip(`${against} [skipped: needs that schema (DMP_SHARED_DATA)]`, () => {})
