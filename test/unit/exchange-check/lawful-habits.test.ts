import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {change, type Recipe} from '../../support/second-writer/mutation.ts'
import type {VihfFields} from '../../support/second-writer/vihf.ts'
import {exchangeBench, wireOf} from './bench.ts'

let bench: Awaited<ReturnType<typeof exchangeBench>>
beforeAll(async () => {
  bench = await exchangeBench()
})
afterAll(() => bench.close())

const v1 = '/si-dmp-server/v1/services/repository'
const patientName = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id'
const toV1: Recipe = {message: ({to}) => ({to: to.replace('/v2/', '/v1/')})}
const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/'

async function examined(recipe: Recipe, path?: string) {
  return bench.only(wireOf(bench.written(recipe).message, path))
}

const renamed: Recipe = {
  vihf: ({attributes}: VihfFields) => {
    const {Authentification_Mode: mode, ...others} = attributes
    return {attributes: {Authentification_mode: mode ?? '', ...others}}
  },
}

const reversed: Recipe = {
  vihf: ({attributes}: VihfFields) => ({
    attributes: Object.fromEntries(Object.entries(attributes).reverse()),
  }),
}

describe('habits of other stacks', () => {
  it.each<[string, Recipe, readonly string[]]>([
    [
      'other prefixes of SOAP and WS-Addressing',
      {
        envelope: (text) =>
          text
            .replaceAll('soap:', 'S:')
            .replaceAll('xmlns:soap', 'xmlns:S')
            .replaceAll('wsa:', 'ns2:')
            .replaceAll('xmlns:wsa', 'xmlns:ns2'),
      },
      [],
    ],
    [
      'the security header before those of WS-Addressing',
      {
        envelope: (text) => {
          const security = /<wsse:Security.*<\/wsse:Security>/s.exec(text)?.[0] ?? ''
          return text.replace(security, '').replace('<soap:Header>', () => `<soap:Header>${security}`)
        },
      },
      [],
    ],
    ['attributes of the VIHF in another order', reversed, []],
    ['the mode spelled in lower case', renamed, ['mode-lower-case']],
    [
      'mustUnderstand without prefix',
      {message: () => ({mustUnderstand: 'mustUnderstand="true"'})},
      ['bare-must-understand'],
    ],
    ['an empty To', {message: () => ({to: ''})}, []],
    [
      'VIHF 4.0',
      {vihf: ({attributes}: VihfFields) => ({attributes: {...attributes, VIHF_Version: '4.0'}})},
      ['vihf-4.0'],
    ],
    ['a lot signed with SHA-256', {signing: {digest: 'sha256'}}, ['lot-sha256']],
    [
      'the parameters of the Content-Type in another order, no action among them',
      {
        http: (good) => {
          const [type, ...parameters] = (good.headers['content-type'] ?? '').split('; ')
          const kept = parameters.filter((each) => !each.startsWith('action=')).reverse()
          return {...good, headers: {'content-type': [type, ...kept].join(';')}}
        },
      },
      [],
    ],
  ])('%s: read without objection', async (_name, recipe, habits) => {
    expect(await examined(recipe)).toMatchObject({findings: [], habits})
  })
})

describe('the older generation of the API', () => {
  it('is read without objection by its path, and told', async () => {
    expect(await examined(toV1, v1)).toMatchObject({api: 'v1', findings: [], habits: ['api-v1']})
  })

  it('may speak SOAP 1.1 with its media type', async () => {
    const recipe: Recipe = {
      message: ({to}) => ({to: to.replace('/v2/', '/v1/'), soapNamespace: soap11}),
      http: (good) => ({
        headers: {
          'content-type': (good.headers['content-type'] ?? '').replace(
            'start-info="application/soap+xml"',
            'start-info="text/xml"',
          ),
        },
        body: Buffer.from(
          good.body.toString('latin1').replace('type="application/soap+xml"', 'type="text/xml"'),
          'latin1',
        ),
      }),
    }
    expect(await examined(recipe, v1)).toMatchObject({
      soap: '1.1',
      findings: [],
      habits: ['api-v1', 'soap-1.1'],
    })
  })

  it('may sign the VIHF with SHA-1', async () => {
    expect(await examined({...toV1, vihfSigning: {digest: 'sha1'}}, v1)).toMatchObject({
      findings: [],
      habits: ['api-v1', 'vihf-sha1'],
    })
  })

  const insC: Recipe = {
    lot: (lot) => ({
      ...lot,
      patient: {...lot.patient, matricule: '0123456789012345678901', oid: '1.2.250.1.213.1.4.2'},
    }),
  }

  it('may name the patient by an INS-C', async () => {
    const {findings, habits, ins} = await examined({...insC, ...toV1}, v1)
    // The CDA of the second writer knows the INS-C under no domain of its own.
    expect(findings.filter(({cause}) => !cause.startsWith('agreement/'))).toEqual([])
    expect(habits).toContain('ins-c')
    expect(ins).toEqual({oid: '1.2.250.1.213.1.4.2', kind: 'INS-C'})
  })

  it('is no excuse on the paths of today', async () => {
    const {findings} = await examined({...insC, vihfSigning: {digest: 'sha1'}})
    const causes = findings.map(({cause}) => cause)
    expect(causes.slice(0, 1)).toEqual(['vihf/signature-algorithm'])
    expect(causes).toEqual(expect.arrayContaining(['vihf/attribute/resource-id', 'patient/ins-c']))
  })
})

describe('the domain of the INS', () => {
  it('is the one of the environment of the certificates', async () => {
    const recipe: Recipe = {
      vihf: ({attributes}: VihfFields) => ({
        attributes: {
          ...attributes,
          [patientName]: String(attributes[patientName]).replace('1.213.1.4.10', '1.213.1.4.11'),
        },
      }),
    }
    const {findings} = await examined(recipe)
    expect(findings.map(({cause}) => cause)).toEqual(['patient/mismatch'])
  })
})

describe('several faults in one message', () => {
  it('are told in the order in which the DMP would meet them', async () => {
    const {findings, first} = await examined({
      message: () => ({messageId: 'message-1'}),
      assertion: change('>LogicielFictif<', '>LogicielFictiv<'),
      written: ({body, parts}) => ({
        parts,
        body: body.replace('value="Compte rendu"', 'value="Autre titre"'),
      }),
    })
    expect(first?.cause).toBe('wsa/message-id')
    expect(findings.map(({cause}) => cause)).toEqual([
      'wsa/message-id',
      'vihf/signature-digest',
      'agreement/title',
    ])
  })
})
