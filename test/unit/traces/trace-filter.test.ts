import {describe, expect, it} from 'vitest'
import {TraceFilter, type TraceWish} from '../../../src/lib/traces/trace-filter.ts'
import {traceRecord} from './a-record.ts'

const call = traceRecord({
  operation: 'submit',
  phase: 'result',
  outcome: 'refused',
  cause: 'DMP_REFUSED',
  itemId: 'item-1',
  actor: {
    user: {id: '899700000005', name: 'ESSAI Camille'},
    org: {finess: '990000001', level: 'EJ'},
    site: {finess: '990000019', level: 'EG'},
    os: {account: 'svc-dmp', host: 'poste'},
  },
  documents: [{uniqueId: '1.2.3', typeCode: '11488-4'}],
  submissionSet: {uniqueId: '1.2.4'},
  patient: {ref: 'hmac-sha256:aa'},
  status: {errors: [{code: 'XDSRepositoryMetadataError'}]},
  batch: {id: '20260302-k7m2'},
})
const known = {itemIds: new Set(['item-1']), patientRefs: new Set(['hmac-sha256:aa'])}
const nobody = {itemIds: new Set<string>(), patientRefs: new Set<string>()}
const ins = {matricule: '290019999900113', oid: '1.2.250.1.213.1.4.10'} as never

describe('a filter of traces', () => {
  it.each<[TraceWish, boolean]>([
    [{}, true],
    [{since: Date.parse('2026-03-02T09:14:06Z'), until: Date.parse('2026-03-02T09:14:07Z')}, true],
    [{since: Date.parse('2026-03-02T09:14:06.001Z')}, false],
    [{until: Date.parse('2026-03-02T09:14:06Z')}, false],
    [{operations: ['delete', 'submit']}, true],
    [{operations: ['delete']}, false],
    [{outcomes: ['refused', 'unknown']}, true],
    [{outcomes: ['success']}, false],
    [{errors: ['DMP_REFUSED']}, true],
    [{errors: ['XDSRepositoryMetadataError']}, true],
    [{errors: ['DMP_BUSY']}, false],
    [{typeCodes: ['11488-4']}, true],
    [{typeCodes: ['11490-0']}, false],
    [{runs: ['20260302-k7m2']}, true],
    [{runs: ['20260302-aaaa']}, false],
    [{environments: ['sandbox']}, true],
    [{environments: ['production']}, false],
    [{finess: ['990000001']}, true],
    [{finess: ['990000019', '990000027']}, true],
    [{finess: ['990000027']}, false],
    [{users: ['899700000005']}, true],
    [{users: ['essai camille ']}, true],
    [{users: ['SVC-DMP']}, true],
    [{users: ['somebody', 'svc-dmp']}, true],
    [{users: ['somebody']}, false],
    [{operations: ['submit'], outcomes: ['success']}, false],
    [{operations: [], outcomes: []}, true],
  ])('%j: %s', (wish, fits) => {
    expect(new TraceFilter(wish).matches(call)).toBe(fits)
  })

  it('finds a person by the number with its type digit', () => {
    const short = traceRecord({actor: {user: {id: '99700000005'}}})
    expect(new TraceFilter({users: ['899700000005']}).matches(short)).toBe(true)
  })

  it.each<[TraceWish, typeof known, boolean]>([
    [{ins}, known, true],
    [{ins}, nobody, false],
    [{ipp: 'IPP-1'}, known, true],
    [{ipp: 'IPP-1'}, nobody, false],
    [{document: '1.2.3'}, nobody, true],
    [{document: '1.2.4'}, nobody, true],
    [{document: '9.9.9'}, {...nobody, itemIds: known.itemIds}, true],
    [{document: '9.9.9'}, {...nobody, patientRefs: known.patientRefs}, false],
  ])('keeps to what the look-ups found: %j', (wish, found, fits) => {
    expect(new TraceFilter(wish).matches(call, found)).toBe(fits)
  })

  it('leaves to the journal what it can narrow', () => {
    const wish: TraceWish = {since: 1, until: 2, operations: ['submit'], runs: ['r']}
    expect(new TraceFilter(wish).query).toEqual({since: 1, until: 2, operation: 'submit', batchId: 'r'})
    expect(new TraceFilter({operations: ['submit', 'delete'], runs: ['a', 'b']}).query).toEqual({})
  })
})
