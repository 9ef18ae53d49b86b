/** A process that plans, sends and settles items until it is killed, and prints what was acknowledged to it. */
import {createHash} from 'node:crypto'
import {writeSync} from 'node:fs'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {plannedItem, planning, sending, settling} from '../../support/journal-samples.ts'

const [path = '', keyDir = '', registryDir = '', oidRoot = '', round = ''] = process.argv.slice(2)
const journal = await openJournal({
  path,
  keyDir,
  registryDir,
  oidRoot,
  environment: 'sandbox',
  mode: 'runner',
  clock: systemClock,
  random: systemRandom,
})
const say = (...lines: readonly string[]) => writeSync(1, lines.map((line) => `${line}\n`).join(''))
for (let n = 0; ; n++) {
  const id = `r${round}-${n}`
  say(...(await journal.allot(3)).map((oid) => `oid ${oid}`))
  const [planned = ''] = await journal.record([
    planning(plannedItem(n, {id, sourceSha256: createHash('sha256').update(id).digest('hex')})),
  ])
  say(`event ${planned}`)
  const [intent = ''] = await journal.record([sending(id)])
  say(`event ${intent}`, `sent ${id}`)
  const [result = ''] = await journal.record([settling(id, {to: 'accepted'}, {intentId: intent})])
  say(`event ${result}`, `accepted ${id}`)
}
