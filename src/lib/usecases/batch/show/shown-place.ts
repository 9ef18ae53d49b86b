import type {Journal, JournalPlace} from '../../../ports/journal.ts'
import {isoOf} from './standing.ts'

/** Whether the journal takes what is written, and who works on it. */
export interface ShownPlace extends Omit<JournalPlace, 'lastEventAt'> {
  readonly lastEventAt: string | null
}

export async function shownPlace(journal: Pick<Journal, 'place'>): Promise<ShownPlace | null> {
  const place = await journal.place?.()
  if (!place) return null
  const {lastEventAt} = place
  return {...place, lastEventAt: lastEventAt === null ? null : isoOf(lastEventAt)}
}
