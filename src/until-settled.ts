/**
 * Waits for `work`. When the process has nothing left to wait for and `work` is not over, `drained` is told: ending in
 * silence with exit 0 would read as a success.
 */
export async function untilSettled<T>(work: Promise<T>, drained: () => void): Promise<T> {
  process.once('beforeExit', drained)
  try {
    return await work
  } finally {
    process.off('beforeExit', drained)
  }
}
