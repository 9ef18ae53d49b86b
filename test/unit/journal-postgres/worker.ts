/**
 * A worker process of the tests: claims items one after another and settles each, saying what it does. Told to stall,
 * it stops with one item in `sending` and one only claimed, and waits to be killed.
 */
import {openPostgresJournal} from '../../../src/lib/journal-postgres/postgres-journal.ts'
import type {ItemChange, JournalItem} from '../../../src/lib/ports/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {traceEvent} from '../../../src/lib/traces/trace-event.ts'

const {stall, batchIds, leaseMs, ...options} = JSON.parse(process.argv[2] ?? '{}')
const journal = await openPostgresJournal({...options, clock: systemClock, random: systemRandom})
const say = (word: string, {id, ins}: JournalItem) => process.stdout.write(`${word} ${id} ${ins.matricule}\n`)

async function change(item: JournalItem, phase: 'intent' | 'result', to: ItemChange): Promise<void> {
  const event = traceEvent({phase, operation: 'submit', itemId: item.id, occurredAt: Date.now()})
  await journal.record([{event, changes: [to]}])
}

for (;;) {
  const items = await journal.claim({batchIds, limit: 4, now: Date.now(), leaseMs})
  if (items.length === 0) break
  await Promise.all(
    items.map(async (item, place) => {
      const claim = item.claim ?? ''
      if (stall && place === 1) return
      await change(item, 'intent', {id: item.id, to: 'sending', countAttempt: true, claim})
      say('sending', item)
      if (stall && place === 0) return
      await change(item, 'result', {id: item.id, to: 'accepted', claim})
      say('accepted', item)
    }),
  )
  if (stall) {
    process.stdout.write('stalled\n')
    await new Promise((resolve) => setTimeout(resolve, 600_000))
  }
}
await journal.close()
