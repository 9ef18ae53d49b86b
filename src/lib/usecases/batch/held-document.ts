import {uniqueIdOf} from '../../cda/read-header.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {Hold, HoldKind, JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import type {PreparedDocument} from '../submission/prepare-document.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

const HOLD_VALUES: Readonly<Partial<Record<HoldKind, (prepared: PreparedDocument) => string | undefined>>> = {
  source_id: ({request}) => request.sourceId,
  ipp: ({request}) => request.ipp,
  ins: ({ins}) => ins.matricule,
  file_sha256: ({sourceSha256}) => sourceSha256,
  document_id: ({reading}) => reading && uniqueIdOf(reading.header.id),
  author: ({request}) => request.author?.id,
  // A new version of a document that should not be there would make it worse.
  wrong_patient: ({request}) => request.replaces,
}

async function holdsInForce({journal, clock}: Bench): Promise<readonly Hold[]> {
  const now = clock.now()
  return (await (await journal()).holds()).filter(({until}) => until === undefined || until > now)
}

interface Sending {
  readonly ins: Ins
  readonly sourceSha256: string
  readonly sourceId?: string | undefined
}

/** The hold of a document that went to this INS by mistake and has these bytes or this number. */
async function wrongPatientHold(
  {journal}: Bench,
  holds: readonly Hold[],
  {ins, sourceSha256, sourceId}: Sending,
): Promise<Hold | undefined> {
  const wrong = holds.filter(({kind}) => kind === 'wrong_patient')
  if (wrong.length === 0) return undefined
  const sent = await journal()
  const alike = [
    ...(await sent.items({sourceSha256, ins})),
    ...(sourceId ? await sent.items({sourceId, ins}) : []),
  ]
  const ids = new Set<string>(alike.map(({documentUniqueId}) => documentUniqueId))
  return wrong.find(({value}) => ids.has(value))
}

function held({kind, value, reason}: Hold): DmpError {
  const shown = kind === 'ins' ? maskIns(value) : value
  return new DmpError('DMP_HELD', {params: {kind, value: shown, reason}, details: {kind, value: shown}})
}

/** Holds win over everything and are read again before each send. @throws DmpError DMP_HELD */
export async function refuseHeld(bench: Bench, prepared: PreparedDocument): Promise<void> {
  const holds = await holdsInForce(bench)
  const {ins, sourceSha256, request} = prepared
  const hold =
    holds.find(({kind, value}) => HOLD_VALUES[kind]?.(prepared) === value) ??
    (await wrongPatientHold(bench, holds, {ins, sourceSha256, sourceId: request.sourceId}))
  if (hold) throw held(hold)
}

/** The same for an item of an earlier run that is about to go again, alone or with its lot. @throws DmpError DMP_HELD */
export async function refuseHeldItem(bench: Bench, item: JournalItem): Promise<void> {
  const holds = await holdsInForce(bench)
  const hold = await wrongPatientHold(bench, holds, item)
  if (hold) throw held(hold)
}
