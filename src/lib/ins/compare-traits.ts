import {opensList, sameName} from './names.ts'
import type {StrictTraits} from './patient-identity.ts'

/** Traits as an answer of the DMP or of INSi gives them; what it does not give is absent. */
export interface ReturnedTraits {
  readonly birthName?: string
  readonly usedName?: string
  readonly givenNames?: string
  readonly firstGiven?: string
  readonly sex?: string
  /** AAAAMMJJ or AAAA-MM-JJ */
  readonly birthDate?: string
  readonly birthPlace?: string
}

export interface LocalTraits extends StrictTraits {
  readonly usedName?: string
}

export interface TraitDifference {
  readonly trait: keyof ReturnedTraits
  readonly local: string
  readonly returned: string
}

/** REC_0.2-1020: this filler counts as absent. */
const FILLER = 'NON RENSEIGNE'

/**
 * Differences between the identity we hold and the one returned, to be shown beside each other. Nothing is
 * overwritten and nothing is decided (REC_0.2-1120, EX_GEN-1230). What either side does not state is no difference.
 */
export function compareTraits(local: LocalTraits, returned: ReturnedTraits): TraitDifference[] {
  const differences: TraitDifference[] = []
  const compare = (
    trait: keyof ReturnedTraits,
    ours: string | undefined,
    same: (one: string, other: string) => boolean,
  ) => {
    const theirs = stated(returned[trait])
    if (ours === undefined || ours === '' || theirs === undefined || same(ours, theirs)) return
    differences.push({trait, local: ours, returned: theirs})
  }
  compare('birthName', local.birthName, sameName)
  compare('usedName', local.usedName, sameName)
  compare('firstGiven', local.firstGiven, sameName)
  // An answer may hold the first given name alone where the whole list is expected.
  compare('givenNames', local.givenNames, (ours, theirs) => sameName(ours, theirs) || opensList(theirs, ours))
  compare('sex', local.sex, (ours, theirs) => ours === theirs.toUpperCase())
  compare('birthDate', local.birthDate, (ours, theirs) => ours === theirs.replaceAll('-', ''))
  compare('birthPlace', local.birthPlace, (ours, theirs) => ours.toUpperCase() === theirs.toUpperCase())
  return differences
}

/** A returned value, or undefined when the answer says nothing in as many words. */
export function stated(value: string | undefined): string | undefined {
  const given = value?.trim() ?? ''
  return given === '' || given.toUpperCase() === FILLER ? undefined : given
}
