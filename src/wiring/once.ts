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

/** The same for a part that may be made anew while in use; a failed attempt leaves the one at hand. */
export function renewable<T>(make: () => Promise<T>): {
  (): Promise<T>
  readonly made: () => Promise<T> | undefined
  /** Answers the part that was in use before. */
  readonly renew: () => Promise<T | undefined>
} {
  let kept: Promise<T> | undefined
  const get = () => {
    kept ??= make().catch((error: unknown) => {
      kept = undefined
      throw error
    })
    return kept
  }
  const renew = async () => {
    const fresh = await make()
    const before = kept
    kept = Promise.resolve(fresh)
    return before?.catch(() => undefined)
  }
  return Object.assign(get, {made: () => kept, renew})
}
