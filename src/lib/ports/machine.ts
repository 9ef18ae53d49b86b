/** Whether something keeps the clock of this machine right (EX_GEN-1460, PRE_TPS). */
export interface ClockSync {
  readonly state: 'synchronised' | 'not-synchronised' | 'unknown'
  /** Who said so: `chronyc`, `timedatectl`; undefined when nobody could be asked. */
  readonly by?: string
  /** ms since 1970, where it is told. */
  readonly lastAt?: number
}

export interface Machine {
  clockSync(signal?: AbortSignal): Promise<ClockSync>
  /** Whether a file could be made in that folder, or the folder itself made. Leaves nothing behind. */
  canWrite(folder: string): Promise<boolean>
}
