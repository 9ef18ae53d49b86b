import {SandboxRefusal} from '../backend.ts'
import {attributeOf, descend} from '../registry/element-walk.ts'
import type {XmlElement} from '../xml/element.ts'
import {childrenNamed} from '../xml/navigate.ts'

const V3 = 'urn:hl7-org:v3'
const REASONS = '1.2.250.1.213.1.1.4.11'
const DMP_DEVICE = '1.2.250.1.213.4.1.1.1'

/** What a TD0.2 message asks. */
export interface ExistenceRequest {
  readonly id: string
  readonly queryId: {readonly root: string; readonly extension: string}
  readonly senderId: string
  readonly ins: {readonly matricule: string; readonly oid: string}
}

const refuse = (text: string, location: string): never => {
  throw new SandboxRefusal('hl7v3', 'SandboxTd02Malformed', text, location)
}

/** Reads a PRPA_IN201307UV02 (GIE message samples); a fault in its form is answered AE. */
export function readExistenceRequest(body: XmlElement): ExistenceRequest {
  if (body.namespace !== V3 || body.name !== 'PRPA_IN201307UV02')
    refuse('Le message attendu est PRPA_IN201307UV02.', body.name)
  const id = descend(body, V3, 'id')
  expectCode(body, ['processingModeCode'], 'T')
  expectCode(body, ['acceptAckCode'], 'AL')
  if (!['D', 'P', 'T'].includes(attributeOf(descend(body, V3, 'processingCode'), 'code') ?? ''))
    refuse('processingCode est absent ou inconnu.', 'processingCode')
  const interaction = descend(body, V3, 'interactionId')
  if (
    attributeOf(interaction, 'extension') !== 'PRPA_IN201307UV02' ||
    attributeOf(interaction, 'root') !== '2.16.840.1.113883.1.6'
  )
    refuse('interactionId ne nomme pas PRPA_IN201307UV02.', 'interactionId')
  if (!/^\d{14}/.test(attributeOf(descend(body, V3, 'creationTime'), 'value') ?? ''))
    refuse('creationTime est absent ou mal formé.', 'creationTime')
  if (attributeOf(descend(body, V3, 'receiver', 'device', 'id'), 'root') !== DMP_DEVICE)
    refuse('Le destinataire n’est pas le DMP.', 'receiver/device/id')
  const senderId =
    attributeOf(descend(body, V3, 'sender', 'device', 'id'), 'root') ??
    refuse('L’émetteur manque.', 'sender/device/id')
  const control = descend(body, V3, 'controlActProcess')
  const reason = descend(control, V3, 'reasonCode')
  if (attributeOf(reason, 'code') !== 'TEST_EXST' || attributeOf(reason, 'codeSystem') !== REASONS)
    refuse('Le motif n’est pas TEST_EXST.', 'controlActProcess/reasonCode')
  const query = descend(control, V3, 'queryByParameter')
  expectCode(query, ['statusCode'], 'new')
  const queryId = descend(query, V3, 'queryId')
  return {
    id: attributeOf(id, 'extension') ?? attributeOf(id, 'root') ?? refuse('id est absent.', 'id'),
    queryId: {
      root: attributeOf(queryId, 'root') ?? refuse('queryId est absent.', 'queryByParameter/queryId'),
      extension: attributeOf(queryId, 'extension') ?? '',
    },
    senderId,
    ins: readIns(query),
  }
}

function readIns(query: XmlElement | undefined): ExistenceRequest['ins'] {
  const location = 'queryByParameter/parameterList/patientIdentifier'
  const list = descend(query, V3, 'parameterList')
  const identifiers = list ? childrenNamed(list, V3, 'patientIdentifier') : []
  if (identifiers.length !== 1) refuse('Il faut exactement un patientIdentifier.', location)
  const value = descend(identifiers[0], V3, 'value')
  return {
    matricule: attributeOf(value, 'extension') ?? refuse('Le matricule manque.', location),
    oid: attributeOf(value, 'root') ?? refuse('L’OID de l’INS manque.', location),
  }
}

function expectCode(parent: XmlElement | undefined, path: readonly string[], code: string): void {
  if (attributeOf(descend(parent, V3, ...path), 'code') !== code)
    refuse(`${path.join('/')} doit valoir ${code}.`, path.join('/'))
}
