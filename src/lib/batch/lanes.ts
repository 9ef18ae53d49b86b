/**
 * Runs `work` over `items`, at most `width` at a time and in their order; items of the same lane (a patient) go one
 * after the other, so that versions of one document never overtake each other. `work` must not throw.
 */
export async function runInLanes<T>(
  items: readonly T[],
  width: number,
  laneOf: (item: T) => string | undefined,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const lanes = new Map<string, Promise<void>>()
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next
      next += 1
      const item = items[index] as T
      const lane = laneOf(item)
      const before = lane === undefined ? undefined : lanes.get(lane)
      const turn = before ? before.then(() => work(item, index)) : work(item, index)
      if (lane !== undefined) lanes.set(lane, turn)
      await turn
    }
  }
  await Promise.all(Array.from({length: Math.min(width, items.length)}, worker))
}
