/** A process that claims for a while and prints the instant of each grant. */
import {openQuota} from '../../../src/lib/quota/quota.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'

const [dir = '', duration = '1000'] = process.argv.slice(2)
const quota = await openQuota({
  dir,
  key: {establishment: '990000001', software: 'dmp'},
  perSecond: 4,
  perDay: 30_000,
  environment: 'test',
  clock: systemClock,
})
const end = systemClock.monotonic() + Number(duration)
while (systemClock.monotonic() < end) {
  const {at} = await quota.acquire()
  console.log(at)
}
await quota.close()
