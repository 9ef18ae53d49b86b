import {documentSegments} from './documents.ts'
import {firstSegment, repetitionsOf, segmentsOf, valueAt, valueIn} from './fields.ts'
import type {Hl7Message} from './message.ts'

export type Hl7Intent = 'submit' | 'replace' | 'delete'

/** What MSH says of a message. */
export interface MessageHeader {
  /** MSH-3, MSH-4 */
  readonly application: string
  readonly facility: string
  /** MSH-7, digits as written. */
  readonly time: string
  /** MSH-9: `MDM^T02` */
  readonly type: string
  /** MSH-10 */
  readonly controlId: string
  /** MSH-11: P, T or D. */
  readonly processing: string
  /** Version of the volet in MSH-21: `1.2`, `2.0`, `2.1`. */
  readonly volet?: string
  /** MSH-21 names the reverse flow: documents received by secure mail, written elsewhere. */
  readonly reverse: boolean
}

export function headerOf(message: Hl7Message): MessageHeader {
  const msh = firstSegment(message, 'MSH')
  const value = (field: number, component = 1) => valueAt(message, msh, field, component) ?? ''
  const profiles = repetitionsOf(message, msh, 21).map((one) => ({
    version: valueIn(message, one, 1),
    name: (valueIn(message, one, 2) ?? '').toUpperCase(),
  }))
  const volet = profiles.find(({name}) => /^CISIS_CDA_HL7_V\d/.test(name))?.version
  return {
    application: value(3),
    facility: value(4),
    time: value(7),
    type: `${value(9)}^${value(9, 2)}`.slice(0, 20),
    controlId: value(10).slice(0, 200),
    processing: value(11).toUpperCase().slice(0, 3),
    reverse: profiles.some(({name}) => name.includes('CDA_HL7_LPS')),
    ...(volet ? {volet} : {}),
  }
}

const BY_TRIGGER: Readonly<Record<string, Hl7Intent>> = {
  'MDM^T02': 'submit',
  'MDM^T10': 'replace',
  'MDM^T04': 'delete',
}
const BY_STATUS: Readonly<Record<string, Hl7Intent>> = {F: 'submit', C: 'replace', D: 'delete'}
const BY_ORDER: Readonly<Record<string, Hl7Intent>> = {NW: 'submit', RO: 'replace', CA: 'delete'}

/** Types of message that carry documents, with how many they may. */
export const documentMessages: Readonly<Record<string, number>> = {
  'MDM^T02': 1,
  'MDM^T10': 1,
  'MDM^T04': 1,
  'ORU^R01': 2,
}

/** ORC-1 was profiled in 2.1; before, `SC` or no ORC stands beside every intent, deletions included. */
const BEFORE_ORDERS = /^(?:1\.\d|2\.0)(?:\.|$)/

/** The three statements as written, for a report. */
export interface IntentStatements {
  readonly trigger: string
  readonly status: string
  readonly order: string
}

/** Words as written, short enough for a list. */
const shown = (words: readonly string[]) =>
  [...new Set(words)]
    .map((word) => word.slice(0, 8))
    .slice(0, 4)
    .join(',') || '-'

/**
 * What is asked for. Trigger, OBX-11 of every document and ORC-1 must say the same, or nobody knows whether this is to
 * be published or erased: undefined then. Statuses of results that are not final are judged elsewhere (`completeness`):
 * they count as the submission they would be once final.
 */
export function intentOf(
  message: Hl7Message,
  {type, volet}: MessageHeader,
): {readonly intent?: Hl7Intent; readonly said: IntentStatements} {
  const statuses = documentSegments(message).map((obx) => valueAt(message, obx, 11) ?? '')
  const orders = segmentsOf(message, 'ORC').map((orc) => valueAt(message, orc, 1) ?? '')
  const said: IntentStatements = {
    trigger: type,
    status: shown(statuses),
    order: shown(orders),
  }
  const early = volet !== undefined && BEFORE_ORDERS.test(volet)
  const ordered = early ? orders.filter((order) => order !== 'SC' && order !== '') : orders
  const orderMissing = ordered.length === 0 && !early
  const intents = new Set<Hl7Intent | undefined>([
    ...statuses.map((status) => (NOT_FINAL.has(status) ? 'submit' : BY_STATUS[status])),
    ...ordered.map((order) => BY_ORDER[order]),
    ...(type.startsWith('MDM') ? [BY_TRIGGER[type]] : []),
  ])
  const [intent] = intents
  if (orderMissing || statuses.length === 0 || intents.size !== 1 || !intent) return {said}
  return {intent, said}
}

/** Status change and cancellation of a document (HL7 v2 chapter 9). */
const WITHDRAWING_EVENTS: ReadonlySet<string> = new Set(['MDM^T04', 'MDM^T11'])
/** OBX-11 (table 0085): deleted, posted as wrong, cannot be obtained. */
const WITHDRAWING_STATUSES: ReadonlySet<string> = new Set(['D', 'W', 'X'])
/** ORC-1 (table 0119): cancel, discontinue, and what answers them. */
const WITHDRAWING_ORDERS: ReadonlySet<string> = new Set(['CA', 'OC', 'CR', 'DC', 'OD', 'DR'])
/** TXA-19 (table 0273): cancelled, obsolete. */
const WITHDRAWING_AVAILABILITIES: ReadonlySet<string> = new Set(['CA', 'OB'])

/** Whether anything in a message speaks of withdrawing a document, even where the rest contradicts it. */
export function asksForDeletion(message: Hl7Message, {type}: MessageHeader): boolean {
  const any = (name: string, field: number, words: ReadonlySet<string>) =>
    segmentsOf(message, name).some((segment) =>
      words.has((valueAt(message, segment, field) ?? '').toUpperCase()),
    )
  return (
    WITHDRAWING_EVENTS.has(type) ||
    documentSegments(message).some((obx) => WITHDRAWING_STATUSES.has(valueAt(message, obx, 11) ?? '')) ||
    any('ORC', 1, WITHDRAWING_ORDERS) ||
    any('TXA', 19, WITHDRAWING_AVAILABILITIES)
  )
}

/** OBX-11 of a result that may still change (HL7 table 0085). */
export const NOT_FINAL: ReadonlySet<string> = new Set(['I', 'O', 'P', 'R', 'S'])
