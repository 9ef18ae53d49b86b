import {maskIns} from '../../ins/matricule.ts'
import type {Workbench} from '../ports.ts'

export interface PendingDocument {
  readonly uniqueId: string
  readonly sentAt: string
  readonly days: number
  readonly typeCode: string
  readonly ins: string
  readonly ipp: string | null
  readonly venue: string | null
  readonly sourceId: string | null
}

export interface PendingReveal {
  readonly olderThanDays: number
  readonly documents: readonly PendingDocument[]
}

const DAY_MS = 86_400_000

/** `document pending-reveal`: what the patient cannot see yet and that waits for its announcement, oldest first. */
export async function pendingReveal(
  bench: Pick<Workbench, 'journal' | 'clock'>,
  olderThanDays: number,
): Promise<PendingReveal> {
  const now = bench.clock.now()
  const items = await (await bench.journal()).items({states: ['accepted']})
  const documents = items
    .filter(({registryStatus, visibility}) => registryStatus === 'approved' && visibility.hiddenFromPatient)
    .map((item) => ({item, sentAt: item.sentAt ?? item.plannedAt}))
    .filter(({sentAt}) => now - sentAt >= olderThanDays * DAY_MS)
    .sort((a, b) => a.sentAt - b.sentAt)
    .map(({item, sentAt}) => ({
      uniqueId: item.documentUniqueId,
      sentAt: new Date(sentAt).toISOString(),
      days: Math.floor((now - sentAt) / DAY_MS),
      typeCode: item.typeCode,
      ins: maskIns(item.ins.matricule),
      ipp: item.ipp ?? null,
      venue: item.venue ?? null,
      sourceId: item.sourceId ?? null,
    }))
  return {olderThanDays, documents}
}
