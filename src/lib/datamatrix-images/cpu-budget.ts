/** Processor time of this thread, counted from where the budget was opened. */
export interface CpuBudget {
  leftMs(): number
  /** Does something whose time does not count. */
  apart<T>(work: () => Promise<T>): Promise<T>
}

export function openBudget(cpuMs: number): CpuBudget {
  const used = () => {
    const {user, system} = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let end = used() + cpuMs
  return {
    leftMs: () => end - used(),
    async apart(work) {
      const before = used()
      try {
        return await work()
      } finally {
        end += used() - before
      }
    },
  }
}
