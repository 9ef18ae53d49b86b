import {globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {Ajv} from 'ajv'
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with {type: 'json'}
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {fhirFormat} from '../../../src/lib/traces/audit/fhir-format.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {sharedData} from '../../support/requires.ts'
import {sampleRecord} from '../traces-export/sample-records.ts'
import {anyRecord, INS, INS_OID} from './any-record.ts'
import {type Resource, requireBalp, requireTde} from './fhir-rules.ts'
import {written} from './written.ts'

const record = (more: Partial<TraceRecord> = {}) =>
  sampleRecord(1, {
    outcome: 'success',
    repository: {url: 'https://depot.example/repository', host: 'depot.example'},
    assertion: {id: '_a1', issuer: 'CN=Hôpital', subject: '899700000005', purposeOfUse: 'normal'},
    ...more,
  })

async function events(
  records: readonly TraceRecord[],
  choices: Readonly<Record<string, string | boolean>> = {},
): Promise<Resource[]> {
  const {text} = await written(fhirFormat, records, choices)
  expect(text === '' || text.endsWith('\n')).toBe(true)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
async function event(one: TraceRecord, choices: Readonly<Record<string, string | boolean>> = {}) {
  const [first] = await events([one], choices)
  return first
}
const details = (resource: Resource) =>
  Object.fromEntries(
    resource.entity
      .flatMap((one: Resource) => one.detail ?? [])
      .map(({type, valueString}: Resource) => [type, valueString]),
  )

describe('an AuditEvent for the CI-SIS (TdE)', () => {
  it('tells a submission with two agents, one subtype, the times, and the program as observer', async () => {
    const told = await event(record())
    requireTde(told)
    expect(told).toMatchObject({
      id: '0195a000-0000-7000-8000-000000000001',
      type: {system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110106'},
      subtype: [{code: 'ITI-41'}],
      action: 'R',
      period: {start: '2026-03-29T00:59:59.900Z', end: '2026-03-29T01:00:00.100Z'},
      recorded: '2026-03-29T00:59:59.950Z',
      outcome: '0',
      source: {site: '010000024', observer: {display: 'dmp@poste;1'}},
    })
    expect(told.agent).toMatchObject([
      {who: {identifier: {value: '899700000005'}}, requestor: true, policy: ['_a1']},
      {who: {display: 'https://depot.example/repository'}, requestor: false, network: {type: '1'}},
    ])
    expect(details(told)).toMatchObject({'trace-seq': '1', environment: 'sandbox', 'finess-eg': '010000032'})
  })

  it('puts the program first where no person is named', async () => {
    const {actor} = record()
    const {user: _user, ...automate} = actor ?? {}
    const told = await event(record({actor: automate}))
    requireTde(told)
    expect(told.agent[0]).toMatchObject({who: {type: 'Device'}, requestor: true, altId: 'batch'})
  })

  it('tells a deletion as an update of its document, with its lifecycle', async () => {
    const told = await event(record({operation: 'delete'}))
    requireTde(told)
    expect(told).toMatchObject({action: 'U', type: {code: '110106'}, subtype: [{code: 'ITI-57'}]})
    expect(told.entity.at(-1)).toMatchObject({
      what: {identifier: {value: 'urn:oid:1.2.250.1.999.7.1'}},
      role: {code: '3'},
      lifecycle: {code: '14'},
    })
  })

  it('tells neither an unknown outcome nor an intent without result as a success', async () => {
    const open = record({phase: 'intent', id: 'i-1', outcome: undefined as never})
    const told = await events([record({outcome: 'unknown'}), open])
    expect(told.map(({outcome}) => outcome)).toEqual(['8', '8'])
    expect(told[0].outcomeDesc).toMatch(/inconnue/)
  })
})

describe('an AuditEvent for IHE BALP', () => {
  const balp = {'audit-profile': 'balp'}

  it('tells a submission as a disclosure by its source, with the agent of the assertion', async () => {
    const told = await event(record(), balp)
    requireBalp(told)
    expect(told.meta.profile).toEqual([
      'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure.Source',
      'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.SAMLaccessTokenUse.Minimal',
    ])
    expect(told.subtype.map(({code}: Resource) => code)).toEqual(['disclose', 'ITI-41'])
    const user = told.agent.find(({policy}: Resource) => policy)
    expect(user).toMatchObject({
      type: {coding: [{system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes'}]},
      who: {identifier: {system: 'ldap:///CN%3DH%C3%B4pital', value: '899700000005'}},
      policy: ['_a1'],
    })
  })

  it('names no disclosure for a deletion, nor for a submission that never reached a place', async () => {
    const told = await events([record({operation: 'delete'}), record({repository: undefined as never})], balp)
    for (const one of told) {
      requireBalp(one)
      expect(one.meta.profile).toEqual([
        'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.SAMLaccessTokenUse.Minimal',
      ])
    }
  })

  it('names no profile for an act of this machine alone', async () => {
    const told = await event(record({operation: 'plan', assertion: undefined as never}), balp)
    requireBalp(told)
    expect(told.meta.profile).toBeUndefined()
  })
})

describe.each(['tde', 'balp'])('FHIR, %s', (profile) => {
  it('keeps the INS out, base64 of questions included, unless the trace carries it', async () => {
    const spoken = {
      reason: `pour ${INS}`,
      status: {errors: [{code: 'X', context: `patient ${INS}`}]},
      query: {id: 'q', traits: [INS]},
      outcome: 'refused',
    } as const
    const {text} = await written(fhirFormat, [record(spoken)], {'audit-profile': profile})
    const [one] = text.split('\n').map((line) => line && JSON.parse(line))
    for (const {query} of one.entity)
      if (query) expect(Buffer.from(query, 'base64').toString()).not.toContain(INS.slice(0, 13))
    expect(text).not.toContain(INS.slice(0, 13))
    const shown = await event(record({patient: {ref: 'r', ins: INS, insOid: INS_OID}}), {
      'audit-profile': profile,
    })
    expect(shown.entity[0].what).toEqual({
      type: 'Patient',
      identifier: {system: `urn:oid:${INS_OID}`, value: INS},
    })
  })

  it('writes valid JSON of the right structure for any trace', async () => {
    const requireFlavour = profile === 'tde' ? requireTde : requireBalp
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, {maxLength: 4}), fc.boolean(), async (records, withDocuments) => {
        const told = await events(records, {'audit-profile': profile, 'with-documents': withDocuments})
        for (const one of told) requireFlavour(one)
      }),
      {numRuns: 120},
    )
  })

  it('puts all of them in one Bundle when asked, none included', async () => {
    for (const count of [0, 1, 3]) {
      const records = Array.from({length: count}, (_, n) => record({id: `t-${n}`}))
      const {text, messages} = await written(fhirFormat, records, {'audit-profile': profile, bundle: true})
      const bundle = JSON.parse(text)
      expect(bundle).toMatchObject({resourceType: 'Bundle', type: 'collection'})
      expect((bundle.entry ?? []).map(({resource}: Resource) => resource.id)).toEqual(
        records.map(({id}) => id),
      )
      expect(messages).toBe(count)
      // FHIR has no empty lists.
      expect('entry' in bundle).toBe(count > 0)
    }
  })
})

const folder = sharedData()
const [schema] = folder ? globSync('**/fhir.schema.json', {cwd: folder}) : []
const definitions = 'against the JSON schema of FHIR R4'
if (folder && schema)
  describe(definitions, () => {
    it('finds any traces valid', async () => {
      const ajv = new Ajv({strict: false})
      ajv.addMetaSchema(draft06)
      const check = ajv.compile(JSON.parse(readFileSync(join(folder, schema), 'utf8')))
      for (const one of await events(fc.sample(anyRecord, 100), {'with-documents': true}))
        expect(check(one), JSON.stringify(check.errors)).toBe(true)
    })
  })
else describe.skip(`${definitions} [skipped: needs fhir.schema.json (DMP_SHARED_DATA)]`, () => {})
