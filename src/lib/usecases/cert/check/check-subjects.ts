import type {Certificate} from '../../../pki/certificate.ts'
import type {CheckSubject, FinessFacts} from '../../../pki/checks/check.ts'
import {IssuerIndex} from '../../../pki/issuer-index.ts'
import {readStructureId, structureIdOfFiness} from '../../../pki/structure-id.ts'
import type {Profile} from '../../../profile/profile.ts'
import {askRevocation, revocationMode} from './ask-revocation.ts'
import {type CheckBench, type CheckWish, expectedStructure, NOTICE_DAYS} from './check-wish.ts'
import {readFiness} from './finess-facts.ts'
import {factsOf, type HeldSource} from './held-source.ts'

/** A certificate to judge, and the source it came from. */
export interface Looked {
  readonly source: string
  readonly subject: CheckSubject
}

/** What is the same for every certificate of one check. */
export interface Surroundings {
  readonly now: number
  readonly profile: Profile | undefined
  /** Authorities that the operator answers for: `trust.caFiles`, and those added with their fingerprint. */
  readonly trusted: readonly Certificate[]
  /** Everything added on this machine: links of a chain, believed only where they prove themselves. */
  readonly added: readonly Certificate[]
  readonly structures: readonly string[] | undefined
}

/** @throws DmpError DMP_USAGE (--expect-finess), DMP_KEY_FILE_UNREADABLE (trust.caFiles), DMP_TRUST_STORE_UNREADABLE */
export async function surroundings(
  {clock, keyFiles, trustStore}: CheckBench,
  {expectFiness, use}: CheckWish,
  profile: Profile | undefined,
): Promise<Surroundings> {
  // a server is somebody else's
  const own = use === 'server' ? undefined : structuresOf(profile)
  const structures = expectFiness === undefined ? own : [expectedStructure(expectFiness)]
  const configured: Certificate[] = []
  for (const path of profile?.trust.caFiles ?? []) configured.push(...(await keyFiles.authorities(path)))
  // the sandbox has authorities of its own and nobody else's
  const stored = profile?.environment === 'sandbox' ? [] : await trustStore.list()
  const vouched = stored.filter(({basis}) => basis === 'operator').map(({certificate}) => certificate)
  const added = stored.map(({certificate}) => certificate)
  return {now: clock.now(), profile, trusted: [...configured, ...vouched], added, structures}
}

function structuresOf(profile: Profile | undefined): readonly string[] | undefined {
  if (profile === undefined) return undefined
  const {finessEj, siret} = profile.structure
  return [structureIdOfFiness(finessEj), ...(siret === undefined ? [] : [`3${siret}`])]
}

/** Two sources are a pair, the first for TLS; one source is as many certificates as it holds. */
export async function lookAt(
  bench: CheckBench,
  wish: CheckWish,
  held: readonly HeldSource[],
  around: Surroundings,
): Promise<readonly Looked[]> {
  const [auth, sign] = held
  const bare: Looked[] =
    auth && sign
      ? [
          subjectOf('auth', auth, auth.leaves[0], around, wish),
          subjectOf('sign', sign, sign.leaves[0], around, wish),
        ]
      : held.flatMap((source) => subjectsOf(source, around, wish))
  const finess = await finessOf(bench, wish, bare, around.profile)
  const looked: Looked[] = []
  for (const {source, subject} of bare) {
    const {certificate, pool = [], trusted = []} = subject
    const {profile} = around
    const asked = await askRevocation(bench, certificate, pool, trusted, {...wish, profile})
    looked.push({source, subject: {...subject, finess, ...asked}})
  }
  return looked
}

/** A file may hold thousands: each is given the authorities that may be above it, not all the others. */
function subjectsOf(source: HeldSource, around: Surroundings, wish: CheckWish): readonly Looked[] {
  const issuers = new IssuerIndex([...source.container.certificates, ...around.added, ...around.trusted])
  return source.leaves.map((leaf) => {
    const {subject} = subjectOf('leaf', source, leaf, around, wish)
    return {source: source.name, subject: {...subject, pool: issuers.above(leaf)}}
  })
}

function subjectOf(
  role: 'auth' | 'sign' | 'leaf',
  source: HeldSource,
  certificate: Certificate,
  {now, profile, trusted, added, structures}: Surroundings,
  {use, warnDays, errorDays}: CheckWish,
): Looked {
  const environment = profile?.environment
  const facts = factsOf(source, certificate)
  const subject: CheckSubject = {
    ...facts,
    pool: [...(facts.pool ?? []), ...added],
    role,
    certificate,
    now,
    trusted,
    structures,
    use: role === 'leaf' ? use : undefined,
    environment,
    thresholds: {noticeDays: NOTICE_DAYS, warnDays, errorDays},
    revocationMode: revocationMode(profile, environment),
  }
  return {source: source.name, subject}
}

async function finessOf(
  {files, signal}: CheckBench,
  {finessFile}: CheckWish,
  looked: readonly Looked[],
  profile: Profile | undefined,
): Promise<FinessFacts | undefined> {
  if (finessFile === undefined) return undefined
  const units = looked.flatMap(({subject}) => {
    const id = readStructureId(subject.certificate.subject.organisationalUnit ?? '')
    return id ? [id.number] : []
  })
  const own = profile ? [profile.structure.finessEj, profile.structure.finessEg] : []
  return readFiness(files, finessFile, [...units, ...own], signal)
}
