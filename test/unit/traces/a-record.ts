import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'

let drawn = 0

/** A trace like any other, some of it as wanted. */
export function traceRecord(more: Partial<TraceRecord> = {}): TraceRecord {
  drawn += 1
  return {
    v: 1,
    journal: 'journal-1',
    n: drawn,
    writerId: 'writer-1',
    seq: drawn,
    id: `trace-${drawn}`,
    phase: 'event',
    ts: '2026-03-02T09:14:06.500Z',
    occurredAt: '2026-03-02T09:14:06.000Z',
    operation: 'plan',
    environment: 'sandbox',
    prev: '0'.repeat(64),
    hash: '1'.repeat(64),
    ...more,
  }
}
