import {randomBytes, randomUUID} from 'node:crypto'

export const soap12 = 'http://www.w3.org/2003/05/soap-envelope'
const anonymous = 'http://www.w3.org/2005/08/addressing/anonymous'

export interface MessageFields {
  readonly action: string
  readonly to: string
  readonly messageId?: string
  /** wsse:Security, markup. */
  readonly security: string
  /** Content of the body, markup. */
  readonly body: string
  readonly mustUnderstand?: 'soap:mustUnderstand="true"' | 'mustUnderstand="true"' | ''
  readonly soapNamespace?: string
  /** Names of addressing headers left out. */
  readonly without?: readonly string[]
  /** Further headers, markup. */
  readonly moreHeaders?: string
}

/** A SOAP 1.2 envelope with WS-Addressing. */
export function envelope(fields: MessageFields): string {
  const must = fields.mustUnderstand ?? 'soap:mustUnderstand="true"'
  const headers: Readonly<Record<string, string>> = {
    MessageID: `<wsa:MessageID>${fields.messageId ?? `urn:uuid:${randomUUID()}`}</wsa:MessageID>`,
    To: `<wsa:To>${fields.to}</wsa:To>`,
    ReplyTo: `<wsa:ReplyTo ${must}><wsa:Address>${anonymous}</wsa:Address></wsa:ReplyTo>`,
    Action: `<wsa:Action ${must}>${fields.action}</wsa:Action>`,
  }
  const kept = Object.entries(headers).flatMap(([name, text]) =>
    fields.without?.includes(name) ? [] : [text],
  )
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${fields.soapNamespace ?? soap12}" xmlns:wsa="http://www.w3.org/2005/08/addressing">` +
    `<soap:Header>${kept.join('')}${fields.moreHeaders ?? ''}${fields.security}</soap:Header><soap:Body>${fields.body}</soap:Body></soap:Envelope>`
  )
}

export interface MtomPart {
  readonly contentId: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface HttpMessage {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** multipart/related with MTOM parameters. */
export function mtom(text: string, parts: readonly MtomPart[], action?: string): HttpMessage {
  const boundary = `b-${randomBytes(9).toString('hex')}`
  const part = (contentType: string, contentId: string): string =>
    `--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${contentId}>\r\n\r\n`
  const pieces: Uint8Array[] = [
    Buffer.from(part('application/xop+xml; charset=UTF-8; type="application/soap+xml"', 'root@lps')),
    Buffer.from(`${text}\r\n`),
  ]
  for (const {contentId, contentType, bytes} of parts) {
    pieces.push(Buffer.from(part(contentType, contentId)), bytes, Buffer.from('\r\n'))
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`))
  const announced = action === undefined ? '' : `; action="${action}"`
  return {
    headers: {
      'content-type': `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<root@lps>"; start-info="application/soap+xml"${announced}`,
    },
    body: Buffer.concat(pieces),
  }
}

/** A message without attachments. */
export function plainSoap(text: string, action: string): HttpMessage {
  return {
    headers: {'content-type': `application/soap+xml; charset=UTF-8; action="${action}"`},
    body: Buffer.from(text),
  }
}

export function xopInclude(contentId: string): string {
  return `<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:${encodeURIComponent(contentId).replaceAll('%40', '@')}"/>`
}
