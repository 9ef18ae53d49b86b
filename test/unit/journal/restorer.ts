/** A process that puts a copy in the place of a journal; killed at a step by `kill-at-step.mjs`, or without room for it. */
import {restoreJournal} from '../../../src/lib/journal/restore.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'

const [path = '', keyDir = '', registryDir = '', oidRoot = '', copy = '', maxPages = ''] =
  process.argv.slice(2)
const room = maxPages === '' ? {} : {maxPages: Number(maxPages)}
const places = {path, keyDir, registryDir, oidRoot, copy, ...room}
await restoreJournal({...places, environment: 'sandbox', clock: systemClock, random: systemRandom})
