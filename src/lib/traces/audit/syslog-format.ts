import type {TraceFormat} from '../export/trace-format.ts'
import {AUDIT_MESSAGE_ID, AUDIT_PRIORITY, octetCounted, syslogMessage} from '../syslog-frame.ts'
import type {TraceRecord} from '../trace-record.ts'
import {auditMessage} from './audit-message.ts'
import {dicomMessage, dicomVersionOf} from './dicom-xml.ts'
import {settledTraces} from './settled-traces.ts'

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

/** Audit messages of DICOM as a stream for a syslog receiver: RFC 5424 messages, each behind its length (RFC 5425). */
export const syslogFormat: TraceFormat = {
  extension: 'syslog',
  async write(records, sink, {t, choices}) {
    const withDocuments = choices['with-documents'] === true
    const version = dicomVersionOf(choices['dicom-version'])
    const messageId = choices['syslog-msgid']
    let messages = 0
    for await (const record of settledTraces(records)) {
      const xml = dicomMessage(auditMessage(record, {withDocuments, t}), version)
      const header = headerOf(record, typeof messageId === 'string' ? messageId : AUDIT_MESSAGE_ID)
      const written = sink.write(octetCounted(syslogMessage(header, `${DECLARATION}${xml}`)))
      messages += 1
      if (written) await written
    }
    return {messages}
  },
}

const headerOf = ({ts, actor}: TraceRecord, messageId: string) => ({
  priority: AUDIT_PRIORITY,
  at: ts,
  host: actor?.os?.host ?? '-',
  application: actor?.software?.name ?? 'dmp',
  messageId,
})
