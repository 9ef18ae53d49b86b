import type {Journal, JournalEntry} from '../lib/ports/journal.ts'
import type {ActorTrace} from '../lib/traces/trace-fields.ts'

/**
 * The same journal; each act says who did it (EX_AIR-070): single acts (a plan, a retry, an export), what an act begins
 * with, holds and keys, as calls do. A result says again what its intent said.
 */
export function actedBy(journal: Journal, actor: () => ActorTrace): Journal {
  const signed = (entry: JournalEntry): JournalEntry => {
    const {event} = entry
    if (event.phase === 'result' || event.data['actor'] !== undefined) return entry
    return {...entry, event: {...event, data: {...event.data, actor: actor()}}}
  }
  const own: Pick<Journal, 'record' | 'hold' | 'liftHold' | 'rotateKeys'> = {
    record: (entries) => journal.record(entries.map(signed)),
    hold: (holds, by = actor()) => journal.hold(holds, by),
    liftHold: (kind, value, by = actor()) => journal.liftHold(kind, value, by),
    rotateKeys: (by = actor()) => journal.rotateKeys(by),
  }
  return new Proxy(journal, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return own[name as keyof typeof own]
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}
