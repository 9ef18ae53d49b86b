import {mayStillAppear} from '../../batch/not-found.ts'
import {alreadySent, openTwin, withoutMistakes} from '../../batch/one-submission.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

export interface StandingTwin {
  /** Tells which it is. */
  readonly error: DmpError
  /** Known to be at the DMP, or another patient's: not merely on its way. */
  readonly settled: boolean
}

/**
 * Another lot with the same bytes that is there or on its way: sending `item` too would double it, or bring it to two
 * patients. Two of which neither was found do not stand in each other's way: a person chose.
 * @returns undefined when nothing stands in its way
 */
export async function standingTwin(
  {journal}: Pick<Workbench, 'journal'>,
  item: JournalItem,
): Promise<StandingTwin | undefined> {
  if (item.action === 'delete') return undefined
  const store = await journal()
  const same = (await store.items({sourceSha256: item.sourceSha256})).filter(({id}) => id !== item.id)
  if (same.length === 0) return undefined
  const mistakes = await store.holdsOn(
    same.map(({documentUniqueId: value}) => ({kind: 'wrong_patient', value}) as const),
  )
  const isMistake = (id: string) => mistakes.some(({value}) => value === id)
  const others = withoutMistakes(same, item, isMistake).filter((one) => !mayStillAppear(one))
  try {
    const open = openTwin(others, item, false)
    return open && {error: alreadySent(open), settled: false}
  } catch (error) {
    if (error instanceof DmpError) return {error, settled: true}
    throw error
  }
}
