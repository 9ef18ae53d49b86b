import {strictBase64} from './base64.ts'
import {segmentsOf, valueAt} from './fields.ts'
import type {Hl7Message, Hl7Segment} from './message.ts'

/** A document of a message; its bytes are decoded when asked for. */
export interface EmbeddedDocument {
  /** OBX-11 as written. */
  readonly status?: string
  /** OBX-3.1 */
  readonly code?: string
  readonly bytes: Uint8Array
}

export type DocumentFault = 'none' | 'not-cda' | 'base64' | 'too-many'

/** Texts of mails travel as ED too: they are nobody's document and are not looked at. */
const MAIL_TEXT = /^CORPSMAIL/i

/** OBX of type ED that carry a document, in the order of the message. */
export function documentSegments(message: Hl7Message): readonly Hl7Segment[] {
  return segmentsOf(message, 'OBX').filter(
    (obx) => valueAt(message, obx, 2) === 'ED' && !MAIL_TEXT.test(valueAt(message, obx, 3) ?? ''),
  )
}

/** Raw data of OBX-5.5, undefined when the value is no base64 XML. */
function dataOf({separators}: Hl7Message, obx: Hl7Segment): string | undefined {
  const [, , format = '', encoding = '', data = ''] = (obx.fields[5] ?? '').split(separators.component)
  return format.trim().toUpperCase() === 'XML' && encoding.trim().toUpperCase() === 'BASE64'
    ? data
    : undefined
}

/** The D-th document (from 1) alone. */
export function documentOf(message: Hl7Message, document: number): EmbeddedDocument | DocumentFault {
  const obx = documentSegments(message)[document - 1]
  if (!obx) return 'none'
  const data = dataOf(message, obx)
  if (data === undefined) return 'not-cda'
  const bytes = strictBase64(data, message.separators.escape)
  if (!bytes) return 'base64'
  const status = valueAt(message, obx, 11)
  const code = valueAt(message, obx, 3)
  return {bytes, ...(status ? {status} : {}), ...(code ? {code} : {})}
}

/** Every document; one in MDM, one or two in ORU (volet, "Structure des messages"). */
export function documentsOf(
  message: Hl7Message,
  most: number,
): readonly EmbeddedDocument[] | {readonly fault: DocumentFault; readonly at: string} {
  const count = documentSegments(message).length
  if (count === 0) return {fault: 'none', at: 'OBX^5'}
  if (count > most) return {fault: 'too-many', at: 'OBX^5'}
  const found: EmbeddedDocument[] = []
  for (let n = 1; n <= count; n++) {
    const one = documentOf(message, n)
    if (typeof one === 'string') return {fault: one, at: `OBX^5 (${n})`}
    found.push(one)
  }
  return found
}
