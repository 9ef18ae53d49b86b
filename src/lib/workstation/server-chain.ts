import {type Certificate, isSelfIssued, readCertificate} from '../pki/certificate.ts'
import {buildChain, isIssuedBy, trustPath} from '../pki/chain.ts'
import type {CertificateEnvironment} from '../pki/environment.ts'
import type {ReachTarget, ServerChain} from './reach.ts'

/** By what a server's chain is judged. */
export interface ChainAround {
  /** Authorities that the configuration gives for any server: `trust.caFiles`, `insi.caFiles`. */
  readonly configured: readonly Certificate[]
  /** Those among them that this program believes for this server. */
  readonly believed: readonly Certificate[]
  /** Authorities added to this machine: they complete a chain, and make none believed. */
  readonly known: readonly Certificate[]
  /** Those of the public list, or those that the configuration keeps of it; read when nothing else explains a chain. */
  readonly publicOnes: () => readonly Certificate[]
  /** Those of the public list itself, whatever the configuration calls public; `publicOnes` unless given. */
  readonly listedOnes?: () => readonly Certificate[]
  /** Whose IGC-Santé authorities this program believes there: none in the sandbox, which has its own. */
  readonly igcSante: readonly CertificateEnvironment[]
  /** The sandbox has an authority of its own, which the configuration adds; other environments have none. */
  readonly sandbox?: boolean
  /** ms since 1970, by our clock and by the server's: dates are wrong where they are by both, a false clock is another fault. */
  readonly times: readonly number[]
}

/**
 * What the certificates that a server showed are worth: by whom they were issued, and what is wrong with them. Whoever
 * stands at the top and is neither of the IGC-Santé, nor configured, nor public, came between.
 * @throws DmpError DMP_KEY_FILE_UNREADABLE for what is no certificate
 */
export function serverChain(
  shown: readonly Uint8Array[],
  target: Pick<ReachTarget, 'host' | 'serverName' | 'kind'>,
  around: ChainAround,
): ServerChain {
  const [leaf, ...pool] = shown.map((der) => readCertificate(der, 'server'))
  if (!leaf) throw new RangeError('no certificate shown')
  const {issuer, below, believed} = issuerOfServer(leaf, pool, target, around)
  const standing = around.sandbox ? {} : standingOf(issuer, [leaf, ...below], around)
  const name = target.serverName ?? target.host
  return {
    issuer,
    ...standing,
    subject: nameOf(leaf.subject),
    shown: shown.length,
    notAfter: leaf.notAfter,
    faults: [
      ...dateFaults([leaf, ...below], around.times),
      ...(hasName(leaf, name) ? [] : [wrongName(leaf, name)]),
      ...missingLink(leaf, pool, issuer),
      ...(believed ? [] : [{kind: 'not-trusted', params: {issuer: issuer.name}} as const]),
    ],
  }
}

/** By whose word an authority counts that is neither of the IGC-Santé nor of the public list: the configuration's alone. */
function standingOf(
  {kind}: ServerChain['issuer'],
  links: readonly Certificate[],
  {publicOnes, listedOnes = publicOnes}: ChainAround,
): Pick<ServerChain, 'added' | 'vouched'> {
  if (kind !== 'configured' && kind !== 'public') return {}
  if (publicAuthority(links, publicOnes()) === undefined) return {added: true}
  return publicAuthority(links, listedOnes()) === undefined ? {vouched: true} : {}
}

interface Found {
  readonly issuer: ServerChain['issuer']
  /** Authorities between the server and the top. */
  readonly below: readonly Certificate[]
  /** False for an authority that is explained and that this program does not take for this server. */
  readonly believed: boolean
}

