import {xmlAttribute, xmlText} from '../../xmltext/escape.ts'
import type {AuditMessage, AuditObject, Participant} from './audit-model.ts'
import {dicomVersions} from './audit-profiles.ts'
import type {Code} from './codes.ts'

export type DicomVersion = (typeof dicomVersions)[number]

/** 2017c for whatever is none. */
export const dicomVersionOf = (choice: unknown): DicomVersion =>
  dicomVersions.find((one) => one === choice) ?? '2017c'

type Attributes = Readonly<Record<string, string | undefined>>

/** Attributes in the order given; those without a value are not there. */
function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let start = `<${name}`
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== undefined) start += ` ${attribute}="${xmlAttribute(value)}"`
  const content = children.join('')
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`
}

const coded = (name: string, {code, system, text}: Code): string =>
  element(name, {'csd-code': code, codeSystemName: system, originalText: text})

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** An `AuditMessage` of DICOM PS3.15 A.5, on one line and without declaration: line ends in values are references. */
export function dicomMessage(message: AuditMessage, version: DicomVersion = '2017c'): string {
  return element(
    'AuditMessage',
    {},
    eventOf(message),
    ...message.participants.map(participantOf),
    sourceOf(message, version),
    ...message.objects.map(objectOf),
  )
}

function eventOf({id, action, type, at, outcome, outcomeText, purpose}: AuditMessage): string {
  return element(
    'EventIdentification',
    {EventActionCode: action, EventDateTime: at, EventOutcomeIndicator: outcome},
    coded('EventID', id),
    type ? coded('EventTypeCode', type) : '',
    outcomeText === undefined
      ? ''
      : `<EventOutcomeDescription>${oneLine(outcomeText)}</EventOutcomeDescription>`,
    purpose ? coded('PurposeOfUse', purpose) : '',
  )
}

const oneLine = (text: string): string => xmlText(text).replaceAll('\n', '&#xA;')

function participantOf(one: Participant): string {
  return element(
    'ActiveParticipant',
    {
      UserID: one.userId,
      AlternativeUserID: one.alternativeUserId,
      UserName: one.userName,
      UserIsRequestor: String(one.requestor),
      NetworkAccessPointID: one.network?.address,
      NetworkAccessPointTypeCode: one.network?.type,
    },
    one.role ? coded('RoleIDCode', one.role) : '',
  )
}

/** A program on a machine of the establishment: 4, application server process. */
const SOURCE_TYPE = {code: '4', system: 'DCM', text: 'Application Server Process'} as const

function sourceOf({site, sourceId}: AuditMessage, version: DicomVersion): string {
  const {code, system, text} = SOURCE_TYPE
  const type = {
    '2016a': () => `<AuditSourceTypeCode>${code}</AuditSourceTypeCode>`,
    '2016c': () => element('AuditSourceTypeCode', {code, codeSystemName: system, originalText: text}),
    '2017c': () => coded('AuditSourceTypeCode', SOURCE_TYPE),
  }[version]
  return element('AuditSourceIdentification', {AuditEnterpriseSiteID: site, AuditSourceID: sourceId}, type())
}

function objectOf(one: AuditObject): string {
  return element(
    'ParticipantObjectIdentification',
    {
      ParticipantObjectID: one.id,
      ParticipantObjectTypeCode: one.typeCode,
      ParticipantObjectTypeCodeRole: one.role,
      ParticipantObjectDataLifeCycle: one.lifeCycle,
    },
    coded('ParticipantObjectIDTypeCode', one.idType),
    one.query === undefined ? '' : `<ParticipantObjectQuery>${base64(one.query)}</ParticipantObjectQuery>`,
    ...one.details.map(({type, value}) => element('ParticipantObjectDetail', {type, value: base64(value)})),
  )
}
