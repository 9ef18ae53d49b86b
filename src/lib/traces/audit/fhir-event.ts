/**
 * What both flavours of FHIR R4 AuditEvent share. The two cannot be met by one resource: BALP wants user, source and
 * recipient and several subtypes, the CI-SIS volume "Traçabilité d'événements" (TdE) allows two agents and one subtype.
 * Mapping of DICOM to AuditEvent: FHIR R4, AuditEvent, mappings; CI-SIS TdE, annex on DICOM.
 */
import type {TraceRecord} from '../trace-record.ts'
import type {AuditMessage, AuditObject, Participant} from './audit-model.ts'
import {type Code, LOCAL, LOCAL_URI} from './codes.ts'
import {named} from './plain-text.ts'

export type Json = string | number | boolean | readonly Json[] | {readonly [name: string]: Json}

const SYSTEMS: Readonly<Record<string, string>> = {
  DCM: 'http://dicom.nema.org/resources/ontology/DCM',
  'IHE Transactions': 'urn:ihe:event-type-code',
  [LOCAL]: LOCAL_URI,
}

/** A code has no blanks but single ones within. */
export function coding({code, system, text}: Code): Json {
  const uri = SYSTEMS[system] ?? (/^[\d.]+$/.test(system) ? `urn:oid:${system}` : LOCAL_URI)
  return {system: uri, code: code.replaceAll(/\s+/g, ' '), display: text}
}

/** As `audit-entity-type`, `object-role` of HL7's terminology. */
const hl7 = (system: string, code: string): Json => ({
  system: `http://terminology.hl7.org/CodeSystem/${system}`,
  code,
})

const ID = /^[A-Za-z0-9.-]{1,64}$/

/** Everything but agents, subtypes and the observer, which the flavours disagree about. */
export function commonOf(record: TraceRecord, message: AuditMessage, profiles: readonly string[]) {
  const {id, ts, occurredAt, endedAt, environment} = record
  return {
    head: {
      resourceType: 'AuditEvent',
      ...(ID.test(id) ? {id} : {}),
      meta: {
        ...(profiles.length > 0 ? {profile: profiles} : {}),
        tag: [{system: LOCAL_URI, code: named(environment)}],
      },
      type: coding(message.id),
    },
    body: {
      action: message.action,
      period: {start: occurredAt, ...(endedAt === undefined ? {} : {end: endedAt})},
      recorded: ts,
      outcome: message.outcome,
      ...(message.outcomeText === undefined ? {} : {outcomeDesc: message.outcomeText}),
      ...(message.purpose ? {purposeOfEvent: [{coding: [coding(message.purpose)]}]} : {}),
    },
    site: message.site === undefined ? {} : {site: message.site},
    sourceType: {type: [hl7('security-source-type', '4')]},
    entities: message.objects.length > 0 ? {entity: message.objects.map(entityOf)} : {},
  }
}

export function networkOf({network}: Participant): {readonly network?: Json} {
  return network ? {network: {address: network.address, type: network.type}} : {}
}

/** The person as the assertion names them, else by their own number. */
export function personOf({actor, assertion}: TraceRecord, user: Participant): Json {
  const display = actor?.user?.name ? {display: named(actor.user.name)} : {}
  if (assertion?.subject)
    return {
      type: 'Practitioner',
      identifier: subjectOf(assertion.subject, assertion.issuer),
      ...display,
    }
  return {type: 'Practitioner', identifier: {value: user.userId}, ...display}
}

/** A distinguished name is no URI: IHE BALP writes it as `ldap:///`. */
function issuerUri(issuer: string): string {
  const text = named(issuer)
  return /^[a-z][a-z\d+.-]*:\S*$/i.test(text) ? text : `ldap:///${encodeURIComponent(text)}`
}

/** The id of the assertion as a URI, which has no blanks. */
export const policyOf = (id: string): string => named(id).replaceAll(/[^\x21-\x7e]/g, '-')

/** Whom an assertion names, as BALP has it: the issuer is the system. */
export const subjectOf = (subject: string, issuer: string | undefined) => ({
  ...(issuer ? {system: issuerUri(issuer)} : {}),
  value: named(subject),
})

/** A machine or a program: it is known by its name alone. */
export const deviceOf = (name: string) => ({
  type: 'Device',
  identifier: {system: LOCAL_URI, value: name},
  display: name,
})

function entityOf(one: AuditObject): Json {
  const details = one.details.map(({type, value}): Json => ({type, valueString: value}))
  return {
    what: whatOf(one),
    type: hl7('audit-entity-type', one.typeCode),
    role: hl7('object-role', one.role),
    ...(one.lifeCycle ? {lifecycle: hl7('dicom-audit-lifecycle', one.lifeCycle)} : {}),
    ...(one.query === undefined ? {} : {query: Buffer.from(one.query, 'utf8').toString('base64')}),
    ...(details.length > 0 ? {detail: details} : {}),
  }
}

const OID = /^[0-2](?:\.(?:0|[1-9]\d*))+$/
const CX = /^([^^]*)\^\^\^&([^&]*)&ISO/

function whatOf({kind, id}: AuditObject): Json {
  const cx = CX.exec(id)
  if (kind === 'patient')
    return {
      type: 'Patient',
      identifier: cx
        ? {system: `urn:oid:${cx[2]}`, value: cx[1] ?? id}
        : {system: LOCAL_URI, value: id.split('^')[0] ?? id},
    }
  const type = kind === 'document' ? {type: 'DocumentReference'} : {}
  if (OID.test(id)) return {...type, identifier: {system: 'urn:ietf:rfc:3986', value: `urn:oid:${id}`}}
  return {...type, identifier: {value: id}}
}
