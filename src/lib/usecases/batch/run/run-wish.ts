import type {Profile} from '../../../profile/profile.ts'
import type {Workbench} from '../../ports.ts'
import type {RunObserver} from './run-observer.ts'

/** How a run goes about its items. */
export interface RunWish {
  /** Bulk runs to work on; absent: every one of this profile that was submitted. */
  readonly batchIds?: readonly string[]
  /** Documents in flight at most. */
  readonly width: number
  readonly maxItems?: number
  readonly maxDurationMs?: number
  /** TD0.2 before feeding, once per patient and run. */
  readonly checkStatus: boolean
  /** How long what is due later is waited for. */
  readonly patienceMs: number
  /** Deletions do not wait for the hours of sending. */
  readonly anyHour?: boolean
  /** A service: closed hours, the daily limit and an empty list are waited for. */
  readonly stay: boolean
  readonly observer?: RunObserver
  /** Words of the command that goes on with it. */
  readonly resume: string
}

/** What a run needs beside the workbench. */
export interface RunBench extends Workbench {
  /** Opens keys and certificates anew, for files that were put in place since. @throws DmpError DMP_KEY_*, DMP_CERTIFICATE_UNFIT */
  relink?(): Promise<void>
  /** The key sources that the profile names now: `cert install` changes them while a run is at work. */
  keySources?(): Promise<Profile['certificates']>
}
