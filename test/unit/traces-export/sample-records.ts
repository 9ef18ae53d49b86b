import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'

/** Invented, and all told apart by n; the first holds what a spreadsheet would spoil. */
export function sampleRecord(n: number, more: Partial<TraceRecord> = {}): TraceRecord {
  return {
    v: 1,
    journal: '0f8fad5b-d9cb-469f-a165-70867728950e',
    n,
    writerId: 'writer-1',
    seq: n,
    id: `0195a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    phase: 'result',
    intentId: `0195a000-0000-7000-8000-${String(n + 500_000).padStart(12, '0')}`,
    itemId: `item-${n}`,
    ts: '2026-03-29T00:59:59.950Z',
    occurredAt: '2026-03-29T00:59:59.900Z',
    endedAt: '2026-03-29T01:00:00.100Z',
    operation: 'submit',
    environment: 'sandbox',
    outcome: 'refused',
    transaction: {dmp: 'TD2.1', ihe: 'ITI-41', messageId: `urn:uuid:${n}`},
    actor: {
      user: {id: '899700000005', name: '=HYPERLINK("x")'},
      org: {finess: '010000024', level: 'EJ'},
      site: {finess: '010000032', level: 'EG'},
      os: {account: 'batch', host: 'poste;1'},
      software: {name: 'dmp', version: '0.1.0'},
    },
    auth: {mode: 'indirect', certSerial: '00A1'},
    patient: {ref: `hmac-sha256:${n}`},
    documents: [{uniqueId: `1.2.250.1.999.7.${n}`, typeCode: '11488-4', size: 1000}],
    submissionSet: {uniqueId: `1.2.250.1.999.8.${n}`},
    status: {http: 200, errors: [{code: 'XDSRepositoryError', context: '@SUM(1)\r\n"quoted"'}]},
    cause: 'DMP_REFUSED',
    attempt: 1,
    durationMs: 200,
    batch: {id: '20260302-aaaa', line: n},
    reason: '-2+3',
    prev: '0'.repeat(64),
    hash: 'a'.repeat(64),
    ...more,
  }
}

export async function* samples(count: number): AsyncGenerator<TraceRecord> {
  for (let n = 1; n <= count; n++) yield sampleRecord(n)
}
