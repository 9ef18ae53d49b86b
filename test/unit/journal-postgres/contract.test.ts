import {afterAll, beforeAll} from 'vitest'
import {journalContract} from '../../support/journal-contract.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {serverBench} from './workbench.ts'

describeWith(postgresNeeds, 'on a PostgreSQL server', () => {
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.remove())

  journalContract('PostgreSQL', async () => {
    const bench = serverBench(cluster)
    return {
      journal: await bench.open(),
      reopen: () => bench.open(),
      endLeases: async () => void bench.sql("UPDATE claims SET until = until - interval '1 hour'"),
      dispose: () => bench.clear(),
    }
  })
})
