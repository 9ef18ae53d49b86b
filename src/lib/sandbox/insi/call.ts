import type {Certificate} from '../certificate/certificate.ts'
import type {StruckFaults} from '../faults/fault-knobs.ts'
import {parseXml} from '../xml/reader.ts'
import {XmlRefusal} from '../xml/refusal.ts'
import {checkAccess} from './access.ts'
import {answerXml, dialectOf, faultXml} from './answer.ts'
import {checkContexteBam, checkContexteLps} from './context-blocks.ts'
import {readCriteria} from './criteria.ts'
import type {InsiService} from './insi.ts'
import {messageIdIn, readInsiMessage} from './message.ts'
import {type Dialect, dialects} from './person.ts'
import {InsiRefusal, refuse} from './refusal.ts'
import {type SearchResult, searchPeople} from './search.ts'

export interface InsiArrival {
  readonly peer: Certificate
  readonly receivedAt: number
  readonly envelope: Uint8Array
  /** `action` of the Content-Type. */
  readonly action: string | undefined
  readonly struck: StruckFaults
}

export interface InsiAnswer {
  readonly status: 200 | 500
  readonly xml: string
  /** Code of a refusal. */
  readonly code?: string
}

/** Answers one call: a result (CodeCR 00, 01 or 02) or a fault, HTTP 500. */
export function answerInsiCall(service: InsiService, arrival: InsiArrival): InsiAnswer {
  const told = dialects.find((each) => each === arrival.struck.get('insi-dialect'))
  let messageId: string | undefined
  try {
    const {root} = parseXml(arrival.envelope)
    messageId = messageIdIn(root)
    const found = search(service, arrival, root)
    return {status: 200, xml: answerXml(found, told ?? dialectOf(found))}
  } catch (error) {
    const refusal = refusalOf(error)
    return {
      status: 500,
      xml: faultXml(refusal, messageId, told ?? ('liste' satisfies Dialect)),
      code: refusal.code,
    }
  }
}

function search(
  service: InsiService,
  {peer, receivedAt, action, struck}: InsiArrival,
  root: Parameters<typeof readInsiMessage>[0],
): SearchResult {
  const message = readInsiMessage(root, action)
  const unit = checkAccess(peer, service)
  if (message.hasSecurity && struck.has('insi-refuse-security'))
    refuse('sandbox_security', 'wsse:Security est de trop avec un certificat logiciel')
  const policy = {receivedAt, unit, idam: service.idam}
  checkContexteBam(message.bam, policy)
  checkContexteLps(message.lps, policy)
  const criteria = readCriteria(message.body)
  if (!service.messageIds.take(message.messageId, receivedAt))
    refuse('sandbox_message_id_reused', 'MessageID déjà utilisé')
  const asked = struck.get('insi-fault')
  if (typeof asked === 'string') refuse(asked, `Anomalie demandée au bac à sable : ${asked}`)
  return searchPeople(service.people, criteria)
}

function refusalOf(error: unknown): InsiRefusal {
  if (error instanceof InsiRefusal) return error
  if (error instanceof XmlRefusal) return new InsiRefusal(xmlCode(error.cause), error.message)
  return new InsiRefusal('sandbox_internal', 'Erreur interne du bac à sable', 'Receiver')
}

/** `xml/doctype` → `sandbox_xml_doctype`. */
function xmlCode(cause: string): string {
  return `sandbox_${cause.replaceAll(/\W/g, '_')}`
}
