/** A part of the context: built at first use, then kept; a failed attempt may be made again. */
export function once<T>(make: () => Promise<T>): {
  (): Promise<T>
  readonly made: () => Promise<T> | undefined
} {
  let kept: Promise<T> | undefined
  const get = () => {
    kept ??= make().catch((error: unknown) => {
      kept = undefined
      throw error
    })
    return kept
  }
  return Object.assign(get, {made: () => kept})
}
