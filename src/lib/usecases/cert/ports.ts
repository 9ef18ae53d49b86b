import type {CertificateSources} from '../../ports/certificate-sources.ts'
import type {KeyFiles} from '../../ports/key-files.ts'
import type {KeyWorkshop} from '../../ports/key-workshop.ts'
import type {Outputs} from '../../ports/outputs.ts'
import type {Profiles} from '../../ports/profiles.ts'
import type {Revocation} from '../../ports/revocation.ts'
import type {Secrets} from '../../ports/secrets.ts'
import type {TrustStore} from '../../ports/trust-store.ts'
import type {LoadedProfile} from '../../profile/loaded-profile.ts'
import type {Workbench} from '../ports.ts'

/** What the life of a certificate asks of the world, beside the workbench. */
export interface LifecycleBench
  extends Pick<
    Workbench,
    'clock' | 'files' | 'signal' | 'prompter' | 'warn' | 'profile' | 'journal' | 'product'
  > {
  readonly revocation: Revocation
  readonly trustStore: Pick<TrustStore, 'list'>
  readonly certificateSources: CertificateSources
  readonly keyFiles: KeyFiles
  readonly profiles: Profiles
  readonly outputs: Outputs
  keyWorkshop(): Promise<KeyWorkshop>
  secrets(): Promise<Secrets>
  loadedProfile(): Promise<LoadedProfile>
}
