import {randomUUID} from 'node:crypto'
import type {SandboxRefusal, SandboxReply} from '../backend.ts'
import {escaped} from '../xml/canonical.ts'
import {anonymous, sandboxNamespace, soap12, wsa} from './names.ts'

const wsaCodes = new Set([
  'MessageAddressingHeaderRequired',
  'InvalidAddressingHeader',
  'ActionNotSupported',
  'ActionMismatch',
])
const wholeCodes = new Set(['VersionMismatch', 'MustUnderstand'])

/** Escapes text and attribute values alike. */
export function xmlText(text: string): string {
  return escaped(text).replaceAll('>', '&gt;')
}

/** An answer's envelope, with RelatesTo as the GIE samples have it. */
export function answerEnvelope(reply: SandboxReply, relatesTo: string | undefined): string {
  const related = relatesTo === undefined ? '' : `<wsa:RelatesTo>${xmlText(relatesTo)}</wsa:RelatesTo>`
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${soap12}" xmlns:wsa="${wsa}"><soap:Header>` +
    `<wsa:Action soap:mustUnderstand="true">${xmlText(reply.action)}</wsa:Action>` +
    `<wsa:MessageID>urn:uuid:${randomUUID()}</wsa:MessageID>${related}<wsa:To>${anonymous}</wsa:To>` +
    `</soap:Header><soap:Body>${reply.xml}</soap:Body></soap:Envelope>`
  )
}

/**
 * A SOAP 1.2 fault. DMP ids are qualified in the SOAP namespace, as the DMP prints them; the sandbox's own in a
 * namespace of its own. The Detail holds the single cause.
 */
export function faultReply(
  code: string,
  cause: string,
  text: string,
  party: 'Sender' | 'Receiver' = 'Sender',
): SandboxReply {
  const whole = wholeCodes.has(code)
  const prefix = wsaCodes.has(code) ? 'wsa' : code.startsWith('Sandbox') ? 'sbx' : 'soap'
  const subcode = whole
    ? ''
    : `<soap:Subcode><soap:Value>${prefix}:${xmlText(code)}</soap:Value></soap:Subcode>`
  const language = /^A required header/.test(text) ? 'en' : 'fr'
  return {
    action: prefix === 'wsa' ? `${wsa}/fault` : `${wsa}/soap/fault`,
    xml:
      `<soap:Fault xmlns:sbx="${sandboxNamespace}"><soap:Code><soap:Value>soap:${whole ? code : party}</soap:Value>${subcode}</soap:Code>` +
      `<soap:Reason><soap:Text xml:lang="${language}">${xmlText(text)}</soap:Text></soap:Reason>` +
      `<soap:Detail><sbx:Cause>${xmlText(cause)}</sbx:Cause></soap:Detail></soap:Fault>`,
  }
}

const failure = 'urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure'
const rs = 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0'

/** A RegistryResponse (or AdhocQueryResponse) Failure with one error. */
export function registryFailureXml(refusal: SandboxRefusal, isQuery: boolean): string {
  const list =
    '<rs:RegistryErrorList highestSeverity="urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error">' +
    `<rs:RegistryError errorCode="${xmlText(refusal.code)}" codeContext="${xmlText(refusal.message)}" ` +
    `location="${xmlText(refusal.location)}" severity="urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error"/></rs:RegistryErrorList>`
  if (!isQuery)
    return `<rs:RegistryResponse xmlns:rs="${rs}" status="${failure}">${list}</rs:RegistryResponse>`
  const rim = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'
  return (
    `<query:AdhocQueryResponse xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns:rs="${rs}" status="${failure}">` +
    `${list}<rim:RegistryObjectList xmlns:rim="${rim}"/></query:AdhocQueryResponse>`
  )
}

/** PRPA_IN201308UV02 with an AE acknowledgement. */
export function hl7v3FailureXml(refusal: SandboxRefusal, at: number): string {
  const time = new Date(at).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
  return (
    '<PRPA_IN201308UV02 xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0">' +
    `<id root="${randomUUID().toUpperCase()}"/><creationTime value="${time}"/>` +
    '<interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201308UV02"/><processingCode code="P"/>' +
    '<processingModeCode code="T"/><acceptAckCode code="NE"/><acknowledgement typeCode="AE">' +
    `<acknowledgementDetail typeCode="E"><code code="${xmlText(refusal.code)}"/><text>${xmlText(refusal.message)}</text>` +
    '</acknowledgementDetail></acknowledgement></PRPA_IN201308UV02>'
  )
}
