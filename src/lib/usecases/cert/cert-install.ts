/**
 * `cert install`: new certificates in the place of the present ones. The files are proven (key, password, every rule on the
 * pair), copied under the configuration folder, and then the references in the profile change in one write; the old
 * files stay where they are, and `--rollback` goes back to them. The journal records it before and after. A bulk run at
 * work takes the new pair at its next look.
 */
import type {CertificateFinding} from '../../pki/finding.ts'
import type {LoadedProfile} from '../../profile/loaded-profile.ts'
import {filesNamed, type InstallRecord, standingRecords, withRecord} from '../../renewal/install-history.ts'
import {changesForSource, changesForStructure, type SettingChanges} from '../../renewal/installation.ts'
import {type Consent, requireConsent} from '../documents/consent.ts'
import {type Candidate, openCandidates} from './install-candidates.ts'
import {fitOrRefuse, refuseStrangeStructure, withStructure} from './install-fitness.ts'
import {
  aloneIn,
  historyOf,
  keptValues,
  realChanges,
  recorded,
  refuseOverridden,
  saveHistory,
} from './install-records.ts'
import {type InstallReport, installReport} from './install-report.ts'
import {fingerprints, liesThere, type Staged, stage, writeBack, writeStaged} from './install-stage.ts'
import type {LifecycleBench} from './ports.ts'
import {secretOfFlag} from './secret-wish.ts'
import {usesOfFingerprints} from './used-by.ts'

export interface InstallWish {
  /** One or both halves of the pair, in any order. */
  readonly sources: readonly string[]
  /** The private key that goes with one PEM or DER certificate. */
  readonly key?: string | undefined
  /** Where the profile will take the password; absent: where it takes that of the present one. */
  readonly passphraseFrom?: string | undefined
  readonly structureChange: boolean
  readonly dryRun: boolean
  /** Of revocation only what is remembered counts. */
  readonly offline?: boolean | undefined
  readonly consent: Consent
  /** Account that does it, for the journal. */
  readonly by: string
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
  const unit = refuseStrangeStructure(profile, candidates, wish.structureChange)
  const after = unit === undefined ? profile : withStructure(profile, unit)
  const fit = await fitOrRefuse(bench, after, candidates, wish.offline === true)
  const staged = await stage(bench, profile.name, candidates)
  const findings = [...fit.findings, ...keysInClear(candidates, staged)]
  const changes = realChanges(loaded, [
    ...staged.flatMap(({use, source}) => [...changesForSource(use, source)]),
    ...(unit === undefined ? [] : changesForStructure(unit)),
  ])
  refuseOverridden(loaded, changes)
  const report = installReport(loaded, candidates, {
    findings,
    revocation: fit.revocation,
    changes,
    unit,
    done: !wish.dryRun,
    canGoBack: changes.size > 0 || standingRecords(await historyOf(bench, profile.name)).length > 0,
    files: staged.flatMap(({files}) => files.map(({path}) => path)),
    ...(await elsewhere(bench, profile.name, candidates)),
  })
  // The very same files are in service: there is nothing to change, nor to take back.
  if (wish.dryRun || (changes.size === 0 && (await liesThere(bench, staged)))) return report
  const names = candidates.map(({use}) => (use === 'auth' ? 'ORG AUTH_CLI' : 'ORG SIGN')).join(' + ')
  await requireConsent(bench, wish.consent, {
    action: 'install-certificate',
    uniqueId: names,
    value: profile.name,
    facts: {case: 'install'},
  })
  const record = await newRecord(bench, loaded, candidates, changes)
  const recording = {operation: 'certificate-install', record, by: wish.by} as const
  // Written over in its place since it was installed: the profile names it already, and there is nothing to go back to.
  if (changes.size === 0) {
    await recorded(bench, recording, () => writeBack(bench, staged))
    return report
  }
  await writeStaged(bench, staged)
  await recorded(bench, recording, () => swap(bench, loaded, record, changes))
  return report
}

/** The copy is as open as the file that came: whoever reads the configuration has the key. */
function keysInClear(candidates: readonly Candidate[], staged: readonly Staged[]): CertificateFinding[] {
  const clear = candidates.filter(({clearKey}) => clearKey).map(({use}) => use)
  return staged
    .filter(({use}) => clear.includes(use))
    .map(({use, source}) => ({
      check: 'FILE-03',
      severity: 'warning',
      certificate: use,
      params: {path: source.kind === 'pem' ? source.keyPath : source.kind === 'pkcs12' ? source.path : ''},
    }))
}

/** After a renewal the old file often stays in use: other profiles that name one of the certificates replaced. */
async function elsewhere(bench: LifecycleBench, profile: string, candidates: readonly Candidate[]) {
  const {bySha256, unread} = await usesOfFingerprints(bench, {tokens: true})
  const stillUsed = candidates
    .flatMap(({present}) => (present ? (bySha256.get(present.sha256.hex) ?? []) : []))
    .filter((used) => used.profile !== profile)
  return {stillUsed, unread: unread.filter((name) => name !== profile)}
}

/**
 * The way back is on disk before the change is; where the change fails there is none to take back. Of two at once the
 * second is refused: it was decided against a pair that is no longer there.
 */
async function swap(
  bench: LifecycleBench,
  loaded: LoadedProfile,
  record: InstallRecord,
  changes: SettingChanges,
): Promise<void> {
  const {name} = loaded.profile
  await aloneIn(bench, loaded, async () => {
    const history = await historyOf(bench, name)
    await saveHistory(bench, name, withRecord(history, record))
    try {
      await bench.profiles.change(name, changes)
    } catch (error) {
      await saveHistory(bench, name, history).catch(() => undefined)
      throw error
    }
  })
}

async function newRecord(
  bench: LifecycleBench,
  loaded: LoadedProfile,
  candidates: readonly Candidate[],
  changes: SettingChanges,
): Promise<InstallRecord> {
  const {before, after} = keptValues(loaded, changes)
  return {
    at: new Date(bench.clock.now()).toISOString(),
    certificates: candidates.map(({use, certificate, present}) => ({
      use,
      before: present?.sha256.hex ?? null,
      after: certificate.sha256.hex,
    })),
    before,
    after,
    files: await fingerprints(bench, filesNamed(before)),
  }
}
