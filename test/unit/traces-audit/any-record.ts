import fc from 'fast-check'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {sampleRecord} from '../traces-export/sample-records.ts'

/** Invented; the key is right. */
export const INS = '265059999900141'
export const INS_OID = '1.2.250.1.213.1.4.10'

/** Any UTF-16 at all: control characters, halves of surrogates, markup, line ends. */
const unit = fc.oneof(
  fc.integer({min: 0, max: 0xffff}).map((code) => String.fromCharCode(code)),
  fc.constantFrom('<', '>', '&', '"', "'", '\n', '\r', '\t', '\u0000', '\uffff', ']]>', 'é', '😀'),
)
const text = fc.string({unit, maxLength: 12})
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, {nil: undefined})

/** Absent beats empty, as in records of the journal. */
function present<T>(value: T): T {
  if (Array.isArray(value)) return value.map(present) as T
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, one]) => one !== undefined && one !== '')
  return Object.fromEntries(kept.map(([name, one]) => [name, present(one)])) as T
}

const operation = fc.oneof(
  fc.constantFrom(
    'submit',
    'replace',
    'delete',
    'search',
    'dmp-exists',
    'ins-search',
    'param-lps',
    'tls-failure',
  ),
  fc.constantFrom(
    'trace-export',
    'trace-read',
    'plan',
    'hold',
    'cert-inspect',
    'rotate-key',
    '__proto__',
    'toString',
  ),
  text,
)

export const anyRecord: fc.Arbitrary<TraceRecord> = fc
  .record({
    n: fc.nat(),
    id: fc.oneof(fc.uuid(), text),
    journal: text,
    writerId: text,
    phase: fc.constantFrom('intent', 'result', 'event'),
    operation,
    outcome: maybe(fc.constantFrom('success', 'warning', 'refused', 'failure', 'unknown')),
    intentId: maybe(text),
    cause: maybe(text),
    reason: maybe(text),
    actor: maybe(
      fc.record({
        user: maybe(fc.record({id: text, name: maybe(text), role: maybe(text)})),
        org: maybe(fc.record({finess: text, level: fc.constantFrom('EJ', 'EG'), name: maybe(text)})),
        os: maybe(fc.record({account: text, host: text})),
        software: maybe(fc.record({name: text, version: text})),
      }),
    ),
    assertion: maybe(
      fc.record({id: text, issuer: maybe(text), subject: maybe(text), purposeOfUse: maybe(text)}),
    ),
    repository: maybe(fc.record({url: text, host: text})),
    patient: maybe(
      fc.oneof(
        fc.record({ref: text}),
        fc.record({ref: text, ins: fc.constant(INS), insOid: fc.constant(INS_OID)}),
      ),
    ),
    documents: maybe(
      fc.array(fc.record({uniqueId: text, typeCode: maybe(text)}), {minLength: 1, maxLength: 3}),
    ),
    submissionSet: maybe(fc.record({uniqueId: text, sourceId: maybe(text)})),
    query: maybe(fc.record({id: maybe(text), traits: maybe(fc.array(text, {maxLength: 3}))})),
    status: maybe(
      fc.record({errors: fc.array(fc.record({code: text, context: maybe(text)}), {maxLength: 2})}),
    ),
  })
  .map((drawn) => {
    const {actor, assertion, repository, patient, documents, submissionSet, query, status, ...rest} =
      sampleRecord(1)
    return {...present({...rest, outcome: undefined}), ...present(drawn)} as TraceRecord
  })