function issuerOfServer(
  leaf: Certificate,
  pool: readonly Certificate[],
  {kind}: Pick<ReachTarget, 'kind'>,
  around: ChainAround,
): Found {
  const {configured, known} = around
  const below = buildChain(leaf, [...pool, ...configured, ...known])
  const way = trustPath(leaf, [...pool, ...known], configured, around.igcSante.length > 0 ? undefined : [])
  const ours = kind === 'dmp' || kind === 'insi'
  if (way.kind === 'anchor') {
    const {name, environment} = way.anchor
    return {issuer: {kind: 'igc-sante', name}, below, believed: around.igcSante.includes(environment)}
  }
  const own = way.kind === 'configured' ? way.authority : configured.find((one) => isSame(one, leaf))
  if (own) {
    const believed = !ours || around.believed.some((one) => isSame(one, own))
    return {issuer: {kind: 'configured', name: nameOf(own.subject)}, below, believed}
  }
  const name = nameOf((below.at(-1) ?? leaf).issuer)
  if (way.kind === 'none' && way.reason === 'forged')
    return {issuer: {kind: 'forged', name}, below, believed: true}
  const authority = publicAuthority([leaf, ...below], around.publicOnes())
  if (authority) return {issuer: {kind: 'public', name: nameOf(authority.subject)}, below, believed: !ours}
  return {issuer: {kind: strangerKind(leaf, below), name}, below, believed: true}
}

/** A certificate that says where its issuer is to be had was left alone by its server; a proxy's says nothing of the kind. */
function strangerKind(leaf: Certificate, below: readonly Certificate[]): ServerChain['issuer']['kind'] {
  if (below.length > 0) return 'foreign'
  if (isSelfIssued(leaf)) return 'self-signed'
  return leaf.caIssuersUrls.length > 0 ? 'not-shown' : 'foreign'
}

/** The public authority that signed one of these, or that one of these is: some are shown signed by an older one. */
function publicAuthority(
  links: readonly Certificate[],
  publicOnes: readonly Certificate[],
): Certificate | undefined {
  for (const link of links) {
    const found = publicOnes.find(
      (one) =>
        (one.subject.derHex === link.issuer.derHex && isIssuedBy(link, one)) ||
        (link.isCa &&
          one.subject.derHex === link.subject.derHex &&
          one.publicKey.spkiSha256 === link.publicKey.spkiSha256),
    )
    if (found) return found
  }
  return undefined
}

function isSame(one: Certificate, other: Certificate): boolean {
  return one.sha256.hex === other.sha256.hex
}

function dateFaults(links: readonly Certificate[], times: readonly number[]): ServerChain['faults'] {
  return links.flatMap((link): ServerChain['faults'] => {
    const params = {name: nameOf(link.subject)}
    if (times.every((now) => link.notAfter < now))
      return [{kind: 'expired', params: {...params, date: dayOf(link.notAfter)}}]
    return times.every((now) => link.notBefore > now)
      ? [{kind: 'not-yet', params: {...params, date: dayOf(link.notBefore)}}]
      : []
  })
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** The issuer of the server's own certificate was not shown: programs that do not know it fail. */
function missingLink(
  leaf: Certificate,
  pool: readonly Certificate[],
  {kind}: ServerChain['issuer'],
): ServerChain['faults'] {
  if (isSelfIssued(leaf) || pool.some((one) => isIssuedBy(leaf, one))) return []
  // Whose issuer is the configured authority itself needs nothing between.
  if (kind === 'configured' || kind === 'public' || kind === 'igc-sante') return []
  return [{kind: 'incomplete', params: {issuer: nameOf(leaf.issuer)}}]
}

function wrongName({altNames, subject}: Certificate, name: string): ServerChain['faults'][number] {
  const names = altNames.filter(({type}) => type === 'dns' || type === 'ip').map(({value}) => value)
  const found = names.length > 0 ? names.slice(0, 3).join(', ') : nameOf(subject)
  return {kind: 'wrong-name', params: {name, found}}
}

/** RFC 9525, as Node compares: names of the SAN, a star for the whole first label; CN where no SAN names a server. */
function hasName({altNames, subject}: Certificate, wanted: string): boolean {
  const name = wanted.toLowerCase()
  const servers = altNames.filter(({type}) => type === 'dns' || type === 'ip' || type === 'uri')
  if (servers.length === 0) return subject.commonName?.toLowerCase() === name
  return servers.some(({type, value}) => {
    const own = value.toLowerCase()
    if (type === 'uri') return false
    if (own === name) return true
    const star = type === 'dns' && own.startsWith('*.')
    return star && name.includes('.') && name.slice(name.indexOf('.')) === own.slice(1)
  })
}

function nameOf({commonName, organisation, rfc2253}: Certificate['subject']): string {
  return commonName ?? organisation ?? rfc2253.slice(0, 80)
}
