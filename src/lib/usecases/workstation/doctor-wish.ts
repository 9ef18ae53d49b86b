import type {PublicEnvironment} from '../../workstation/targets.ts'
import type {WantedUse} from '../../workstation/wanted.ts'

/** What is asked of a diagnosis. */
export interface DoctorWish {
  readonly use?: WantedUse | undefined
  readonly vitale: boolean
  readonly only: readonly string[]
  readonly onlyProblems: boolean
  readonly offline: boolean
  /** Servers to reach beside those of the profile: addresses with https, or hosts. */
  readonly hosts: readonly string[]
  /** Whose public hosts are asked where there is no profile. */
  readonly environment?: PublicEnvironment | undefined
  readonly noCard: boolean
  /** File of a module to look at in the place of that of Cryptolib CPS. */
  readonly module?: string | undefined
  /** For the whole of it, ms. */
  readonly timeoutMs?: number | undefined
  readonly strict: boolean
  readonly unmask: boolean
  /** Files: a report to compare with, and that of the other side of a remote session. */
  readonly compare?: string | undefined
  readonly clientReport?: string | undefined
  /** A profile was named on the command line: that it cannot be used is an error of the command. */
  readonly profileNamed: boolean
  /** A page to write. */
  readonly page?: {readonly path: string; readonly force: boolean} | undefined
}
