export interface QuotaGrant {
  /** Monotonic milliseconds at which the call may leave. */
  readonly at: number
  readonly waitedMs: number
  /** To be called as the first byte leaves, or when nothing will: until then nobody else is granted. */
  left(): void
}

/** Pace of the feeding calls (TD2.1) of one establishment and software, shared by every process of the machine. */
export interface Quota {
  /**
   * Waits for the next allowed instant and takes it. With `confirm` the caller tells when the call really leaves
   * (`left`): a connection to be opened first must not let calls bunch up. @throws DmpError DMP_DAILY_GUARD
   */
  acquire(signal?: AbortSignal, options?: {readonly confirm?: boolean}): Promise<QuotaGrant>
  /** Calls of this civil day (Europe/Paris) that count for the daily limit. */
  doneToday?(): Promise<number>
  close(): Promise<void>
}
