import type {Hold} from '../ports/journal.ts'

/** Of two holds of one name the longer, and for everybody unless both are of the same profile. */
export function stricterHold(one: Hold, other: Hold): Hold {
  const isLonger = one.until !== undefined && (other.until === undefined || other.until > one.until)
  const {establishment, ...longer} = isLonger ? other : one
  const isOfOne = establishment !== undefined && one.establishment === other.establishment
  return isOfOne ? {...longer, establishment} : longer
}

/** What is to be laid so that of `standing` and `told` the stricter stands. */
export function holdsToLay(standing: readonly Hold[], told: readonly Hold[]): readonly Hold[] {
  const own = new Map(standing.map((hold) => [nameOf(hold), hold]))
  return told.flatMap((hold) => {
    const known = own.get(nameOf(hold))
    if (known === undefined) return [hold]
    const stricter = stricterHold(known, hold)
    const isSame = stricter.until === known.until && stricter.establishment === known.establishment
    return isSame ? [] : [stricter]
  })
}

const nameOf = ({kind, value}: Hold) => `${kind} ${value}`
