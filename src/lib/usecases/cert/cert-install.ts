/**
 * `cert install`: new certificates in the place of the present ones. The files are proven (key, password, every rule on the
 * pair), copied under the configuration folder, and then the references in the profile change in one write; the old
 * files stay where they are, and `--rollback` goes back to them. The journal records it before and after. A bulk run at
 * work takes the new pair at its next look.
 */
import {DmpError} from '../../errors/dmp-error.ts'
import type {CertificateFinding} from '../../pki/finding.ts'
import {checkPair, requireFit} from '../../pki/pair.ts'
import type {LoadedProfile} from '../../profile/loaded-profile.ts'
import type {Profile} from '../../profile/profile.ts'
import {compareCertificates} from '../../renewal/certificate-diff.ts'
import {type InstallRecord, withRecord} from '../../renewal/install-history.ts'
import {blockingFindings, changesForSource, changesForStructure} from '../../renewal/installation.ts'
import {parisInstant} from '../../renewal/paris-instant.ts'
import {type Consent, requireConsent} from '../documents/consent.ts'
import {type Candidate, openCandidates} from './install-candidates.ts'
import {
  historyOf,
  keptValues,
  realChanges,
  recorded,
  refuseOverridden,
  saveHistory,
} from './install-records.ts'
import {stage} from './install-stage.ts'
import type {CertificateUse} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'
import {secretOfFlag} from './secret-wish.ts'

export interface InstallWish {
  /** One or both halves of the pair, in any order. */
  readonly sources: readonly string[]
  /** The private key that goes with one PEM or DER certificate. */
  readonly key?: string | undefined
  /** Where the profile will take the password; absent: where it takes that of the present one. */
  readonly passphraseFrom?: string | undefined
  readonly structureChange: boolean
  readonly dryRun: boolean
  readonly consent: Consent
}

export interface InstalledHalf {
  readonly use: CertificateUse
  readonly subject: string
  readonly sha256: string
  readonly endsAt: string
  /** The one in place so far; null when it could not be read. */
  readonly replaces: {readonly sha256: string; readonly endsAt: string} | null
  readonly keyChanged: boolean | null
}

export interface InstallReport {
  readonly profile: string
  readonly environment: string
  /** False: a dry run, nothing was written. */
  readonly done: boolean
  readonly rolledBack: boolean
  readonly certificates: readonly InstalledHalf[]
  /** Settings changed in the profile. */
  readonly settings: readonly string[]
  /** Files written under the configuration folder. */
  readonly files: readonly string[]
  readonly structureChanged: boolean
  /** What there is to know of the new pair: warnings, and errors of a half that stays. */
  readonly findings: readonly CertificateFinding[]
}

/**
 * @throws DmpError DMP_CERT_WRONG_PRODUCT, DMP_CERT_STRUCTURE_CHANGED, DMP_CERT_INSTALL_REFUSED, DMP_CERTIFICATE_UNFIT,
 * DMP_CONFIRMATION_NEEDED, DMP_KEY_*, DMP_SECRET_UNAVAILABLE
 */
export async function installCertificates(bench: LifecycleBench, wish: InstallWish): Promise<InstallReport> {
  const passphrase = secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom)
  const loaded = await bench.loadedProfile()
  const {profile} = loaded
  const candidates = await openCandidates(bench, profile, {...wish, passphrase})
  const unit = refuseStrangeStructure(candidates, wish.structureChange)
  const after = unit === undefined ? profile : withStructure(profile, unit)
  const findings = await fitOrRefuse(bench, after, candidates)
  const staged = await stage(bench, profile.name, candidates, {write: false})
  const changes = realChanges(loaded, [
    ...staged.flatMap(({use, source}) => [...changesForSource(use, source)]),
    ...(unit === undefined ? [] : changesForStructure(unit)),
  ])
  refuseOverridden(loaded, changes)
  const report = reportOf(loaded, candidates, {
    findings,
    changes,
    unit,
    done: !wish.dryRun,
    files: staged.flatMap(({files}) => files),
  })
  if (wish.dryRun) return report
  const names = candidates.map(({use}) => (use === 'auth' ? 'ORG AUTH_CLI' : 'ORG SIGN')).join(' + ')
  await requireConsent(bench, wish.consent, {
    action: 'install-certificate',
    uniqueId: names,
    value: profile.name,
  })
  await stage(bench, profile.name, candidates, {write: true})
  const record = newRecord(bench, loaded, candidates, changes)
  await recorded(bench, {operation: 'certificate-install', record}, async () => {
    await saveHistory(bench, profile.name, withRecord(await historyOf(bench, profile.name), record))
    await bench.profiles.change(profile.name, changes)
  })
  return report
}

