/**
 * A trace as an audit message: what DICOM (PS3.15 A.5), IHE ATNA and FHIR AuditEvent say alike, before any of them writes
 * it down. Sources: tables of IHE ITI TF-2 for each transaction (as its client), DICOM PS3.15 A.5.3 for local acts.
 *
 * One message tells one call by its result; an intent that has none is told as of unknown outcome, never as a success.
 * The patient is the pseudonym unless the trace carries the INS; no other text carries what looks like one. Identifiers
 * of the trace and the chain it stands in go along as details, so that who received it twice can tell.
 *
 * It knows neither XML nor JSON, and reads no journal.
 */
import type {TraceRecord} from '../trace-record.ts'
import type {AuditMessage, AuditWish, OutcomeIndicator, Participant} from './audit-model.ts'
import {auditObjects} from './audit-objects.ts'
import {
  APPLICATION_ROLE,
  type Code,
  DESTINATION_ROLE,
  eventCodes,
  LAUNCHER_ROLE,
  SOURCE_ROLE,
} from './codes.ts'
import {named, plainText} from './plain-text.ts'

export function auditMessage(record: TraceRecord, wish: AuditWish): AuditMessage {
  const {operation, outcome, actor, assertion, occurredAt} = record
  const {id, action, type, call} = eventCodes(operation, outcome)
  const text = outcomeText(record, wish)
  const site = actor?.org?.finess
  return {
    id,
    action,
    ...(type ? {type: {...type, code: named(type.code), text: named(type.text)}} : {}),
    at: occurredAt,
    outcome: indicator(record),
    ...(text ? {outcomeText: text} : {}),
    ...(assertion?.purposeOfUse ? {purpose: purposeOf(assertion.purposeOfUse)} : {}),
    participants: call ? callParticipants(record) : actParticipants(record),
    ...(site ? {site: named(site)} : {}),
    sourceId: sourceIdOf(record),
    objects: auditObjects(record, wish),
  }
}

/** Only what is known to have gone well is a success. */
function indicator({phase, outcome}: TraceRecord): OutcomeIndicator {
  if (outcome === 'success') return '0'
  if (outcome === 'warning') return '4'
  return outcome === undefined && phase === 'event' ? '0' : '8'
}

function outcomeText({phase, outcome, cause, status}: TraceRecord, {t}: AuditWish): string | undefined {
  if (outcome === 'success' || (outcome === undefined && phase === 'event')) return undefined
  const said = (status?.errors ?? []).map(({code, context}) => [code, context].filter(Boolean).join(' '))
  const words = [t(`trace.outcome.${outcome ?? 'open'}`), cause, ...said]
  return plainText(words.filter(Boolean).join('; ')).trim()
}

/** The value set of the assertion (VIHF 2.0). */
const purposeOf = (code: string): Code => ({
  code: named(code),
  system: '1.2.250.1.213.1.1.4.248',
  text: named(code),
})

/** `name@machine`: the program where it ran. */
function sourceIdOf({actor}: TraceRecord): string {
  const name = named(actor?.software?.name ?? 'dmp')
  const host = actor?.os?.host
  return host ? `${name}@${named(host)}` : name
}

const ANONYMOUS = 'http://www.w3.org/2005/08/addressing/anonymous'

/** Who called, in whose name, and whom. The call has the anonymous reply address of WS-Addressing. */
function callParticipants(record: TraceRecord): [Participant, ...Participant[]] {
  const {actor, repository} = record
  const os = actor?.os
  const source: Participant = {
    kind: 'source',
    userId: ANONYMOUS,
    ...(os ? {alternativeUserId: named(os.account), network: networkOf(os.host)} : {}),
    requestor: true,
    role: SOURCE_ROLE,
  }
  const destination: Participant = {
    kind: 'destination',
    userId: named(repository?.url),
    requestor: false,
    role: DESTINATION_ROLE,
    ...(repository ? {network: networkOf(repository.host)} : {}),
  }
  return [source, ...userOf(record), destination]
}

/** An act of this program here: the program, and who started it. */
function actParticipants(record: TraceRecord): [Participant, ...Participant[]] {
  const {actor} = record
  const os = actor?.os
  const application: Participant = {
    kind: 'application',
    userId: named(actor?.software?.name ?? 'dmp'),
    ...(actor?.software ? {alternativeUserId: named(actor.software.version)} : {}),
    requestor: os === undefined && actor?.user === undefined,
    role: APPLICATION_ROLE,
    ...(os ? {network: networkOf(os.host)} : {}),
  }
  const launcher: Participant[] = os
    ? [{kind: 'launcher', userId: named(os.account), requestor: true, role: LAUNCHER_ROLE}]
    : []
  return [application, ...userOf(record), ...launcher]
}

/** The person, where one is named: IHE XUA writes `alias<subject@issuer>`. */
function userOf(record: TraceRecord): Participant[] {
  const {actor, assertion} = record
  const user = actor?.user
  if (!user) return responsibleOf(record)
  const name =
    assertion?.subject && assertion.issuer
      ? `${user.name ?? ''}<${assertion.subject}@${assertion.issuer}>`
      : user.name
  return [
    {
      kind: 'user',
      userId: named(user.id),
      ...(name ? {userName: named(plainText(name))} : {}),
      requestor: true,
      // Professions of the VIHF (TRE_G15).
      ...(user.role
        ? {role: {code: named(user.role), system: '1.2.250.1.71.1.2.7', text: named(user.role)}}
        : {}),
    },
  ]
}

/** For an automate, whom its assertion names: the person responsible for the processing (EX_AIR-070). */
function responsibleOf({assertion}: TraceRecord): Participant[] {
  if (!assertion?.subject) return []
  const {subject, issuer} = assertion
  return [
    {
      kind: 'user',
      userId: named(subject),
      ...(issuer ? {userName: named(plainText(`<${subject}@${issuer}>`))} : {}),
      requestor: true,
    },
  ]
}

const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-f]*:[\da-f:.]+\]?)$/i

function networkOf(host: string): {readonly address: string; readonly type: '1' | '2'} {
  const address = named(host)
  return {address, type: IP.test(address) ? '2' : '1'}
}
