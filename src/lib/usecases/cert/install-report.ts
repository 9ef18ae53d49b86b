import type {CertificateFinding} from '../../pki/finding.ts'
import {holderName} from '../../pki/holder.ts'
import type {LoadedProfile} from '../../profile/loaded-profile.ts'
import {compareCertificates} from '../../renewal/certificate-diff.ts'
import type {SettingChanges} from '../../renewal/installation.ts'
import {parisInstant} from '../../renewal/paris-instant.ts'
import type {Candidate} from './install-candidates.ts'
import type {JudgedPair} from './install-fitness.ts'
import type {CertificateUse} from './own-certificates.ts'
import {type HeardRevocation, heardOf} from './pair-revocation.ts'
import type {UsedBy} from './used-by.ts'

export interface InstalledHalf {
  readonly use: CertificateUse
  readonly subject: string
  readonly sha256: string
  readonly endsAt: string
  /** The one in place so far; null when it could not be read. */
  readonly replaces: {readonly sha256: string; readonly endsAt: string} | null
  readonly keyChanged: boolean | null
  /** Null where nothing was asked: in the sandbox, or where the profile wants it so. */
  readonly revocation: HeardRevocation | null
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
  /** An installation is left that `--rollback` could take back. */
  readonly canGoBack: boolean
  /** Other profiles that go on using a certificate that was replaced (FILE-04). */
  readonly stillUsed: readonly UsedBy[]
  /** Other profiles that could not be read, or hide their certificates: they may use it too. */
  readonly unread: readonly string[]
  /** What there is to know of the new pair: warnings, and errors of a half that stays. */
  readonly findings: readonly CertificateFinding[]
}

export function installReport(
  {profile}: LoadedProfile,
  candidates: readonly Candidate[],
  facts: {
    readonly findings: readonly CertificateFinding[]
    readonly revocation: JudgedPair['revocation']
    readonly changes: SettingChanges
    readonly unit: string | undefined
    readonly files: readonly string[]
    readonly done: boolean
    readonly canGoBack: boolean
    readonly stillUsed: readonly UsedBy[]
    readonly unread: readonly string[]
  },
): InstallReport {
  const {findings, changes, unit, files, done, stillUsed, unread} = facts
  return {
    profile: profile.name,
    environment: profile.environment,
    done,
    rolledBack: false,
    certificates: candidates.map(({use, certificate, present}) => ({
      use,
      subject: holderName(certificate),
      sha256: certificate.sha256.hex,
      endsAt: parisInstant(certificate.notAfter),
      replaces: present ? {sha256: present.sha256.hex, endsAt: parisInstant(present.notAfter)} : null,
      keyChanged: present ? compareCertificates(present, certificate).keyChanged : null,
      revocation: heardOf(facts.revocation[use]),
    })),
    settings: [...changes].flatMap(([key, value]) => (value === undefined ? [] : [key])),
    files,
    canGoBack: facts.canGoBack,
    structureChanged: unit !== undefined,
    stillUsed,
    unread,
    findings,
  }
}
