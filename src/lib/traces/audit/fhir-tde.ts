import type {TraceRecord} from '../trace-record.ts'
import type {AuditMessage, Participant} from './audit-model.ts'
import {
  coding,
  commonOf,
  deviceOf,
  type Json,
  networkOf,
  personOf,
  policyOf,
  subjectOf,
} from './fhir-event.ts'

const PROFILE = 'https://interop.esante.gouv.fr/ig/fhir/tde/StructureDefinition/tde-auditevent'

/**
 * An AuditEvent of the CI-SIS volume "Traçabilité d'événements" 2.0: at most two agents (who asked, and who was called),
 * at most one subtype (the transaction), `period.start`. The program is the observer.
 */
export function tdeEvent(record: TraceRecord, message: AuditMessage): Json {
  const {head, body, site, sourceType, entities} = commonOf(record, message, [PROFILE])
  const kindOf = (...kinds: Participant['kind'][]) =>
    message.participants.find(({kind}) => kinds.includes(kind))
  // The person; an automate itself, by the name that its assertion gives it (EX_AIR-070).
  const first =
    (record.actor?.user && kindOf('user')) ??
    kindOf('launcher') ??
    kindOf('source') ??
    message.participants[0]
  const other = kindOf('destination')
  return {
    ...head,
    ...(message.type ? {subtype: [coding(message.type)]} : {}),
    ...body,
    agent: [agentOf(record, message, first), ...(other ? [agentOf(record, message, other)] : [])],
    source: {...site, observer: deviceOf(message.sourceId), ...sourceType},
    ...entities,
  }
}

function agentOf(record: TraceRecord, message: AuditMessage, one: Participant): Json {
  const {kind, userId, userName, alternativeUserId, requestor, role} = one
  const {assertion} = record
  const program = kind === 'source' || kind === 'application'
  return {
    ...(role ? {[kind === 'user' ? 'role' : 'type']: kind === 'user' ? [concept(role)] : concept(role)} : {}),
    who: kind === 'user' ? personOf(record, one) : program ? programOf(record, message) : {display: userId},
    ...(alternativeUserId ? {altId: alternativeUserId} : {}),
    ...(userName ? {name: userName} : {}),
    requestor,
    // The assertion that the call bore, whoever it names.
    ...(requestor && assertion ? {policy: [policyOf(assertion.id)]} : {}),
    ...networkOf(one),
  }
}

function programOf(record: TraceRecord, message: AuditMessage): Json {
  const device = deviceOf(message.sourceId)
  const {assertion, actor} = record
  if (actor?.user || !assertion?.subject) return device
  return {...device, identifier: subjectOf(assertion.subject, assertion.issuer)}
}

const concept = (code: Parameters<typeof coding>[0]): Json => ({coding: [coding(code)]})
