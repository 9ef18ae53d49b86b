/**
 * SOAP 1.2 messages of the DMP: envelope with WS-Addressing and the VIHF in wsse:Security, MTOM packing with
 * xop:Include (EX_2.1-1260), and the reading of answers, plain or multipart.
 *
 * Sources: GIE message samples (headers, addressing), W3C MTOM and XOP, DRIM-M_DRIMbox (Content-Type of the MTOM
 * request). No Timestamp, no message-level signature, SOAP 1.1 is read (old faults) and never written.
 *
 * The assertion goes in byte for byte: its signature covers these very characters.
 */
import {xmlAttribute, xmlText} from '../xmltext/escape.ts'

export const SOAP12 = 'http://www.w3.org/2003/05/soap-envelope'
export const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/'
export const WSA = 'http://www.w3.org/2005/08/addressing'
export const ANONYMOUS = `${WSA}/anonymous`
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'

export interface EnvelopeInput {
  readonly action: string
  /** URL of the service. */
  readonly to: string
  /** `urn:uuid:…`, fresh for each try. */
  readonly messageId: string
  /** The signed assertion, as `signVihf` gave it. */
  readonly vihfXml: string
  readonly bodyXml: string
}

export function soapEnvelope(input: EnvelopeInput): string {
  return [
    `<soap:Envelope xmlns:soap="${SOAP12}" xmlns:wsa="${WSA}"><soap:Header>`,
    `<wsa:MessageID>${xmlText(input.messageId)}</wsa:MessageID>`,
    `<wsa:To>${xmlText(input.to)}</wsa:To>`,
    `<wsa:ReplyTo soap:mustUnderstand="true"><wsa:Address>${ANONYMOUS}</wsa:Address></wsa:ReplyTo>`,
    `<wsa:Action soap:mustUnderstand="true">${xmlText(input.action)}</wsa:Action>`,
    `<wsse:Security xmlns:wsse="${WSSE}">${input.vihfXml}</wsse:Security>`,
    `</soap:Header><soap:Body>${input.bodyXml}</soap:Body></soap:Envelope>`,
  ].join('')
}

/** Content-Type of a call without attachments. */
export function soapContentType(action: string): string {
  return `application/soap+xml; charset=UTF-8; action="${xmlAttribute(action)}"`
}
