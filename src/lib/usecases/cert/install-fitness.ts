import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import type {CertificateFinding} from '../../pki/finding.ts'
import {checkPair, requireFit} from '../../pki/pair.ts'
import {structureIdOfFiness} from '../../pki/structure-id.ts'
import type {KeyFilePreview} from '../../ports/key-files.ts'
import {askedAnewMs} from '../../ports/revocation.ts'
import type {Profile} from '../../profile/profile.ts'
import {blockingFindings, changesForStructure} from '../../renewal/installation.ts'
import type {RevocationStatus} from '../../revocation/status.ts'
import type {Candidate} from './install-candidates.ts'
import type {CertificateUse} from './own-certificates.ts'
import {preflightBudgetMs, revocationOfPair} from './pair-revocation.ts'
import type {LifecycleBench} from './ports.ts'
import {shownWithoutPin} from './quiet-preview.ts'

/**
 * The OU that becomes that of the profile, when it is another one than the present certificate has; where that cannot be
 * seen, another one than the profile states. @throws DmpError DMP_CERT_STRUCTURE_CHANGED
 */
export function refuseStrangeStructure(
  {structure: {finessEj, siret}}: Pick<Profile, 'structure'>,
  candidates: readonly Candidate[],
  allowed: boolean,
): string | undefined {
  const stated = [structureIdOfFiness(finessEj), ...(siret === undefined ? [] : [`3${siret}`])]
  const before = ({present}: Candidate) => (present ? [present.subject.organisationalUnit] : stated)
  const changed = candidates.find(
    (candidate) => !before(candidate).includes(candidate.certificate.subject.organisationalUnit),
  )
  if (!changed) return undefined
  const after = changed.certificate.subject.organisationalUnit ?? ''
  if (!allowed) {
    const [was = ''] = before(changed)
    throw new DmpError('DMP_CERT_STRUCTURE_CHANGED', {params: {before: was, after, source: changed.path}})
  }
  return after
}

export function withStructure(profile: Profile, unit: string): Profile {
  const changes = changesForStructure(unit)
  const finessEj = changes.get('structure.finessEj')
  const siret = changes.get('structure.siret')
  return {
    ...profile,
    structure: {
      ...profile.structure,
      ...(typeof finessEj === 'string' ? {finessEj} : {}),
      ...(typeof siret === 'string' ? {siret} : {}),
    },
  }
}

/**
 * Every rule on the pair as it will be: the new half, or halves, beside the one that stays; revocation as before a
 * submission, so that nothing goes into service that could not send.
 */
export async function fitOrRefuse(
  bench: LifecycleBench,
  profile: Profile,
  candidates: readonly Candidate[],
  offline: boolean,
): Promise<JudgedPair> {
  const halves = candidates.map(({use, certificate, companions, issuers}) => ({
    ...{use, certificate, companions: [...companions, ...issuers]},
  }))
  const {findings, revocation} = await findingsOfPair(bench, profile, halves, {offline})
  requireFit(
    blockingFindings(
      findings,
      candidates.map(({use}) => use),
    ),
    {case: 'install', profile: profile.name, ...sourcesOf(candidates)},
  )
  return {findings: [...findings, ...candidates.flatMap((candidate) => candidate.findings)], revocation}
}

/** What there is to say of a pair, and what was heard of the revocation of each half, where that was asked about. */
export interface JudgedPair {
  readonly findings: readonly CertificateFinding[]
  readonly revocation: {readonly [use in CertificateUse]?: RevocationStatus | undefined}
}

/** A half of the pair that comes into service, its key proven. */
export interface EnteringHalf {
  readonly use: CertificateUse
  readonly certificate: Certificate
  readonly companions: readonly Certificate[]
  /** What there is to say of its source. */
  readonly findings?: readonly CertificateFinding[]
}

/**
 * Every rule on the pair of a profile as the halves that enter would make it.
 * @param asked how revocation is asked about; undefined: it is not
 */
export async function findingsOfPair(
  bench: LifecycleBench,
  profile: Profile,
  halves: readonly EnteringHalf[],
  asked: {readonly offline: boolean} | undefined,
): Promise<JudgedPair> {
  const half = async (use: CertificateUse) =>
    halves.find((one) => one.use === use) ?? halfThatStays(bench, profile, use)
  const [auth, sign] = [await half('auth'), await half('sign')]
  const caCertificates = []
  for (const path of profile.trust.caFiles) caCertificates.push(...(await bench.keyFiles.authorities(path)))
  // the sandbox has authorities of its own and nobody else's
  const stored = profile.environment === 'sandbox' ? [] : await bench.trustStore.list()
  const added = stored.map(({certificate}) => certificate)
  const vouched = stored.filter(({basis}) => basis === 'operator').map(({certificate}) => certificate)
  const pair = {auth: auth.certificate, sign: sign.certificate}
  const pool = [...auth.companions, ...sign.companions, ...caCertificates, ...added]
  const trusted = [...caCertificates, ...vouched]
  const wish = asked && {...asked, budgetMs: preflightBudgetMs, maxAgeMs: askedAnewMs, signal: bench.signal}
  const heard = wish ? await revocationOfPair(bench, profile, {...pair, pool, trusted}, wish) : {}
  const findings = checkPair({
    ...pair,
    authChain: [...auth.companions, ...added],
    signChain: [...sign.companions, ...added],
    environment: profile.environment,
    finessEj: profile.structure.finessEj,
    ...(profile.structure.siret === undefined ? {} : {siret: profile.structure.siret}),
    now: bench.clock.now(),
    caCertificates: trusted,
    ...heard,
  })
  return {
    findings: [...(auth.findings ?? []), ...(sign.findings ?? []), ...findings],
    revocation: heard.revocation ?? {},
  }
}

/** As `cert check` takes them. */
function sourcesOf(candidates: readonly Candidate[]): {readonly sources: string} {
  const [one, two] = candidates
  if (!one || !two) return {sources: one?.path ?? ''}
  return {sources: candidates.map(({use, path}) => `--${use} ${path}`).join(' ')}
}

/** The half that is not replaced; its key is opened only where its certificate does not show without. */
async function halfThatStays(
  bench: LifecycleBench,
  {certificates}: Profile,
  use: CertificateUse,
): Promise<Omit<EnteringHalf, 'use'>> {
  const {leaf, certificates: seen, strangeKey} = await shownWithoutPin(bench, certificates[use])
  if (!leaf) return (await bench.keyWorkshop()).prove(certificates[use], use)
  return halfShown(use, {leaf, certificates: seen, strangeKey})
}

/** What a source shows of itself without its secret. */
export function halfShown(use: CertificateUse, {leaf, certificates, strangeKey}: Shown): EnteringHalf {
  const params = {subject: leaf.subject.certificate}
  return {
    use,
    certificate: leaf,
    companions: certificates.filter((one) => one !== leaf),
    findings: strangeKey === true ? [{check: 'KEY-01', severity: 'error', certificate: use, params}] : [],
  }
}

type Shown = Pick<KeyFilePreview, 'certificates'> & {
  readonly leaf: Certificate
  readonly strangeKey: boolean | undefined
}
