/**
 * Loaded into the program by a test (`NODE_OPTIONS=--import`), never shipped: the process dies by SIGKILL at the n-th
 * commit of its journal, just before it or just after. Commits of other databases (the pace) do not count.
 */
import {DatabaseSync} from 'node:sqlite'

const {SOAK_KILL_COMMIT: nth, SOAK_KILL_SIDE: side} = process.env
const {exec} = DatabaseSync.prototype
let commits = 0

DatabaseSync.prototype.exec = function (sql) {
  const counted = sql === 'COMMIT' && /[\\/]journals[\\/]/.test(this.location() ?? '')
  if (counted) commits += 1
  const now = counted && commits === Number(nth)
  if (now && side === 'before') process.kill(process.pid, 'SIGKILL')
  const result = exec.call(this, sql)
  if (now) process.kill(process.pid, 'SIGKILL')
  return result
}
