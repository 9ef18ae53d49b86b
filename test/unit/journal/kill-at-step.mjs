/**
 * Loaded into a process by a test (`node --import`), never shipped: it dies by SIGKILL just before the n-th step of what it
 * does to files. Steps are renames, removals, flushes and commits of SQLite. Without a number it says at its
 * end how many there were.
 */
import fs from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'
import {DatabaseSync} from 'node:sqlite'

const nth = Number(process.env.KILL_STEP ?? 0)
let steps = 0

function counted(work) {
  return function (...args) {
    steps += 1
    if (steps === nth) process.kill(process.pid, 'SIGKILL')
    return work.apply(this, args)
  }
}

for (const name of ['renameSync', 'rmSync', 'fsyncSync']) fs[name] = counted(fs[name])
syncBuiltinESMExports()

const {exec} = DatabaseSync.prototype
const commit = counted(exec)
DatabaseSync.prototype.exec = function (sql) {
  return sql === 'COMMIT' ? commit.call(this, sql) : exec.call(this, sql)
}

if (nth === 0) process.on('exit', () => fs.writeSync(1, `${steps}\n`))
