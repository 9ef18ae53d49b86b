/** What came of giving an address to the system's opener. */
export type Opening =
  /** It took the address (`handed-over`), or it is the browser itself and runs (`running`). */
  | {readonly kind: 'handed-over' | 'running'; readonly program: string}
  /** No opener on this machine, or no screen to open anything on. */
  | {readonly kind: 'missing' | 'no-screen'; readonly program: string}
  /** It ended with this code, or could not be started (`detail`). */
  | {readonly kind: 'failed'; readonly program: string; readonly detail: string}

/**
 * Opens an address with whatever this desk opens addresses with. The address becomes an argument of the opener and of
 * the browser: other accounts of the machine may see it while they run.
 */
export type AddressOpener = (address: string, signal: AbortSignal) => Promise<Opening>
