import {DmpError} from '../../errors/dmp-error.ts'
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Hold, JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import type {PreparedDocument} from './prepare-document.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

const dayOf = (ms: number | undefined) => (ms === undefined ? '-' : new Date(ms).toISOString().slice(0, 10))
const samePatient = (item: JournalItem, {ins}: PreparedDocument) =>
  item.ins.matricule === ins.matricule && item.ins.oid === ins.oid

function alreadySent(code: 'DMP_ALREADY_SENT' | 'DMP_SAME_BYTES_OTHER_PATIENT', item: JournalItem): DmpError {
  const uniqueId = item.documentUniqueId
  return new DmpError(code, {
    params: {uniqueId, date: dayOf(item.settledAt ?? item.plannedAt)},
    details: {uniqueId, state: item.state},
  })
}

const OPEN: readonly JournalItem['state'][] = ['unknown', 'planned', 'deferred', 'sending']

/**
 * The item of an earlier run to go on with: planned, deferred or of unknown outcome. The same command run again must
 * be the same submission, never a second one. `replaces` tells replacements of one version from first submissions.
 * @throws DmpError DMP_ALREADY_SENT unless `again`; DMP_SAME_BYTES_OTHER_PATIENT always
 */
export async function itemToContinue(
  bench: Bench,
  prepared: PreparedDocument,
  again: boolean,
  replaces?: DocumentUniqueId,
): Promise<JournalItem | undefined> {
  const items = await (await bench.journal()).items({sourceSha256: prepared.sourceSha256})
  const live = items.filter(({state, registryStatus}) => state !== 'refused' && registryStatus !== 'deleted')
  const stranger = live.find((item) => !samePatient(item, prepared))
  if (stranger) throw alreadySent('DMP_SAME_BYTES_OTHER_PATIENT', stranger)
  const own = live.filter((item) => item.replaces?.uniqueId === replaces)
  const open = own.find(({state}) => OPEN.includes(state))
  if (open) return open
  const done = own.find(({state}) => state === 'accepted')
  if (done && !again) throw alreadySent('DMP_ALREADY_SENT', done)
  return undefined
}

const HOLD_VALUES: Readonly<Record<string, (prepared: PreparedDocument) => string | undefined>> = {
  source_id: ({request}) => request.sourceId,
  ipp: ({request}) => request.ipp,
  ins: ({ins}) => ins.matricule,
  file_sha256: ({sourceSha256}) => sourceSha256,
  document_id: ({reading}) => reading?.header.id?.root,
  author: ({request}) => request.author?.id,
}

function matches(hold: Hold, prepared: PreparedDocument, now: number): boolean {
  if (hold.until !== undefined && hold.until <= now) return false
  return HOLD_VALUES[hold.kind]?.(prepared) === hold.value
}

/** Holds win over everything and are read again before each send. @throws DmpError DMP_HELD */
export async function refuseHeld(bench: Bench, prepared: PreparedDocument): Promise<void> {
  const now = bench.clock.now()
  const hold = (await (await bench.journal()).holds()).find((one) => matches(one, prepared, now))
  if (!hold) return
  const value = hold.kind === 'ins' ? maskIns(hold.value) : hold.value
  throw new DmpError('DMP_HELD', {
    params: {kind: hold.kind, value, reason: hold.reason},
    details: {kind: hold.kind},
  })
}
