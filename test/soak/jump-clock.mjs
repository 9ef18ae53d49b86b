/**
 * Loaded into the program by a test (`NODE_OPTIONS=--import`), never shipped: some time after its start, or at the signal
 * SIGUSR2 when no time is given, the wall clock jumps, as when an administrator sets it or a virtual machine wakes. The
 * monotonic clock goes on.
 */
const {SOAK_JUMP_MS: jump, SOAK_JUMP_AFTER_MS: after} = process.env
const startedAt = performance.now()
const RealDate = Date
let signalled = false
if (!after)
  process.on('SIGUSR2', () => {
    signalled = true
  })
const offset = () =>
  signalled || (after && performance.now() - startedAt > Number(after)) ? Number(jump) : 0

globalThis.Date = class extends RealDate {
  constructor(...words) {
    if (words.length === 0) super(RealDate.now() + offset())
    else super(...words)
  }

  static now() {
    return RealDate.now() + offset()
  }
}
