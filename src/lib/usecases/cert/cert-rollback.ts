import {holderName} from '../../pki/holder.ts'
import {requireFit} from '../../pki/pair.ts'
import type {LoadedProfile} from '../../profile/loaded-profile.ts'
import type {KeySource, Profile} from '../../profile/profile.ts'
import {isSecretSource} from '../../profile/secret-source.ts'
import {
  canonicalValue,
  type InstallRecord,
  type KeptValue,
  markUndone,
  standingRecords,
} from '../../renewal/install-history.ts'
import {parisInstant} from '../../renewal/paris-instant.ts'
import {type Consent, requireConsent} from '../documents/consent.ts'
import {refused} from './install-candidates.ts'
import {historyOf, recorded, refuseOverridden, saveHistory} from './install-records.ts'
import type {InstalledHalf, InstallReport} from './install-report.ts'
import type {CertificateUse} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'
import {quietPreview} from './quiet-preview.ts'
import {revocationOfReturning} from './rollback-revocation.ts'

export interface RollbackWish {
  readonly dryRun: boolean
  readonly consent: Consent
  readonly by: string
  /** Of revocation only what is remembered counts. */
  readonly offline?: boolean | undefined
  /** Also to a certificate that is revoked: the report says so. */
  readonly force?: boolean | undefined
}

/**
 * `cert install --rollback`: the references that the latest installation found, in one write of the profile. Refused when
 * somebody changed them since, when the old files are gone, or when what would come back is revoked.
 * @throws DmpError DMP_CERT_INSTALL_REFUSED, DMP_CERTIFICATE_UNFIT, DMP_CONFIRMATION_NEEDED, DMP_FILE_UNREADABLE
 */
export async function rollBackCertificates(
  bench: LifecycleBench,
  {dryRun, consent, by, offline = false, force = false}: RollbackWish,
): Promise<InstallReport> {
  const loaded = await bench.loadedProfile()
  const {profile} = loaded
  const history = await historyOf(bench, profile.name)
  const record = recordInForce(loaded, standingRecords(history))
  const changes = new Map(Object.entries(record.before).map(([key, value]) => [key, value ?? undefined]))
  refuseOverridden(loaded, changes)
  // Whatever is gone is told before anything changes.
  for (const [key, value] of Object.entries(record.before))
    if (/[pP]ath$/.test(key) && typeof value === 'string') await bench.files.facts(value)
  const present = new Map<string, InstalledHalf['replaces']>()
  for (const {use} of record.certificates) {
    const leaf = (await quietPreview(bench, profile.certificates[use]).catch(() => undefined))?.leaf
    present.set(use, leaf ? {sha256: leaf.sha256.hex, endsAt: parisInstant(leaf.notAfter)} : null)
  }
  const returning = record.certificates.flatMap(({use}) => {
    const source = sourceBefore(record.before, use, profile.certificates[use])
    return source ? [{use, source}] : []
  })
  const findings = await revocationOfReturning(bench, profile, returning, {offline, force})
  if (!force) requireFit(findings, {case: 'rollback', profile: profile.name})
  if (!dryRun) {
    await requireConsent(bench, consent, {
      action: 'roll-back-certificate',
      uniqueId: record.at,
      value: profile.name,
      facts: {case: 'install'},
    })
    await recorded(bench, {operation: 'certificate-rollback', record, by}, async () => {
      await bench.profiles.change(profile.name, changes)
      await saveHistory(
        bench,
        profile.name,
        markUndone(history, record, new Date(bench.clock.now()).toISOString()),
      )
    })
  }
  return {
    profile: profile.name,
    environment: profile.environment,
    done: !dryRun,
    rolledBack: true,
    certificates: await halves(bench, profile, record, present),
    settings: [...changes].flatMap(([key, value]) => (value === undefined ? [] : [key])),
    files: [],
    canGoBack: standingRecords(markUndone(history, record, '')).some((one) => one !== record),
    structureChanged: Object.keys(record.before).some((key) => key.startsWith('structure.')),
    stillUsed: [],
    unread: [],
    findings,
  }
}

/** What stands in the profile must be what an installation put there: one that failed half-way is passed over. */
function recordInForce(loaded: LoadedProfile, records: readonly InstallRecord[]): InstallRecord {
  const {profile, file} = loaded
  const [latest] = records
  if (!latest) throw refused('no-history', profile.name, file)
  const found = records.find((record) => changedKey(loaded, record) === undefined)
  if (found) return found
  throw refused('moved', profile.name, `${file} (${changedKey(loaded, latest)})`)
}

/** The setting that no longer has the value of the installation. */
function changedKey({values, origins}: LoadedProfile, {after}: InstallRecord): string | undefined {
  return Object.keys(after).find((key) => {
    const now: KeptValue = (origins.get(key)?.kind === 'profile' ? values.get(key) : undefined) ?? null
    return canonicalValue(now) !== canonicalValue(after[key] ?? null)
  })
}

async function halves(
  bench: LifecycleBench,
  profile: Profile,
  {certificates, before}: InstallRecord,
  present: ReadonlyMap<string, InstalledHalf['replaces']>,
): Promise<readonly InstalledHalf[]> {
  const found: InstalledHalf[] = []
  for (const {use, before: sha256} of certificates) {
    const source = sourceBefore(before, use, profile.certificates[use])
    const leaf = source && (await quietPreview(bench, source).catch(() => undefined))?.leaf
    found.push({
      use,
      subject: leaf ? holderName(leaf) : '',
      sha256: leaf?.sha256.hex ?? sha256 ?? '',
      endsAt: leaf ? parisInstant(leaf.notAfter) : '',
      replaces: present.get(use) ?? null,
      keyChanged: null,
    })
  }
  return found
}

/** A setting that the installation left as it was is that of the present source. */
function sourceBefore(
  before: InstallRecord['before'],
  use: CertificateUse,
  present: KeySource,
): KeySource | undefined {
  const at = (name: string) => before[`certificates.${use}.${name}`]
  const [path, certificatePath, keyPath] = [at('path'), at('certificatePath'), at('keyPath')]
  const [kept, own] = [at('passphrase'), present.kind === 'pkcs11' ? undefined : present.passphrase]
  const passphrase = isSecretSource(kept) ? kept : (own ?? {from: 'none'})
  if (typeof path === 'string') return {kind: 'pkcs12', path, passphrase}
  return typeof certificatePath === 'string' && typeof keyPath === 'string'
    ? {kind: 'pem', certificatePath, keyPath, passphrase}
    : undefined
}
