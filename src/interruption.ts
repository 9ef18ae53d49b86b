/**
 * Ctrl-C and SIGTERM. The first one asks: the signal aborts, work stops at the next safe point, the journal is
 * flushed. The second one leaves at once; the journal is consistent at every moment, so that is safe too.
 */
const controller = new AbortController()

export const interruption = {
  signal: controller.signal,
  listen(onFirst: () => void): () => void {
    const handler = () => {
      if (controller.signal.aborted) process.exit(130)
      onFirst()
      controller.abort()
    }
    process.on('SIGINT', handler)
    process.on('SIGTERM', handler)
    return () => {
      process.off('SIGINT', handler)
      process.off('SIGTERM', handler)
    }
  },
}
