export interface QuotaGrant {
  /** Monotonic milliseconds at which the call may leave. */
  readonly at: number
  readonly waitedMs: number
  /**
   * Waits until the first byte may leave: to be awaited as the last thing before it does, everything else being ready.
   * @throws DmpError DMP_JOURNAL_* (nothing has left)
   */
  due(): Promise<void>
  /** The first byte leaves now; without `due` before it: nothing will leave. */
  left(): void
}

/** Pace of the feeding calls (TD2.1) of one establishment and software, shared by every process of the machine. */
export interface Quota {
  /**
   * Waits for the next allowed instant and takes it. With `confirm` the grant comes a little earlier, so that the call
   * can get ready: the caller then awaits `due` and tells `left`. @throws DmpError DMP_DAILY_GUARD
   */
  acquire(signal?: AbortSignal, options?: {readonly confirm?: boolean}): Promise<QuotaGrant>
  /** Calls of this civil day (Europe/Paris) that count for the daily limit. */
  doneToday?(): Promise<number>
  close(): Promise<void>
}
