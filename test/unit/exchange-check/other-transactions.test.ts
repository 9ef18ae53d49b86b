import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {actions} from '../../support/second-writer/gate-bench.ts'
import {plainSoap} from '../../support/second-writer/message.ts'
import {plainQuery, plainUpdate} from '../../support/second-writer/registry-lot.ts'
import {exchangeBench, wireOf} from './bench.ts'

let bench: Awaited<ReturnType<typeof exchangeBench>>
beforeAll(async () => {
  bench = await exchangeBench()
})
afterAll(() => bench.close())

const services = '/si-dmp-server/v2/services'
const entry = 'urn:uuid:00000000-0000-4000-8000-00000000d0c1'

/** A plain SOAP call of a service, by the second writer. */
async function examined(service: 'registry' | 'patients', action: string, body: string) {
  const {message} = bench.written({
    message: () => ({action, to: `https://dmp.example.test${services}/${service}`, body}),
    http: (_good, text) => plainSoap(text, action),
  })
  return bench.only(wireOf(message, `${services}/${service}`))
}

function existence(reason = 'TEST_EXST'): string {
  const {matricule, oid} = bench.writer.patient('active-linked')
  return `<PRPA_IN201307UV02 xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0"><id root="1.2.250.1.999.8.1"/><creationTime value="20260302102000"/><interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201307UV02"/><processingCode code="D"/><processingModeCode code="T"/><acceptAckCode code="AL"/><receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.250.1.213.4.1.1.1"/></device></receiver><sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.250.1.999.8"/></device></sender><controlActProcess classCode="CACT" moodCode="EVN"><reasonCode code="${reason}" codeSystem="1.2.250.1.213.1.1.4.11"/><queryByParameter><queryId root="1.2.250.1.999.8.2"/><statusCode code="new"/><parameterList><patientIdentifier><value root="${oid}" extension="${matricule}"/><semanticsText>Patient.id</semanticsText></patientIdentifier></parameterList></queryByParameter></controlActProcess></PRPA_IN201307UV02>`
}

describe('other calls than feeding', () => {
  it('are read without objection when they are right', async () => {
    const lot = bench.writer.lot()
    const seen = [
      await examined('registry', actions.query, plainQuery(['1.2.250.1.999.8.3'])),
      await examined('registry', actions.update, plainUpdate({lot, target: entry})),
      await examined('patients', actions.exists, existence()),
    ]
    expect(seen.map(({service, findings}) => [service, findings])).toEqual([
      ['registry', []],
      ['registry', []],
      ['patients', []],
    ])
  })

  it.each<[string, () => Promise<{readonly first: {readonly cause: string} | null}>, string]>([
    [
      'metadata asked for with an establishment’s certificate',
      () => examined('registry', actions.query, plainQuery(['1.2.250.1.999.8.3'], 'LeafClass')),
      'query/returnType',
    ],
    [
      'archiving',
      () => {
        const to = 'urn:asip:ci-sis:2010:StatusType:Archived'
        return examined('registry', actions.update, plainUpdate({lot: bench.writer.lot(), target: entry, to}))
      },
      'update/rights',
    ],
    [
      'another reason than a test of existence',
      () => examined('patients', actions.exists, existence('CREA_RD')),
      'existence/form',
    ],
    [
      'a transaction closed to establishments',
      () => examined('registry', 'urn:ihe:iti:2007:RetrieveDocumentSet', plainQuery(['1.2.3'])),
      'wsa/closed-action',
    ],
  ])('%s is named', async (_name, make, cause) => {
    expect((await make()).first?.cause).toBe(cause)
  })
})
