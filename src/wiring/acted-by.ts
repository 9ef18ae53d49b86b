import type {Journal, JournalEntry} from '../lib/ports/journal.ts'
import type {ActorTrace} from '../lib/traces/trace-fields.ts'

/** The same journal; single acts (a plan, a retry, an export) say who did them, as calls do. */
export function actedBy(journal: Journal, actor: () => ActorTrace): Journal {
  const signed = (entry: JournalEntry): JournalEntry => {
    const {event} = entry
    if (event.phase !== 'event' || event.data['actor'] !== undefined) return entry
    return {...entry, event: {...event, data: {...event.data, actor: actor()}}}
  }
  const record: Journal['record'] = (entries) => journal.record(entries.map(signed))
  return new Proxy(journal, {
    get(target, name) {
      if (name === 'record') return record
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}
