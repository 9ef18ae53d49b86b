import type {TraceFormat} from '../export/trace-format.ts'
import {auditMessage} from './audit-message.ts'
import {balpEvent} from './fhir-balp.ts'
import {tdeEvent} from './fhir-tde.ts'
import {settledTraces} from './settled-traces.ts'

/**
 * AuditEvent of FHIR R4, one resource a line (NDJSON), or all in one Bundle of type collection. Which profile:
 * `audit-profile`, that of the CI-SIS unless BALP is asked for.
 */
export const fhirFormat: TraceFormat = {
  extension: 'fhir.ndjson',
  async write(records, sink, {t, choices}) {
    const withDocuments = choices['with-documents'] === true
    const event = choices['audit-profile'] === 'balp' ? balpEvent : tdeEvent
    const bundled = choices['bundle'] === true
    let messages = 0
    if (bundled) await sink.write('{"resourceType":"Bundle","type":"collection"')
    for await (const record of settledTraces(records)) {
      const resource = JSON.stringify(event(record, auditMessage(record, {withDocuments, t})))
      // An empty list is not FHIR.
      const start = messages > 0 ? ',\n' : ',"entry":[\n'
      const written = sink.write(bundled ? `${start}{"resource":${resource}}` : `${resource}\n`)
      messages += 1
      if (written) await written
    }
    if (bundled) await sink.write(messages > 0 ? '\n]}\n' : '}\n')
    return {messages}
  },
}
