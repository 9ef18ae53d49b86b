import {createHash} from 'node:crypto'
import type {AuthenticatedCall, ReceivedPart} from '../../../src/lib/sandbox/backend.ts'
import {parseXml} from '../../../src/lib/sandbox/xml/reader.ts'
import type {WrittenPart} from './registry-lot.ts'

export function receivedPart({contentId, contentType, bytes}: WrittenPart): ReceivedPart {
  const digest = (name: string): string => createHash(name).update(bytes).digest('hex')
  return {
    contentId,
    contentType,
    size: bytes.byteLength,
    sha1Hex: digest('sha1'),
    sha256Hex: digest('sha256'),
    bytes: async () => bytes,
    async *stream() {
      yield bytes
    },
  }
}

export interface CallPlan {
  readonly service: AuthenticatedCall['service']
  readonly action: string
  readonly body: string
  readonly parts?: readonly WrittenPart[]
  readonly structureId: string
  readonly patient: {readonly matricule: string; readonly oid: string}
  readonly now: number
  readonly visibilityDelay?: number | 'until-released'
}

let messages = 0

/** A call as the gate would hand it over, its caller already accepted. */
export function acceptedCall(plan: CallPlan): AuthenticatedCall {
  const certificate = {
    subject: {C: 'FR', ST: '', O: 'CENTRE HOSPITALIER FICTIF', OU: plan.structureId, CN: 'DMP'},
    sha256Hex: '00',
  }
  messages += 1
  return {
    service: plan.service,
    action: plan.action,
    messageId: `urn:uuid:00000000-0000-4000-8000-${String(messages).padStart(12, '0')}`,
    peer: certificate,
    vihf: {
      assertionId: `_${messages}`,
      nameId: `3${plan.structureId.slice(1)}/RESP`,
      structureId: plan.structureId,
      sector: 'SA01^1.2.250.1.71.4.2.4',
      roleCodes: ['AUTOMATE'],
      resourceId: `${plan.patient.matricule}^^^&${plan.patient.oid}&ISO^NH`,
      lpsName: 'Essai',
      lpsId: '',
      signer: certificate,
    },
    body: parseXml(Buffer.from(plan.body)).root,
    parts: new Map((plan.parts ?? []).map((part) => [part.contentId, receivedPart(part)])),
    receivedAt: plan.now,
    ...(plan.visibilityDelay === undefined ? {} : {visibilityDelay: plan.visibilityDelay}),
  }
}
