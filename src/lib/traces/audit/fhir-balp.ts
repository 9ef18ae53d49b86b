import type {TraceRecord} from '../trace-record.ts'
import type {AuditMessage, Participant} from './audit-model.ts'
import {EXPORT} from './codes.ts'
import {coding, commonOf, deviceOf, type Json, networkOf, personOf, policyOf} from './fhir-event.ts'
import {named} from './plain-text.ts'

const BALP = 'https://profiles.ihe.net/ITI/BALP'
const DISCLOSURE = `${BALP}/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure.Source`
const SAML = `${BALP}/StructureDefinition/IHE.BasicAudit.SAMLaccessTokenUse.Minimal`

const DISCLOSE: Json = {
  system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle',
  code: 'disclose',
  display: 'Disclose Record Lifecycle Event',
}
const PROVIDER: Json = {
  coding: [{system: 'http://terminology.hl7.org/CodeSystem/v3-RoleClass', code: 'PROV'}],
}

/**
 * An AuditEvent of IHE BALP: a submission is a privacy disclosure told by its source; a call with an assertion has the
 * agent that the assertion names. Other acts name no profile: those of BALP are for REST. The patterns want source and
 * recipient with their network and a patient with data, so a trace that lacks one of them claims no disclosure.
 */
export function balpEvent(record: TraceRecord, message: AuditMessage): Json {
  const saml = samlAgent(record, message)
  const discloses = isDisclosure(message)
  const profiles = [...(discloses ? [DISCLOSURE] : []), ...(saml ? [SAML] : [])]
  const {head, body, site, sourceType, entities} = commonOf(record, message, profiles)
  const subtypes = [...(discloses ? [DISCLOSE] : []), ...(message.type ? [coding(message.type)] : [])]
  const observer = deviceOf(message.sourceId)
  const others = message.participants.filter(({kind}) => !(saml && kind === 'user'))
  return {
    ...head,
    ...(subtypes.length > 0 ? {subtype: subtypes} : {}),
    ...body,
    agent: [
      ...others.map((one) => agentOf(record, one, observer)),
      ...(saml ? [saml] : []),
      ...organisation(record),
    ],
    source: {...site, observer, ...sourceType},
    ...entities,
  }
}

function isDisclosure({id, action, participants, objects}: AuditMessage): boolean {
  const placed = (kind: Participant['kind']) => participants.some((one) => one.kind === kind && one.network)
  return (
    id.code === EXPORT.code &&
    action === 'R' &&
    placed('source') &&
    placed('destination') &&
    objects.some(({kind}) => kind === 'patient') &&
    objects.some(({kind}) => kind === 'submission-set' || kind === 'document')
  )
}

function agentOf(record: TraceRecord, one: Participant, observer: Json): Json {
  const {kind, userId, userName, alternativeUserId, requestor, role} = one
  const program = kind === 'source' || kind === 'application'
  return {
    ...(role && kind !== 'user' ? {type: {coding: [coding(role)]}} : {}),
    ...(role && kind === 'user' ? {role: [{coding: [coding(role)]}]} : {}),
    who: program ? observer : kind === 'user' ? personOf(record, one) : {display: userId},
    ...(alternativeUserId ? {altId: alternativeUserId} : {}),
    ...(userName ? {name: userName} : {}),
    requestor,
    ...networkOf(one),
  }
}

/** Whom the assertion names: the person, or the establishment itself for an automate. */
function samlAgent(record: TraceRecord, message: AuditMessage): Json | undefined {
  const {assertion} = record
  if (!assertion?.subject) return undefined
  const {role, ...user} = message.participants.find(({kind}) => kind === 'user') ?? {
    userId: assertion.subject,
  }
  const person = personOf(record, {kind: 'user', requestor: true, ...user})
  return {
    type: {
      coding: [
        {
          system: `${BALP}/CodeSystem/UserAgentTypes`,
          code: 'UserSamlAgent',
          display: 'User SAML Agent participant',
        },
      ],
    },
    ...(role ? {role: [{coding: [coding(role)]}]} : {}),
    who: person,
    requestor: true,
    policy: [policyOf(assertion.id)],
    ...(message.purpose ? {purposeOfUse: [{coding: [coding(message.purpose)]}]} : {}),
  }
}

function organisation({actor}: TraceRecord): readonly Json[] {
  const {finess, name, idNat} = actor?.org ?? {}
  if (finess === undefined) return []
  const value = named(idNat ?? finess)
  return [
    {
      type: PROVIDER,
      who: {type: 'Organization', identifier: {value}, display: named(name ?? finess)},
      requestor: false,
    },
  ]
}
