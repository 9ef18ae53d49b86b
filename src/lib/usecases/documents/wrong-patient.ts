import {maskIns} from '../../ins/matricule.ts'
import type {Hold, HoldKind, JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

/** Something else that went out for the same IPP or visit, to be looked at: one mistake seldom comes alone. */
export interface OtherDocument {
  readonly uniqueId: string
  readonly ins: string
  readonly typeCode: string
  readonly state: string
  readonly sentAt: string | null
  readonly sharedBy: 'ipp' | 'venue'
}

const WRONG_PATIENT = 'wrong-patient'

/** Holds that keep these documents from leaving again: by their bytes, and by the hospital's own number. */
export async function holdAgainstResending(
  bench: Pick<Workbench, 'journal' | 'clock'>,
  items: readonly JournalItem[],
): Promise<readonly Hold[]> {
  const now = bench.clock.now()
  const hold = (kind: HoldKind, value: string): Hold => ({
    kind,
    value,
    reason: WRONG_PATIENT,
    by: 'document delete',
    createdAt: now,
  })
  const holds = items.flatMap(({sourceSha256, sourceId}) => [
    hold('file_sha256', sourceSha256),
    ...(sourceId ? [hold('source_id', sourceId)] : []),
  ])
  const unique = [...new Map(holds.map((one) => [`${one.kind} ${one.value}`, one])).values()]
  await (await bench.journal()).hold(unique)
  return unique
}

/** Everything else sent for the same local patient number or visit, under whatever INS. */
export async function othersOf(
  {journal}: Pick<Workbench, 'journal'>,
  item: JournalItem,
): Promise<OtherDocument[]> {
  const found = new Map<string, OtherDocument>()
  const look = async (sharedBy: 'ipp' | 'venue', value: string | undefined) => {
    if (!value) return
    for (const other of await (await journal()).items({[sharedBy]: value})) {
      if (other.setId === item.setId || found.has(other.documentUniqueId)) continue
      found.set(other.documentUniqueId, {
        uniqueId: other.documentUniqueId,
        ins: maskIns(other.ins.matricule),
        typeCode: other.typeCode,
        state: other.registryStatus ?? other.state,
        sentAt: other.sentAt === undefined ? null : new Date(other.sentAt).toISOString(),
        sharedBy,
      })
    }
  }
  await look('ipp', item.ipp)
  await look('venue', item.venue)
  return [...found.values()]
}
