/**
 * A number names one document: the hospital's own (`source_id`), or the uniqueId that a ready-made CDA brings. Other bytes
 * under a number that stands would be the same report a second time: a new version says so (it replaces), and what was
 * sent and not found may still appear. Every door asks: single commands, lists, plans. Refused and deleted items stand for
 * nothing. Sources: EX_GEN-1060; README "unknown outcome".
 */
import type {Ins} from '../ins/patient-identity.ts'
import type {JournalItem, PlannedItem} from '../ports/journal.ts'
import {mayStillAppear} from './not-found.ts'

/** An item of the journal, or one that the same plan is about to write. */
export type Numbered = PlannedItem &
  Partial<Pick<JournalItem, 'state' | 'heldFrom' | 'cause' | 'registryStatus' | 'sentAt' | 'plannedAt'>>

/** A document that wants a number. */
export interface NumberWanted {
  readonly sourceSha256: string
  readonly ins: Ins
  /** The document of which it is a new version; its versions share a number. */
  readonly setId?: string | undefined
}

/** Kept by the registry or on its way there. */
export const isLive = ({state, registryStatus}: Pick<Numbered, 'state' | 'registryStatus'>) =>
  state !== 'refused' && registryStatus !== 'deleted'

const isNotFound = ({state, ...rest}: Numbered) => state !== undefined && mayStillAppear({state, ...rest})

/**
 * How the document that has the number stands. `not-found`: sent, looked for in vain, and may still appear; `waiting`:
 * not settled, so that it may still leave or turn out to have arrived; `sent`: the DMP kept it.
 */
export type NumberStanding = 'not-found' | 'waiting' | 'sent'

export function numberStanding(item: Numbered): NumberStanding {
  if (isNotFound(item)) return 'not-found'
  return item.state === 'accepted' ? 'sent' : 'waiting'
}

/** The documents with other bytes that stand under the number, the most doubtful first. */
export function standingUnderNumber(
  sameNumber: readonly Numbered[],
  {sourceSha256, setId}: NumberWanted,
): readonly Numbered[] {
  const rank: readonly NumberStanding[] = ['not-found', 'waiting', 'sent']
  return sameNumber
    .filter((item) => isLive(item) && item.sourceSha256 !== sourceSha256 && item.setId !== setId)
    .toSorted((a, b) => rank.indexOf(numberStanding(a)) - rank.indexOf(numberStanding(b)))
}

/** Without what was declared sent to another patient by mistake: its right patient is fed under the same number. */
export function withoutMistaken(
  standing: readonly Numbered[],
  {ins}: Pick<NumberWanted, 'ins'>,
  isMistake: (uniqueId: string) => boolean,
): readonly Numbered[] {
  return standing.filter(
    (item) =>
      (item.ins.matricule === ins.matricule && item.ins.oid === ins.oid) || !isMistake(item.documentUniqueId),
  )
}
