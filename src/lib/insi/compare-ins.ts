import {compareTraits, stated} from '../ins/compare-traits.ts'
import {opensList, sameName} from '../ins/names.ts'
import type {Ins} from '../ins/patient-identity.ts'
import type {SearchVerdict} from './attempts.ts'
import type {ReturnedIdentity, SearchTraits} from './insi.ts'
import {type JudgedIdentity, namesAgree} from './judge-identity.ts'

/** Message `ins.verify.verdict.<verdict>`. */
export type ComparisonVerdict =
  | 'identical'
  /** Number and OID are the same, nothing diverges, and a trait could not be compared. */
  | 'partial'
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
  /** Traits that one side does not state, or not whole: names only. */
  readonly notCompared: readonly string[]
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
  const nothing = {differences: [], notCompared: []}
  if (search === 'several') return {verdict: 'ambiguous', ...nothing}
  if (search === 'none') return {verdict: 'not-found', ...nothing}
  if (!answered) return {verdict: 'undecided', ...nothing}
  const {identity, judged} = answered
  const {ins} = judged
  const compared = comparedTraits(held.traits, identity)
  if (!ins) return {verdict: 'different', between: 'unreadable', ...compared}
  if (ins.matricule !== held.ins.matricule) return otherNumber(held.ins, judged, compared)
  if (ins.oid !== held.ins.oid && judged.mappedFrom !== held.ins.oid)
    return {verdict: 'different', between: 'oid', ...compared}
  if (compared.differences.length > 0) return {verdict: 'diverging', ...compared}
  return {verdict: compared.notCompared.length > 0 ? 'partial' : 'identical', ...compared}
}

type ComparedTraits = Pick<InsComparison, 'differences' | 'notCompared'>

/** Digits under another OID are another identity, in the history as elsewhere. */
function otherNumber(ins: Ins, {earlier}: JudgedIdentity, compared: ComparedTraits): InsComparison {
  const known = earlier.filter(({matricule}) => matricule === ins.matricule)
  if (known.some(({oids}) => oids.length === 0 || oids.includes(ins.oid)))
    return {verdict: 'historic', ...compared}
  return {verdict: 'different', between: known.length > 0 ? 'oid' : 'matricule', ...compared}
}

/** Whole lists are compared here, where a search asks whether what it sent opens the list answered. */
function comparedTraits(held: SearchTraits, identity: ReturnedIdentity): ComparedTraits {
  const {firstGiven, givenNames, ...returned} = identity.traits
  const ours = {
    birthName: held.birthName,
    givenNames: '',
    firstGiven: '',
    sex: held.sex,
    birthDate: held.birthDate.replaceAll('-', ''),
    birthPlace: held.birthPlace ?? '',
  }
  const names = comparedNames(held.givenNames.join(' '), identity)
  const others = compareTraits(ours, returned).map(({trait}) => trait)
  const apart = (trait: (typeof ORDER)[number]) =>
    trait === 'givenNames' ? names === 'apart' : others.includes(trait)
  const silent = (trait: (typeof ORDER)[number]) =>
    trait === 'givenNames' ? names === 'silent' : ours[trait] === '' || stated(returned[trait]) === undefined
  return {differences: ORDER.filter(apart), notCompared: ORDER.filter(silent)}
}

const ORDER = ['birthName', 'givenNames', 'sex', 'birthDate', 'birthPlace'] as const

/**
 * The list held against the list answered. Where an answer states the first name alone, as older ones do, it must open
 * the list held, and of the names after it nothing is known.
 */
function comparedNames(held: string, identity: ReturnedIdentity): 'same' | 'apart' | 'silent' {
  const list = stated(identity.traits.givenNames)
  const first = stated(identity.traits.firstGiven)
  if (list !== undefined) return sameName(held, list) && namesAgree(identity) ? 'same' : 'apart'
  if (first === undefined) return 'silent'
  if (sameName(held, first)) return 'same'
  return opensList(first, held) ? 'silent' : 'apart'
}
