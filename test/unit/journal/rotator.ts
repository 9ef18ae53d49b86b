/** A process that gives a journal new keys again and again until it is killed, and says when it begins. */
import {writeSync} from 'node:fs'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'

const [path = '', keyDir = '', registryDir = '', oidRoot = ''] = process.argv.slice(2)
const places = {path, keyDir, registryDir, oidRoot}
const journal = await openJournal({
  ...places,
  environment: 'sandbox',
  clock: systemClock,
  random: systemRandom,
})
for (;;) {
  writeSync(1, 'begin\n')
  await journal.rotateKeys()
}
