import type {TraceFormat, TraceWriter} from '../export/trace-format.ts'
import {auditMessage} from './audit-message.ts'
import {dicomMessage, dicomVersionOf} from './dicom-xml.ts'
import {settledTraces} from './settled-traces.ts'

/** Audit messages of DICOM, each on a line of its own, between these two texts. */
const writer =
  (start: string, end: string): TraceWriter =>
  async (records, sink, {t, choices}) => {
    const withDocuments = choices['with-documents'] === true
    const version = dicomVersionOf(choices['dicom-version'])
    let messages = 0
    if (start !== '') await sink.write(start)
    for await (const record of settledTraces(records)) {
      const written = sink.write(`${dicomMessage(auditMessage(record, {withDocuments, t}), version)}\n`)
      messages += 1
      if (written) await written
    }
    if (end !== '') await sink.write(end)
    return {messages}
  }

/** One XML document; the element around the messages is ours, as DICOM has none for several. */
export const atnaFormat: TraceFormat = {
  extension: 'xml',
  write: writer('<?xml version="1.0" encoding="UTF-8"?>\n<AuditMessages>\n', '</AuditMessages>\n'),
}

/** One whole XML document a line, as programs take them one after the other. */
export const atnaLinesFormat: TraceFormat = {extension: 'xml.txt', write: writer('', '')}
