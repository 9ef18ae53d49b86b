import {DmpError} from '../../errors/dmp-error.ts'
import type {DmpExistence} from '../../hl7v3/existence-answer.ts'
import {existenceAction, existenceXml} from '../../hl7v3/existence-request.ts'
import {oidOfUuid} from '../../ids/oid.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import {soapEnvelope} from '../../soap/envelope.ts'
import {plainMessage} from '../../soap/mtom.ts'
import {type CallBench, callDmp} from '../exchange/call-dmp.ts'
import type {Workbench} from '../ports.ts'

const AFTER_DEATH = 'FERMETURE_DECES_PATIENT'

/** `AAAA-MM-JJ` of digits as the DMP writes them; a value of another form is shown as it is. */
export function calendarDay(digits: string | undefined): string | undefined {
  return digits?.replace(/^(\d{4})(\d\d)(\d\d)(?:\d.*)?$/, '$1-$2-$3')
}

export type ExistenceBench = CallBench & Pick<Workbench, 'profile'>

/** TD0.2: what the DMP says of a patient. @throws DmpError of the line or of the DMP */
export async function askExistence(bench: ExistenceBench, ins: Ins): Promise<DmpExistence> {
  const {lps, ids} = await bench.profile()
  const fresh = () => oidOfUuid(bench.random.uuid())
  const bodyXml = existenceXml({
    ins,
    messageRoot: fresh(),
    queryRoot: fresh(),
    createdAt: bench.clock.now(),
    senderOid: ids.oidRoot ?? fresh(),
    senderName: lps.name,
  })
  const {answer, error} = await callDmp(bench, {
    kind: 'existence',
    operation: 'dmp-exists',
    service: 'patients',
    transaction: {dmp: 'TD0.2', action: existenceAction},
    patient: ins,
    paced: false,
    compose: (vihfXml, messageId, to) =>
      plainMessage(soapEnvelope({action: existenceAction, to, messageId, vihfXml, bodyXml}), existenceAction),
  })
  if (!answer || error) throw error
  if (!answer.existence)
    throw new DmpError('DMP_ANSWER_UNREADABLE', {params: {layer: 'hl7', code: '-', text: '-'}})
  return answer.existence
}

/** The patient's DMP, which must be open. @throws DmpError DMP_PATIENT_CLOSED, DMP_PATIENT_NONE */
export async function requireActiveDmp(bench: ExistenceBench, ins: Ins): Promise<DmpExistence> {
  const existence = await askExistence(bench, ins)
  if (existence.state === 'none') throw new DmpError('DMP_PATIENT_NONE')
  if (existence.state === 'closed') {
    const {date, reason = '-'} = existence.closure ?? {}
    const params = {
      date: calendarDay(date) ?? '-',
      reason,
      reopening: reason === AFTER_DEATH ? 'nobody' : 'patient',
    }
    throw new DmpError('DMP_PATIENT_CLOSED', {params, details: {reason}})
  }
  return existence
}
