import {DmpError} from '../../../errors/dmp-error.ts'
import type {CertificateUse} from '../../../pki/checks/check.ts'
import {structureIdOfFiness} from '../../../pki/structure-id.ts'
import type {CertificateFiles} from '../../../ports/certificate-files.ts'
import type {CertificateSources} from '../../../ports/certificate-sources.ts'
import type {KeyFiles} from '../../../ports/key-files.ts'
import type {RecordAct} from '../../../ports/local-acts.ts'
import type {Outputs} from '../../../ports/outputs.ts'
import type {Profiles} from '../../../ports/profiles.ts'
import type {Revocation} from '../../../ports/revocation.ts'
import type {TrustStore} from '../../../ports/trust-store.ts'
import type {LoadedProfile} from '../../../profile/loaded-profile.ts'
import type {Workbench} from '../../ports.ts'

/** What checking certificates asks of the world. */
export interface CheckBench extends Pick<Workbench, 'clock' | 'files' | 'signal' | 'warn'> {
  readonly certificateSources: CertificateSources
  readonly certificateFiles: CertificateFiles
  readonly keyFiles: KeyFiles
  readonly profiles: Profiles
  readonly trustStore: Pick<TrustStore, 'list'>
  readonly revocation: Revocation
  readonly outputs: Pick<Outputs, 'replace'>
  loadedProfile(): Promise<LoadedProfile>
  /** Keeps a trace of what was asked of the network in the name of a profile. */
  readonly recordAct?: RecordAct
}

export interface CheckWish {
  /** One source; without it and without a pair, the profile's pair is checked. */
  readonly source?: string | undefined
  readonly pair?: {readonly auth: string; readonly sign: string} | undefined
  /** A profile was named: its environment and structure count for a source or a pair too. */
  readonly withProfile: boolean
  readonly use?: CertificateUse | undefined
  /** FINESS (9 characters) or SIRET (14 digits) that OU must hold, whatever the profile says. */
  readonly expectFiness?: string | undefined
  readonly warnDays?: number | undefined
  readonly errorDays?: number | undefined
  /** Public FINESS extract. */
  readonly finessFile?: string | undefined
  /** Revocation lists given by the user. */
  readonly lists: readonly string[]
  readonly offline: boolean
  /** What is remembered of a day or an hour ago is asked anew. */
  readonly fresh?: boolean | undefined
  /** As the flag has it: `prompt`, `file:PATH`… */
  readonly passphraseFrom?: string | undefined
  readonly unmask: boolean
  /** File of metrics to write. */
  readonly metrics?: string | undefined
}

/** First notice, before the reminder of the ANS (60 days). */
export const NOTICE_DAYS = 90

/** Struct_IdNat of a number given on the command line. @throws DmpError DMP_USAGE */
export function expectedStructure(number: string): string {
  const plain = number.replace(/\s/g, '').toUpperCase()
  if (/^\d[\dAB]\d{7}$/.test(plain)) return structureIdOfFiness(plain)
  if (/^\d{14}$/.test(plain)) return `3${plain}`
  throw new DmpError('DMP_USAGE', {params: {problem: '--expect-finess: FINESS (9) | SIRET (14)'}})
}
