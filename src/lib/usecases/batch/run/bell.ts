/** Wakes one waiter whenever something happened; a ring while nobody waits is kept for the next who does. */
export class Bell {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  async next(): Promise<void> {
    if (!this.#rung) await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#rung = false
    this.#wake = undefined
  }

  /** Rings when `signal` aborts; answers what takes the listener away. */
  ringOn(signal: AbortSignal): () => void {
    const ring = () => this.ring()
    signal.addEventListener('abort', ring, {once: true})
    return () => signal.removeEventListener('abort', ring)
  }
}
