import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import type {Matricule} from '../../../src/lib/ins/patient-identity.ts'
import {canonicalJson} from '../../../src/lib/traces/canonical-json.ts'
import {CHAIN_START, chainBreak, chainHash, type Link} from '../../../src/lib/traces/hash-chain.ts'
import {redactText} from '../../../src/lib/traces/redaction.ts'
import {traceEvent} from '../../../src/lib/traces/trace-event.ts'

const patient = {matricule: '199019999900110' as Matricule, oid: '1.2.250.1.213.1.4.10' as Oid}
const traits = {
  birthName: "D'ARTOIS-TEST",
  givenNames: 'JEANNE LI',
  firstGiven: 'JEANNE',
  sex: 'F',
  birthDate: '19900101',
  birthPlace: '99999',
} as const

describe('a trace', () => {
  it('keeps the fields it knows and drops everything else', () => {
    const software = {name: 'dmp', version: '1', homologationNumber: 'SECRET-NUMBER'}
    const event = traceEvent({
      phase: 'intent',
      operation: 'submit',
      occurredAt: 5,
      itemId: 'a',
      patient,
      actor: {software, org: {finess: '990000001', level: 'EJ'}},
      transaction: {dmp: 'TD2.1', ihe: 'ITI-41'},
      documents: [{uniqueId: '1.2.3', ...{title: 'SECRET TITLE', body: 'SECRET BODY'}}],
      attempt: 1,
      ...{passphrase: 'SECRET PASS'},
    })
    expect(JSON.stringify(event)).not.toContain('SECRET')
    expect(event).toEqual({
      phase: 'intent',
      operation: 'submit',
      occurredAt: 5,
      itemId: 'a',
      patient,
      data: {
        actor: {software: {name: 'dmp', version: '1'}, org: {finess: '990000001', level: 'EJ'}},
        transaction: {dmp: 'TD2.1', ihe: 'ITI-41'},
        documents: [{uniqueId: '1.2.3'}],
        attempt: 1,
      },
    })
  })

  it('masks the identity that an error text echoes', () => {
    const event = traceEvent({
      phase: 'result',
      operation: 'submit',
      occurredAt: 5,
      outcome: 'refused',
      patient,
      traits,
      status: {
        http: 200,
        errors: [
          {
            code: 'DMPPatientUnknown',
            context: "patient 199019999900110 d'Artois-Test Jeanne, 1 99 01 99 999 001 10",
          },
        ],
      },
    })
    expect(event.data['status']).toEqual({
      http: 200,
      errors: [{code: 'DMPPatientUnknown', context: 'patient *** *** ***, ***'}],
    })
  })

  it('leaves OIDs, dates and short words in an error text', () => {
    const text = 'urn:oid:1.2.250.1.213.1.4.10 at 20260302091406 LI line 12'
    expect(redactText(text, patient, traits)).toBe(text)
    expect(redactText('INS 285122A001234 and 2851220012345', undefined)).toBe('INS *** and ***')
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of keys and reads back equal', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const shuffled = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value))
        expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toBe(
          JSON.stringify(JSON.parse(canonicalJson(shuffled))),
        )
      }),
    )
  })

  it('writes the example of RFC 8785', () => {
    const sample = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\"/"}',
    )
    expect(() => canonicalJson({a: Number.NaN})).toThrow(TypeError)
  })
})

describe('the chain', () => {
  it('breaks for an edited, removed, repeated or swapped link', () => {
    const chain: (Link & {readonly what: string})[] = []
    for (const what of ['a', 'b', 'c', 'd']) {
      const last = chain.at(-1)
      const content = {seq: chain.length + 1, prev: last?.hash ?? CHAIN_START, what}
      chain.push({...content, hash: chainHash(content.prev, content)})
    }
    const broken = (links: readonly Link[]) =>
      links.map((link, place) => chainBreak(links[place - 1], link)).find(Boolean)
    const [a, b, c, d] = chain as unknown as [Link, Link, Link, Link]
    expect(broken([a, b, c, d])).toBeUndefined()
    expect(broken([a, {...b, what: 'B'} as Link, c, d])).toBe('hash')
    expect(broken([a, c, d])).toBe('sequence')
    expect(broken([a, b, b, c])).toBe('sequence')
    expect(broken([a, c, b, d])).toBe('sequence')
    expect(broken([a, {...c, seq: 2}, d])).toBe('prev')
  })
})
