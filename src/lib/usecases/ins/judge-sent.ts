import type {ListedIdentities} from '../../identities/identities.ts'
import {insFits} from '../../ins/ins-oids.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Profile} from '../../profile/profile.ts'
import type {SentFate} from './identities-report.ts'

export interface JudgedItem {
  readonly fate: SentFate
  /** Number of the hospital under whose INS the document belongs now. */
  readonly ipp?: string
}

/** An IPP merged again and again: further than this it is a circle. */
const LONGEST_CHAIN = 20

/**
 * Whether a document was sent under the INS that the file gives its patient today. The number of the hospital decides;
 * where the journal has none, the INS itself, current or former (EX_GEN-1300).
 */
export function judgeSent(
  {ipp, ins}: Pick<JournalItem, 'ipp' | 'ins'>,
  identities: ListedIdentities,
  profile: Pick<Profile, 'environment' | 'ins'>,
): JudgedItem {
  const current = ipp === undefined ? undefined : standing(ipp, identities)
  const found = current === undefined ? undefined : identities.find(current)
  if (current === undefined || !found) return byNumber(ins, identities)
  if ('doubt' in found) return {fate: found.doubt === 'identity-not-qualified' ? 'not-qualified' : 'doubtful'}
  const {environment, ins: rules} = profile
  const fitted = insFits(found.ins, environment, rules.allowedOids, rules.oidMapping).ins
  if (fitted.matricule === ins.matricule && fitted.oid === ins.oid) return {fate: 'right', ipp: current}
  return {fate: current === ipp ? 'changed' : 'merged', ipp: current}
}

function standing(ipp: string, {mergedInto}: ListedIdentities): string | undefined {
  let at: string | undefined = ipp
  for (let step = 0; step < LONGEST_CHAIN && at !== undefined; step++) {
    const next = mergedInto(at)
    if (next === undefined) return at
    at = next
  }
  return undefined
}

function byNumber(ins: Ins, identities: ListedIdentities): JudgedItem {
  const own = identities.ippOf(ins)
  if (own !== undefined) {
    const found = identities.find(own)
    if (found && !('doubt' in found)) return {fate: 'right', ipp: own}
    return {fate: found?.doubt === 'identity-not-qualified' ? 'not-qualified' : 'doubtful'}
  }
  const matricule = identities.currentOf(ins.matricule)
  if (matricule === undefined) return {fate: 'unknown'}
  const ipp = identities.ippOf({...ins, matricule: matricule as Ins['matricule']})
  return ipp === undefined ? {fate: 'changed'} : {fate: 'changed', ipp}
}
