import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {checkServerJournal} from '../../../src/lib/journal-postgres/check-server.ts'
import {Database} from '../../../src/lib/journal-postgres/database.ts'
import {alice, entry, plannedItem, planning} from '../../support/journal-samples.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {type ServerBench, serverBench} from '../journal-postgres/workbench.ts'
import {type VerifyDesk, verifyDesk} from './bench.ts'

describeWith(postgresNeeds, 'a journal on a server', () => {
  let cluster: PostgresCluster
  let place: ServerBench
  let desk: VerifyDesk
  beforeAll(async () => {
    cluster = await startPostgres()
    place = serverBench(cluster)
    const {keyDir, registryDir} = place.options
    desk = verifyDesk({
      path: place.url,
      keyDir,
      folder: join(keyDir, '..', 'elsewhere'),
      health: async (watch) => {
        const database = new Database(place.options)
        try {
          return await checkServerJournal(database, {keyDir, registryDir, watch})
        } finally {
          await database.close()
        }
      },
    })
  })
  afterAll(async () => {
    await place?.clear()
    cluster?.remove()
  })

  /** Two machines that write at the same time: numbers of events are skipped and mixed. */
  const work = async (n: number) => {
    const [first, second] = [await place.open(), await place.open()]
    const search = entry({operation: 'search', patient: alice})
    await Promise.all(
      [first, second].map(async (journal, at) => {
        await journal.record([planning(plannedItem(2 * n + at))])
        for (let more = 0; more < 8; more++) await journal.record([search, search])
      }),
    )
    await first.close()
    await second.close()
  }

  it('agrees with its checkpoints as it grows, and shows what was altered or cut', async () => {
    await work(1)
    await desk.take('one')
    await work(2)
    const {events} = await desk.take('two')
    const both = ['one.checkpoint', 'two.checkpoint']
    const grown = await desk.verify(both, ['one.pem'])
    expect([grown.intact, grown.checkpoints.map(({verdict}) => verdict)]).toEqual([true, ['holds', 'holds']])
    expect(grown.journal?.events).toBe(events)

    const [id = ''] = place.sql('SELECT id FROM events ORDER BY n OFFSET 20 LIMIT 1').trim().split('\n')
    place.sql(`UPDATE events SET outcome = 'failure' WHERE id = '${id}'`)
    const altered = await desk.verify(both)
    expect([altered.intact, altered.journal?.firstBroken]).toMatchObject([false, {eventId: id, note: 'hash'}])
    place.sql(`UPDATE events SET outcome = NULL WHERE id = '${id}'`)
    expect(await desk.verify(both)).toMatchObject({intact: true})

    place.sql(`DELETE FROM events WHERE n > (SELECT max(n) FROM events) - 6;
      UPDATE writers w SET seq = e.seq, hash = e.hash FROM events e
        WHERE e.writer = w.id AND e.seq = (SELECT max(seq) FROM events m WHERE m.writer = w.id);
      DELETE FROM checkpoints WHERE last_event > (SELECT max(n) FROM events)`)
    rmSync(place.options.registryDir, {recursive: true})
    expect(await desk.verify(both)).toMatchObject({
      intact: false,
      checkpoints: [{verdict: 'holds'}, {verdict: 'cut'}],
    })
  })
})
