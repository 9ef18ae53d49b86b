import {matchAnchor} from '../../pki/anchors.ts'
import {type Certificate, isSelfIssued} from '../../pki/certificate.ts'
import {buildChain} from '../../pki/chain.ts'
import type {AuthorityRevocation, RevocationStatus, RevocationTry} from '../../revocation/status.ts'

/** What is known of the revocation of a certificate and of the authorities above it. */
export interface ChainRevocation {
  /** Undefined for a root, which no list could revoke. */
  readonly revocation: RevocationStatus | undefined
  /** Nearest first, without the root. */
  readonly chainRevocation: readonly AuthorityRevocation[]
}

/**
 * Asks of a certificate and of every authority between it and its root, all at once: what one that hangs costs is waited
 * for once. A revoked authority makes worthless all that it signed (RFC 5280 §6.1.3 (a)(3)).
 * @param trusted authorities that the operator answers for; of those and what is above them a revocation still counts, and
 * that nothing is known is no news
 */
export async function askChain(
  ask: (certificate: Certificate) => Promise<RevocationStatus>,
  certificate: Certificate,
  pool: readonly Certificate[],
  trusted: readonly Certificate[],
): Promise<ChainRevocation> {
  const links = [certificate, ...buildChain(certificate, pool)].filter((link) => !isSelfIssued(link))
  const known = await Promise.all(links.map(async (link) => ({link, status: await ask(link)})))
  const served = listsOfUse(known.map(({status}) => status))
  const told = known.map(({link, status}) => ({link, status: withoutListsOfOthers(status, served)}))
  const chainRevocation: AuthorityRevocation[] = []
  let believed = false
  for (const {link, status} of told.filter((one) => one.link !== certificate)) {
    believed ||= isBelieved(link, trusted)
    chainRevocation.push({issuer: link.subject.commonName ?? link.subject.certificate, status, believed})
  }
  return {revocation: told.find(({link}) => link === certificate)?.status, chainRevocation}
}

function isBelieved(authority: Certificate, trusted: readonly Certificate[]): boolean {
  return (
    matchAnchor(authority) !== undefined || trusted.some(({sha256}) => sha256.hex === authority.sha256.hex)
  )
}

/** Lists given that one link at least could use: that they are not of another link's authority goes without saying. */
function listsOfUse(statuses: readonly RevocationStatus[]): ReadonlySet<string> {
  const given = statuses.flatMap(({unusedLists = []}) => unusedLists.map(({from}) => from))
  const usedBy = (status: RevocationStatus, from: string) =>
    (status.status !== 'unknown' && status.from === from) ||
    !status.unusedLists?.some((list) => list.from === from && list.doubt === 'wrong-signer')
  return new Set(given.filter((from) => statuses.some((status) => usedBy(status, from))))
}

function withoutListsOfOthers(status: RevocationStatus, served: ReadonlySet<string>): RevocationStatus {
  const own = ({from, doubt}: RevocationTry) => doubt !== 'wrong-signer' || !served.has(from)
  const unusedLists = status.unusedLists?.filter(own)
  const kept = {...status, ...(unusedLists ? {unusedLists} : {})}
  if (kept.status !== 'unknown') return kept
  const tries = kept.tries.filter(own)
  const doubt = tries.some((one) => one.doubt === kept.doubt) ? kept.doubt : (tries[0]?.doubt ?? 'no-address')
  return {...kept, doubt: kept.tries.length > tries.length ? doubt : kept.doubt, tries}
}