/** The OU that becomes that of the profile, when it is another one. @throws DmpError DMP_CERT_STRUCTURE_CHANGED */
function refuseStrangeStructure(candidates: readonly Candidate[], allowed: boolean): string | undefined {
  const changed = candidates.find(
    ({certificate, present}) =>
      present && certificate.subject.organisationalUnit !== present.subject.organisationalUnit,
  )
  if (!changed?.present) return undefined
  const [before = '', after = ''] = [changed.present, changed.certificate].map(
    ({subject}) => subject.organisationalUnit,
  )
  if (!allowed)
    throw new DmpError('DMP_CERT_STRUCTURE_CHANGED', {params: {before, after, source: changed.path}})
  return after
}

function withStructure(profile: Profile, unit: string): Profile {
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

/** Every rule on the pair as it will be: the new half, or halves, beside the one that stays. */
async function fitOrRefuse(
  bench: LifecycleBench,
  profile: Profile,
  candidates: readonly Candidate[],
): Promise<readonly CertificateFinding[]> {
  const half = async (use: CertificateUse) => {
    const given = candidates.find((candidate) => candidate.use === use)
    if (given) return {certificate: given.certificate, companions: [...given.companions, ...given.issuers]}
    return (await bench.keyWorkshop()).prove(profile.certificates[use], use)
  }
  const [auth, sign] = [await half('auth'), await half('sign')]
  const caCertificates = []
  for (const path of profile.trust.caFiles) caCertificates.push(...(await bench.keyFiles.authorities(path)))
  const findings = checkPair({
    auth: auth.certificate,
    sign: sign.certificate,
    authChain: auth.companions,
    signChain: sign.companions,
    environment: profile.environment,
    finessEj: profile.structure.finessEj,
    ...(profile.structure.siret === undefined ? {} : {siret: profile.structure.siret}),
    now: bench.clock.now(),
    caCertificates,
  })
  requireFit(
    blockingFindings(
      findings,
      candidates.map(({use}) => use),
    ),
  )
  return [...findings, ...candidates.flatMap((candidate) => candidate.findings)]
}

function newRecord(
  {clock}: LifecycleBench,
  loaded: LoadedProfile,
  candidates: readonly Candidate[],
  changes: ReturnType<typeof changesForSource>,
): InstallRecord {
  const {before, after} = keptValues(loaded, changes)
  return {
    at: new Date(clock.now()).toISOString(),
    certificates: candidates.map(({use, certificate, present}) => ({
      use,
      before: present?.sha256.hex ?? null,
      after: certificate.sha256.hex,
    })),
    before,
    after,
  }
}

function reportOf(
  {profile}: LoadedProfile,
  candidates: readonly Candidate[],
  facts: {
    readonly findings: readonly CertificateFinding[]
    readonly changes: ReturnType<typeof changesForSource>
    readonly unit: string | undefined
    readonly files: readonly string[]
    readonly done: boolean
  },
): InstallReport {
  const {findings, changes, unit, files, done} = facts
  return {
    profile: profile.name,
    environment: profile.environment,
    done,
    rolledBack: false,
    certificates: candidates.map(({use, certificate, present}) => ({
      use,
      subject: certificate.subject.certificate,
      sha256: certificate.sha256.hex,
      endsAt: parisInstant(certificate.notAfter),
      replaces: present ? {sha256: present.sha256.hex, endsAt: parisInstant(present.notAfter)} : null,
      keyChanged: present ? compareCertificates(present, certificate).keyChanged : null,
    })),
    settings: [...changes].flatMap(([key, value]) => (value === undefined ? [] : [key])),
    files,
    structureChanged: unit !== undefined,
    findings,
  }
}
