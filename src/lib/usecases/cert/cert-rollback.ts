import type {CertificateFinding} from '../../pki/finding.ts'
import {holderName} from '../../pki/holder.ts'
import {requireFit} from '../../pki/pair.ts'
import type {LoadedProfile} from '../../profile/loaded-profile.ts'
import {
  canonicalValue,
  type InstallRecord,
  type KeptValue,
  markUndone,
  standingRecords,
} from '../../renewal/install-history.ts'
import {blockingFindings, type SettingChanges} from '../../renewal/installation.ts'
import {parisInstant} from '../../renewal/paris-instant.ts'
import {type Consent, requireConsent} from '../documents/consent.ts'
import {refused} from './install-candidates.ts'
import {type EnteringHalf, findingsOfPair} from './install-fitness.ts'
import {aloneIn, historyOf, recorded, refuseOverridden, saveHistory} from './install-records.ts'
import type {InstalledHalf, InstallReport} from './install-report.ts'
import {heardOf} from './pair-revocation.ts'
import type {LifecycleBench} from './ports.ts'
import {shownWithoutPin} from './quiet-preview.ts'
import {returningHalves} from './returning-halves.ts'
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
 * somebody changed them since, when the old files are gone or other ones, when their key does not open, or when the pair
 * could not be installed today.
 * @throws DmpError DMP_CERT_INSTALL_REFUSED, DMP_CERTIFICATE_UNFIT, DMP_CONFIRMATION_NEEDED, DMP_FILE_UNREADABLE,
 * DMP_KEY_*, DMP_SECRET_UNAVAILABLE
 */
export async function rollBackCertificates(
  bench: LifecycleBench,
  {dryRun, consent, by, offline = false, force = false}: RollbackWish,
): Promise<InstallReport> {
  const loaded = await bench.loadedProfile()
  const {profile} = loaded
  const history = await historyOf(bench, profile.name)
  const record = recordInForce(loaded, standingRecords(history))
  const changes = settingsOf(record.before)
  refuseOverridden(loaded, changes)
  const {certificates, structure} = (await bench.profiles.changed(profile.name, changes)).profile
  const after = {...profile, certificates, structure}
  const halves = await returningHalves(bench, after, record)
  const present = new Map<string, InstalledHalf['replaces']>()
  for (const {use} of record.certificates) {
    const leaf = (await shownWithoutPin(bench, profile.certificates[use]).catch(() => undefined))?.leaf
    present.set(use, leaf ? {sha256: leaf.sha256.hex, endsAt: parisInstant(leaf.notAfter)} : null)
  }
  const judged = await findingsOfPair(bench, after, halves, undefined)
  const heard = await revocationOfReturning(bench, profile, halves, {offline})
  const findings = [...judged.findings, ...heard.findings]
  requireReturn(profile.name, findings, halves, force)
  if (!dryRun) {
    await requireConsent(bench, consent, {
      action: 'roll-back-certificate',
      uniqueId: record.at,
      value: profile.name,
      facts: {case: 'install'},
    })
    await recorded(bench, {operation: 'certificate-rollback', record, by}, () =>
      aloneIn(bench, loaded, async () => {
        await bench.profiles.change(profile.name, changes)
        const undone = markUndone(history, record, new Date(bench.clock.now()).toISOString())
        try {
          await saveHistory(bench, profile.name, undone)
        } catch (error) {
          // told as not done: then it is not done
          await bench.profiles.change(profile.name, settingsOf(record.after))
          throw error
        }
      }),
    )
  }
  return {
    profile: profile.name,
    environment: profile.environment,
    done: !dryRun,
    rolledBack: true,
    certificates: halves.map(({use, certificate}) => ({
      use,
      subject: holderName(certificate),
      sha256: certificate.sha256.hex,
      endsAt: parisInstant(certificate.notAfter),
      replaces: present.get(use) ?? null,
      keyChanged: null,
      revocation: heardOf(heard.revocation[use]),
    })),
    settings: [...changes].flatMap(([key, value]) => (value === undefined ? [] : [key])),
    files: [],
    canGoBack: standingRecords(markUndone(history, record, '')).some((one) => one !== record),
    structureChanged: Object.keys(record.before).some((key) => key.startsWith('structure.')),
    stillUsed: [],
    unread: [],
    findings,
  }
}

function settingsOf(kept: InstallRecord['before']): SettingChanges {
  return new Map(Object.entries(kept).map(([key, value]) => [key, value ?? undefined]))
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

/** As an installation refuses; a revocation alone may be passed over by who says so. */
function requireReturn(
  profile: string,
  findings: readonly CertificateFinding[],
  halves: readonly EnteringHalf[],
  force: boolean,
): void {
  const blocking = blockingFindings(
    findings,
    halves.map(({use}) => use),
  )
  const ofRevocation = ({check}: CertificateFinding) => check === 'REV-01' || check === 'REV-02'
  const others = blocking.filter((finding) => !ofRevocation(finding))
  requireFit(others, {case: 'returning', profile})
  if (!force) requireFit(blocking, {case: 'rollback', profile})
}
