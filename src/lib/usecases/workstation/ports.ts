import type {CardReaders} from '../../ports/card-readers.ts'
import type {Clock} from '../../ports/clock.ts'
import type {Files} from '../../ports/files.ts'
import type {HostLook} from '../../ports/host-facts.ts'
import type {Prompter} from '../../ports/prompter.ts'
import type {OwnMaterial, Reachability} from '../../ports/reachability.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import type {TokenProbe} from '../../ports/token-probe.ts'
import type {CheckBench} from '../cert/check/check-wish.ts'

/** What looks at the workstation, each part loaded when it is first asked. */
export interface WorkstationParts {
  hostLook(): Promise<HostLook>
  cardReaders(): Promise<CardReaders>
  reachability(): Promise<Reachability>
  tokenProbe(): Promise<TokenProbe>
}

/** What the diagnosis asks of the world; that of `cert check` for the pair of a profile. */
export interface DoctorBench extends CheckBench {
  readonly clock: Clock
  readonly files: Files
  readonly prompter: Pick<Prompter, 'available' | 'choose'>
  readonly product: {readonly name: string; readonly version: string}
  readonly workstation: WorkstationParts
  /** Certificate and key of the profile for the mutual TLS, as far as nobody has to be asked for a secret. */
  authMaterial(signal?: AbortSignal): Promise<OwnMaterial | {readonly kept: 'token' | 'secret' | 'unusable'}>
  /** A secret of the profile. @throws DmpError DMP_SECRET_UNAVAILABLE, DMP_KEY_FILE_EXPOSED */
  secretOf(source: SecretSource, setting: string, signal?: AbortSignal): Promise<string>
  /** Why a journal could not be kept there, in one word; undefined where it could. Nothing is made. */
  journalPlace(path: string): Promise<string | undefined>
}
