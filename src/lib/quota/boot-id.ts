import {readFileSync} from 'node:fs'
import {uptime} from 'node:os'

const BOOT_ID = '/proc/sys/kernel/random/boot_id'
/** Where the system gives no boot id, two starts of the machine are told apart to this many milliseconds. */
const GRAIN_MS = 60_000

/** Names the present start of the machine: monotonic instants compare only within one. */
export function bootId(): string {
  try {
    return readFileSync(BOOT_ID, 'utf8').trim()
  } catch {
    return `since-${Math.round((Date.now() - uptime() * 1000) / GRAIN_MS)}`
  }
}
