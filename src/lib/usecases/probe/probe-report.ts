import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {Environment} from '../../profile/profile.ts'
import type {Evidence} from '../../workstation/check.ts'
import type {ProbeStage} from '../../workstation/probe/road-fault.ts'
import type {ProbeVerdict} from '../../workstation/probe/verdict.ts'

export interface ShownStage {
  readonly stage: ProbeStage
  /** `kept`: our certificate was not shown, because nobody was there to give its secret. */
  readonly state: 'done' | 'failed' | 'not-tried' | 'kept'
  /** Null where it was not timed on its own. */
  readonly ms: number | null
  /** Address, version of TLS, status of HTTP, or why it failed; nothing personal. */
  readonly detail: string | null
}

export interface ProbedServer {
  readonly place: string
  /** `witness`: reached only to be compared with. */
  readonly role: 'dmp' | 'other' | 'witness'
  readonly essential: boolean
  /** Host and port of the proxy on the way. */
  readonly proxy: string | null
  readonly stages: readonly ShownStage[]
  /** Sum of what was done. */
  readonly totalMs: number
  /** Server's clock minus ours. */
  readonly skewMs: number | null
  /** End of the server's certificate. */
  readonly certificateEnd: string | null
  readonly fault: Evidence | null
}

export const probeLevels = ['ok', 'warning', 'critical'] as const
export type ProbeLevel = (typeof probeLevels)[number]

export interface ProbeReport {
  readonly profile: string
  readonly environment: Environment
  readonly at: string
  readonly level: ProbeLevel
  readonly verdict: ProbeVerdict
  /** Everything is reached, in more than this time. */
  readonly slow: {readonly totalMs: number; readonly limitMs: number} | null
  readonly slowMs: number
  readonly servers: readonly ProbedServer[]
  readonly durationMs: number
  /** File of metrics that was written. */
  readonly written: string | null
  /** Figures for Prometheus, where they were asked for without a file. */
  readonly metrics: string | null
  /** Without `--watch`, null. */
  readonly watch: Watched | null
}

/** What a watch saw: the first state and each change of it. */
export interface Watched {
  readonly probes: number
  /** The latest ones; `earlier` counts those that are not told any more. */
  readonly changes: readonly WatchedChange[]
  readonly earlier: number
}

export interface WatchedChange {
  readonly at: string
  readonly level: ProbeLevel
  readonly side: ProbeVerdict['side']
  readonly cause: string
}

/** Anything but a DMP that is reached, in good time, is a finding. */
export function probeExit({level}: ProbeReport): ExitCode {
  return level === 'ok' ? exitCodes.done : exitCodes.findings
}
