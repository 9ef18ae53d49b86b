export interface QuotaGrant {
  /** Monotonic milliseconds at which the call may leave. */
  readonly at: number
  readonly waitedMs: number
}

/** Pace of the feeding calls (TD2.1) of one establishment and software, shared by every process of the machine. */
export interface Quota {
  /** Waits for the next allowed instant and takes it. @throws DmpError DMP_DAILY_GUARD */
  acquire(signal?: AbortSignal): Promise<QuotaGrant>
  close(): Promise<void>
}
