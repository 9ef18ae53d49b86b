/** A process that, once told to, plans twenty documents that another one plans too, and prints what became of each. */
import {once} from 'node:events'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {plannedItem, planning} from '../../support/journal-samples.ts'

const [path = '', keyDir = '', registryDir = '', oidRoot = '', name = ''] = process.argv.slice(2)
const places = {path, keyDir, registryDir, oidRoot}
const journal = await openJournal({
  ...places,
  environment: 'sandbox',
  clock: systemClock,
  random: systemRandom,
})
console.log('ready')
await once(process.stdin, 'data')
for (let n = 0; n < 20; n++) {
  const planned = journal.record([planning(plannedItem(n, {id: `${name}-${n}`}))])
  console.log(
    await planned.then(
      () => `planned ${n}`,
      (error: unknown) => (error instanceof DmpError ? `${error.code} ${n}` : String(error)),
    ),
  )
}
await journal.close()
