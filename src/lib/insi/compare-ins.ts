import {compareTraits} from '../ins/compare-traits.ts'
import type {Ins} from '../ins/patient-identity.ts'
import type {SearchVerdict} from './attempts.ts'
import type {ReturnedIdentity, SearchTraits} from './insi.ts'
import {type JudgedIdentity, wholeNumber} from './judge-identity.ts'

/** Message `ins.verify.verdict.<verdict>`. */
export type ComparisonVerdict =
  | 'identical'
  | 'historic'
  | 'diverging'
  | 'different'
  | 'not-found'
  | 'ambiguous'
  | 'undecided'

/** What sets two INS apart; message `ins.verify.between.<difference>`. */
export type InsDifference = 'matricule' | 'oid' | 'unreadable'

export interface InsComparison {
  readonly verdict: ComparisonVerdict
  readonly between?: InsDifference
  /** Traits that differ: names only. */
  readonly differences: readonly string[]
}

/**
 * The identity held against the one that a search found: matricule and OID, each trait, and the history, where an
 * earlier matricule is looked for before anything is called different. This is a comparison made here; it is not the
 * vérification of the téléservice, whose regulatory meaning differs.
 */
export function compareIns(
  held: {readonly ins: Ins; readonly traits: SearchTraits},
  search: SearchVerdict,
  answered: {readonly identity: ReturnedIdentity; readonly judged: JudgedIdentity} | undefined,
): InsComparison {
  if (search === 'several') return {verdict: 'ambiguous', differences: []}
  if (search === 'none') return {verdict: 'not-found', differences: []}
  if (!answered) return {verdict: 'undecided', differences: []}
  const {identity, judged} = answered
  const {ins} = judged
  const differences = divergingTraits(held.traits, identity)
  if (!ins) return {verdict: 'different', between: 'unreadable', differences}
  if (ins.matricule !== held.ins.matricule) {
    const known = identity.history.some((one) => wholeNumber(one) === held.ins.matricule)
    return known
      ? {verdict: 'historic', differences}
      : {verdict: 'different', between: 'matricule', differences}
  }
  if (ins.oid !== held.ins.oid && judged.mappedFrom !== held.ins.oid)
    return {verdict: 'different', between: 'oid', differences}
  return {verdict: differences.length > 0 ? 'diverging' : 'identical', differences}
}

/** Whole lists are compared here, where a search only asks whether the name that it sent is among those answered. */
function divergingTraits(held: SearchTraits, {traits}: ReturnedIdentity): string[] {
  // Taken from the list it is its first word, which a compound name is not; alone it may be all that older answers give.
  const {firstGiven, ...returned} = traits
  const ours = {
    birthName: held.birthName,
    givenNames: held.givenNames.join(' '),
    firstGiven: '',
    sex: held.sex,
    birthDate: held.birthDate.replaceAll('-', ''),
    birthPlace: held.birthPlace ?? '',
  }
  const theirs =
    returned.givenNames === undefined && firstGiven ? {...returned, givenNames: firstGiven} : returned
  return compareTraits(ours, theirs).map(({trait}) => trait)
}
