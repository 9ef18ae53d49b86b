import type {InboundMessage} from '../../../src/lib/ports/transport.ts'

export const messageId = 'urn:uuid:00000000-0000-4000-8000-0000000000a1'

export interface Reply {
  readonly status?: number
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer as the transport gives it. */
export function inbound(body: string | Uint8Array, reply: Reply = {}): InboundMessage {
  const contentType = reply.contentType ?? 'application/soap+xml; charset=utf-8'
  return {
    httpStatus: reply.status ?? 200,
    contentType,
    headers: {'content-type': contentType, ...reply.headers},
    body: typeof body === 'string' ? Buffer.from(body) : body,
  }
}

export function envelope(body: string, relatesTo = messageId): string {
  return `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header><a:MessageID>urn:uuid:reply</a:MessageID><a:RelatesTo>${relatesTo}</a:RelatesTo></s:Header><s:Body>${body}</s:Body></s:Envelope>`
}

export function fault(text: string, subcode?: string, code = 'Sender'): string {
  const sub = subcode ? `<s:Subcode><s:Value>s:${subcode}</s:Value></s:Subcode>` : ''
  return envelope(
    `<s:Fault><s:Code><s:Value>s:${code}</s:Value>${sub}</s:Code><s:Reason><s:Text xml:lang="en">x</s:Text><s:Text xml:lang="fr">${text}</s:Text></s:Reason></s:Fault>`,
  )
}

export interface RegistryFault {
  readonly code: string
  readonly text?: string
  readonly severity?: 'Error' | 'Warning'
  readonly location?: string
}

const errorList = (errors: readonly RegistryFault[]): string =>
  errors.length === 0
    ? ''
    : `<r:RegistryErrorList>${errors
        .map(
          ({code, text = '', severity = 'Error', location = ''}) =>
            `<r:RegistryError errorCode="${code}" codeContext="${text}" location="${location}" severity="urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:${severity}"/>`,
        )
        .join('')}</r:RegistryErrorList>`

export function registry(status: string, ...errors: readonly RegistryFault[]): string {
  const urn = status === 'PartialSuccess' ? 'urn:ihe:iti:2007' : 'urn:oasis:names:tc:ebxml-regrep'
  return envelope(
    `<r:RegistryResponse xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" status="${urn}:ResponseStatusType:${status}">${errorList(errors)}</r:RegistryResponse>`,
  )
}

export function query(
  entryUuids: readonly string[],
  status = 'Success',
  ...errors: readonly RegistryFault[]
) {
  const refs = entryUuids.map((id) => `<ObjectRef id="${id}"/>`).join('')
  return envelope(
    `<q:AdhocQueryResponse xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:${status}" startIndex="0" totalResultCount="${entryUuids.length}">${errorList(errors)}<RegistryObjectList xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">${refs}</RegistryObjectList></q:AdhocQueryResponse>`,
  )
}

export function multipart(root: string, {cut = 0, boundary = 'XX'} = {}): Uint8Array {
  const whole = `--XX\r\nContent-Type: application/xop+xml\r\nContent-ID: <root>\r\n\r\n${root}\r\n--XX--\r\n`
  return Buffer.from(whole.slice(0, whole.length - cut).replaceAll('--XX', `--${boundary}`))
}

export const multipartType = 'multipart/related; type="application/xop+xml"; start="<root>"; boundary=XX'
