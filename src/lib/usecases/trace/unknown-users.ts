import type {UnknownUsers} from '../../traces/asked-users.ts'
import type {TraceFilter} from '../../traces/trace-filter.ts'
import type {FeedBench} from './open-feeds.ts'

interface Read {
  readonly filter: Pick<TraceFilter, 'unknownUsers'>
  readonly series?: {readonly beyond: ReadonlyMap<string, unknown>} | undefined
}

/**
 * Warns of persons who were asked for and whom no trace looked through names: the answer "none" would be taken for a proof.
 * A later part of a series holds only what is new, where nobody need occur.
 */
export function tellUnknownUsers(
  bench: Pick<FeedBench, 'warn'>,
  {filter, series}: Read,
): UnknownUsers | null {
  const unknown = filter.unknownUsers
  if (unknown === undefined || (series && series.beyond.size > 0)) return null
  const {users, occurring, more, withoutPerson} = unknown
  const listed = `${occurring.join('; ')}${more ? '; …' : ''}`
  const code = occurring.length > 0 ? 'trace-users-unknown' : 'trace-users-nobody'
  bench.warn({code, params: {users: users.join(', '), occurring: listed, automate: withoutPerson}})
  return unknown
}
