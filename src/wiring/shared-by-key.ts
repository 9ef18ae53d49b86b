/** Something opened, until its last user gives it back. */
export interface Lent<T> {
  readonly value: T
  release(): Promise<void>
}

/**
 * Opens a thing once for all its users in this process: several establishments of one worker share the connections to
 * one server. It is closed when the last of them gives it back; an opening that failed is tried again by the next.
 */
export function sharedByKey<T>(close: (value: T) => Promise<void>) {
  const open = new Map<string, {readonly value: Promise<T>; users: number}>()
  return async (key: string, make: () => Promise<T>): Promise<Lent<T>> => {
    const entry = open.get(key) ?? {value: make(), users: 0}
    open.set(key, entry)
    entry.users += 1
    let released = false
    const release = async () => {
      if (released) return
      released = true
      entry.users -= 1
      if (entry.users > 0) return
      if (open.get(key) === entry) open.delete(key)
      await close(await entry.value)
    }
    try {
      return {value: await entry.value, release}
    } catch (error) {
      if (open.get(key) === entry) open.delete(key)
      throw error
    }
  }
}
