import {firstSegment, segmentsOf, valueAt} from './fields.ts'
import type {Hl7Message} from './message.ts'

/** What a platform answered of one message, in a ZAM^Z01: whether the DMP took it. */
export interface DmpReceipt {
  /** MSH-10 of the message answered. */
  readonly controlId: string
  /** MSH-5 and MSH-6 of the answer: who had sent that message. */
  readonly application: string
  readonly facility: string
  readonly accepted: boolean
}

/**
 * Receipts of the DMP that a message brings (volet, "Acquittement métier": OBX ACK_RECEPTION_DMP, OBX-4 the number of
 * the message). An ACK says only that the platform took the message: it is no proof and is not read.
 */
export function receiptsOf(message: Hl7Message): readonly DmpReceipt[] {
  const msh = firstSegment(message, 'MSH')
  if (valueAt(message, msh, 9) !== 'ZAM') return []
  const application = valueAt(message, msh, 5) ?? ''
  const facility = valueAt(message, msh, 6) ?? ''
  return segmentsOf(message, 'OBX').flatMap((obx) => {
    const controlId = valueAt(message, obx, 4)
    const word = valueAt(message, obx, 5)?.toUpperCase()
    if (valueAt(message, obx, 3)?.toUpperCase() !== 'ACK_RECEPTION_DMP' || !controlId) return []
    return word === 'Y' || word === 'N' ? [{controlId, application, facility, accepted: word === 'Y'}] : []
  })
}
