import type {ReaderInventory, UsbInventory} from '../ports/card-readers.ts'
import type {ClockSync} from '../ports/machine.ts'
import type {Browsers} from './browsers.ts'
import type {SkipReason} from './check.ts'
import type {ClientReport} from './client-report.ts'
import type {CpsModule, ModuleFiles} from './cps-module.ts'
import type {GalssFacts} from './galss-file.ts'
import type {HostFacts} from './host-facts.ts'
import type {LocalPorts} from './local-ports.ts'
import type {OwnCertificates} from './own-certificates.ts'
import type {PinTrial} from './pin-state.ts'
import type {ProfileFiles} from './profile-files.ts'
import type {ProxyFacts} from './proxies.ts'
import type {Reached} from './reach.ts'

/**
 * A fact that was asked for: known, asked in vain, or not asked at all. A check never reads a fact that is not `known`
 * as a good one.
 */
export type Known<T> =
  | {readonly state: 'known'; readonly value: T; readonly durationMs: number}
  | {
      readonly state: 'failed'
      readonly reason: 'timeout' | 'failed'
      /** Technical, e.g. `EACCES`; nothing personal. */
      readonly detail?: string
      readonly durationMs: number
    }
  | {readonly state: 'not-gathered'; readonly because: SkipReason}

/** What each fact is; one gatherer for each. */
export interface FactValues {
  readonly host: HostFacts
  readonly clockSync: ClockSync
  readonly localPorts: LocalPorts
  readonly galss: GalssFacts
  readonly browsers: Browsers
  readonly readers: ReaderInventory
  readonly usb: UsbInventory
  /** Files of the module of the CPS; none was loaded. */
  readonly cpsFiles: ModuleFiles
  /** What the module said in a process of its own, and the tokens it sees. */
  readonly cpsModule: CpsModule
  /** One login that the person asked for. */
  readonly pinTest: PinTrial
  readonly proxies: ProxyFacts
  /** How far the roads to the servers go. */
  readonly network: Reached
  /** Certificates of the profile, through the checks of `cert check`. */
  readonly certificates: OwnCertificates
  readonly profileFiles: ProfileFiles
  /** What a diagnosis on the other side of a remote session said. */
  readonly client: ClientReport
}

export type FactName = keyof FactValues

/** Everything that checks judge by. */
export type WorkstationFacts = {readonly [Name in FactName]: Known<FactValues[Name]>}
