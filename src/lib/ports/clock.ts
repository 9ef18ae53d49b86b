export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Milliseconds that never go back, shared by the processes of this machine since its start. */
  monotonic(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
