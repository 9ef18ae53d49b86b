import type {SandboxBackend} from '../backend.ts'
import type {FaultSpec} from '../faults/fault-spec.ts'
import type {InsiOptions} from '../insi/insi.ts'
import type {MustUnderstandForm} from '../soap/envelope.ts'
import type {VihfPolicy} from '../vihf/vihf.ts'
import type {QuotaLimits} from './submission-quota.ts'

/** PEM texts of a server identity. */
export interface ServerIdentity {
  readonly key: string
  /** Leaf first, then its intermediates. */
  readonly cert: string
}

export interface SandboxClock {
  /** Milliseconds since 1970. */
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface SandboxOptions {
  /** 0 takes a free port. */
  readonly port?: number
  readonly host?: '127.0.0.1' | '::1'
  readonly tls: ServerIdentity & {
    /** PEM of the CAs whose clients and signers are trusted: root and intermediates. */
    readonly ca: string
  }
  /** Shown by the fault `expired-certificate`. */
  readonly expiredTls?: ServerIdentity
  readonly backend: SandboxBackend
  /** The téléservice INSi beside the DMP; not served when absent. */
  readonly insi?: InsiOptions
  readonly clock: SandboxClock
  readonly quota?: Partial<QuotaLimits>
  readonly faults?: readonly FaultSpec[]
  readonly vihf?: Partial<VihfPolicy>
  /** Insist on one of the accepted forms. */
  readonly insist?: {readonly mustUnderstand?: MustUnderstandForm}
  /** Secret of the control endpoint; no endpoint without it. */
  readonly controlToken?: string
  /** Folder (0700, existing) for parts above 1 MB. */
  readonly spoolDir: string
  /** One line per event, free of patient data. */
  readonly log?: (line: string) => void
}

/** Counted since the start; asserted by tests and shown by the control endpoint. */
export interface SandboxCounters {
  connections: number
  calls: number
  accepted: number
  refused: number
  submissions: number
  quotaRefused: number
}
