import type {FoundIdentity, ListedIdentities} from '../../identities/identities.ts'
import {compareTraits} from '../../ins/compare-traits.ts'
import type {IdentityChange, IdentityRemark} from './identities-report.ts'

type Change = Omit<IdentityRemark, 'what'> & {readonly what: IdentityChange}

/** What changed between two files, patient by patient; of what is in doubt nothing is said. */
export function* compareIdentities(now: ListedIdentities, before: ListedIdentities): Generator<Change> {
  for (const {ipp, line, found} of now.each()) {
    const earlier = before.find(ipp)
    if (!earlier) {
      yield {line, ipp, what: 'added', detail: null}
      continue
    }
    const change = changeOf(now, found, earlier)
    if (change) yield {line, ipp, ...change}
  }
  for (const {ipp} of before.each()) if (!now.find(ipp)) yield {line: 0, ipp, what: 'gone', detail: null}
}

function changeOf(
  now: ListedIdentities,
  found: FoundIdentity,
  earlier: FoundIdentity,
): Pick<Change, 'what' | 'detail'> | undefined {
  if ('doubt' in found || 'doubt' in earlier) return undefined
  const {matricule, oid} = found.ins
  if (matricule !== earlier.ins.matricule || oid !== earlier.ins.oid) {
    const succeeded = now.currentOf(earlier.ins.matricule) === matricule
    return {what: succeeded ? 'ins-succeeded' : 'ins-changed', detail: null}
  }
  if (!found.identity || !earlier.identity) return undefined
  const differences = compareTraits(earlier.identity.traits, found.identity.traits)
  if (differences.length === 0) return undefined
  return {what: 'traits-changed', detail: differences.map(({trait}) => trait).join(' ')}
}
