import type {Hold, HoldKind, Journal} from '../ports/journal.ts'

type Name = Pick<Hold, 'kind' | 'value'>

/** Profile names hold no line end. */
const SEPARATOR = '\n'

/**
 * One journal for several establishments: the holds that each lays are its own, under names of its own. It sees, heeds
 * and lifts those and the ones laid before holds had an owner; those of the others are listed when asked for, never
 * lifted. What a wrong patient got is named by its uniqueId, which is nobody else's, and keeps its plain name.
 */
export function ownHolds(journal: Journal, establishment: string): Journal {
  const ownName = ({kind, value}: Name): Name =>
    kind === 'wrong_patient' ? {kind, value} : {kind, value: `${establishment}${SEPARATOR}${value}`}
  const isMine = ({establishment: whose}: Hold) => whose === undefined || whose === establishment
  const own: Pick<Journal, 'hold' | 'holds' | 'holdsOn' | 'liftHold'> = {
    hold: (holds, by) =>
      journal.hold(
        holds.map((hold) => ({...hold, ...ownName(hold), establishment})),
        by,
      ),
    async holds(everybody = false) {
      const holds = (await journal.holds()).map(named)
      return everybody ? holds : holds.filter(isMine)
    },
    async holdsOn(names) {
      const both = names.flatMap((name) => (name.kind === 'wrong_patient' ? [name] : [name, ownName(name)]))
      return (await journal.holdsOn(both)).map(named).filter(isMine)
    },
    async liftHold(kind: HoldKind, value: string, by) {
      const mine = ownName({kind, value})
      const standing = await journal.holdsOn([mine])
      if (standing.some(isMine) && (await journal.liftHold(kind, mine.value, by))) return true
      return mine.value !== value && journal.liftHold(kind, value, by)
    },
  }
  return new Proxy(journal, {
    get(target, property) {
      if (Object.hasOwn(own, property)) return own[property as keyof typeof own]
      const member: unknown = Reflect.get(target, property, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

/** With the value that a person stated. */
function named(hold: Hold): Hold {
  const prefix = `${hold.establishment}${SEPARATOR}`
  return hold.value.startsWith(prefix) ? {...hold, value: hold.value.slice(prefix.length)} : hold
}
