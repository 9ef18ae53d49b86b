/**
 * The same bytes are in a patient's record once. What earlier items with the same bytes say of one more: go on with an
 * open one, refuse what was already sent (EX_GEN-1060), raise the alarm when they went to another patient.
 * The use case asks before it plans; the journal asks again in the transaction that plans, where no other process can
 * come between. Refused and deleted items count for nothing: nothing of them is in a record.
 */
import {DmpError} from '../errors/dmp-error.ts'
import type {DocumentUniqueId} from '../ids/identifiers.ts'
import type {Ins} from '../ins/patient-identity.ts'
import type {ItemState, JournalItem, PlannedItem} from '../ports/journal.ts'
import {mayStillAppear} from './not-found.ts'

/** Bytes for a patient; `replaces` tells replacements of one version from first submissions. */
export interface Wanted {
  readonly ins: Ins
  readonly replaces?: Pick<NonNullable<PlannedItem['replaces']>, 'uniqueId'> | undefined
}

/** Not settled: whatever the operator says, a second one beside it could double the document. */
const OPEN: readonly ItemState[] = ['unknown', 'planned', 'deferred', 'sending', 'held']

type Details = Readonly<Record<string, unknown>>

/** Kept by the registry or on its way there. */
export const isLive = ({state, registryStatus}: JournalItem) =>
  state !== 'refused' && registryStatus !== 'deleted'
const samePatient = (one: Ins, other: Ins) => one.matricule === other.matricule && one.oid === other.oid
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

function twinError(
  code: 'DMP_ALREADY_SENT' | 'DMP_SAME_BYTES_OTHER_PATIENT',
  item: JournalItem,
  more: Details,
): DmpError {
  const uniqueId = item.documentUniqueId
  return new DmpError(code, {
    params: {
      uniqueId,
      date: dayOf(item.settledAt ?? item.plannedAt),
      ...(isLive(item) ? {} : {case: 'deleted'}),
    },
    details: {uniqueId, state: item.state, ...more},
  })
}

/** The refusal of bytes that `item` already brought to the same patient. */
export function alreadySent(item: JournalItem, more: Details = {}): DmpError {
  return twinError('DMP_ALREADY_SENT', item, more)
}

/**
 * Without what the operator already declared sent to the wrong patient (a `wrong_patient` hold): that alarm is answered,
 * and the right patient's document must not wait until the mistake is undone.
 */
export function withoutMistakes(
  sameBytes: readonly JournalItem[],
  {ins}: Pick<Wanted, 'ins'>,
  isMistake: (uniqueId: DocumentUniqueId) => boolean,
): readonly JournalItem[] {
  return sameBytes.filter((item) => samePatient(item.ins, ins) || !isMistake(item.documentUniqueId))
}

/**
 * The open item to go on with, among those with the same bytes.
 * @throws DmpError DMP_ALREADY_SENT unless `again`; DMP_SAME_BYTES_OTHER_PATIENT always
 */
export function openTwin(
  sameBytes: readonly JournalItem[],
  wanted: Wanted,
  again: boolean,
  more: Details = {},
): JournalItem | undefined {
  const live = sameBytes.filter(isLive)
  const stranger = live.find(({ins}) => !samePatient(ins, wanted.ins))
  if (stranger) throw twinError('DMP_SAME_BYTES_OTHER_PATIENT', stranger, more)
  const own = live.filter(({replaces}) => replaces?.uniqueId === wanted.replaces?.uniqueId)
  const waiting = own.filter(({state}) => OPEN.includes(state))
  const done = own.find(({state}) => !OPEN.includes(state))
  // What was sent and not found gives way to what is on its way or there.
  const open = waiting.find((item) => !mayStillAppear(item)) ?? waiting[0]
  if (open && !(done && !again && mayStillAppear(open))) return open
  if (done && !again) throw alreadySent(done, more)
  return undefined
}

/**
 * Lets `planned` in, or not: never beside an open item of the same bytes, even `again`.
 * @throws DmpError DMP_ALREADY_SENT, DMP_SAME_BYTES_OTHER_PATIENT; `details.refused` is the id of `planned`
 */
export function requireOnce(sameBytes: readonly JournalItem[], planned: PlannedItem, again: boolean): void {
  const refused = {refused: planned.id}
  const open = openTwin(sameBytes, planned, again, refused)
  if (open) throw alreadySent(open, refused)
}
