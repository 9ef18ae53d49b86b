import {readFileSync} from 'node:fs'
import {cpus, loadavg, release, totalmem, type} from 'node:os'

/** Where the figures were taken; nothing of it names a person or a host. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly os: string
  readonly node: string
  /** AAAA-MM-JJ */
  readonly date: string
  /** Processes that wanted a core during the minute before. */
  readonly load: number
}

function systemName(): string {
  try {
    const found = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))
    if (found?.[1]) return `${found[1]}, ${type()} ${release()}`
  } catch {
    // Not a Linux, or a very bare one: the kernel's name says enough.
  }
  return `${type()} ${release()}`
}

export function describeMachine(): Machine {
  const all = cpus()
  return {
    cpu: all[0]?.model.trim() ?? 'unknown processor',
    cores: all.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    os: systemName(),
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    load: loadavg()[0] ?? 0,
  }
}
