import {afterAll, beforeAll, expect, it} from 'vitest'
import {Database} from '../../../src/lib/journal-postgres/database.ts'
import {type ServerAddress, serverAddress} from '../../../src/lib/profile/journal-address.ts'
import {type PostgresCluster, password, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'

describeWith(
  [...postgresNeeds, {program: 'openssl', package: 'openssl'}],
  'the line to a server that speaks TLS',
  () => {
    let cluster: PostgresCluster
    let base: string
    beforeAll(async () => {
      cluster = await startPostgres({tls: true})
      base = cluster.overTcp(cluster.createDatabase())
    })
    afterAll(() => cluster?.remove())

    /** Whether the session is encrypted, as the server sees it. */
    async function encrypted(host: string, query: string): Promise<unknown> {
      const url = `${base.replace('127.0.0.1', host)}?${query}`
      const database = new Database({address: serverAddress(url) as ServerAddress, path: url, password})
      try {
        const [row] = await database.rows('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
        return row?.['ssl']
      } finally {
        await database.close()
      }
    }
    const ca = () => `sslrootcert=${encodeURIComponent(cluster.authority)}`

    it('is encrypted in every mode but `disable`', async () => {
      expect(await encrypted('localhost', `sslmode=verify-full&${ca()}`)).toBe(true)
      expect(await encrypted('127.0.0.1', `sslmode=verify-ca&${ca()}`)).toBe(true)
      expect(await encrypted('127.0.0.1', 'sslmode=require')).toBe(true)
      expect(await encrypted('127.0.0.1', 'sslmode=disable')).toBe(false)
    })

    it('is refused when the server does not prove its name, or by nobody trusted', async () => {
      const refused = {code: 'DMP_JOURNAL_UNAVAILABLE', exitCode: 7}
      await expect(encrypted('127.0.0.1', `sslmode=verify-full&${ca()}`)).rejects.toMatchObject(refused)
      await expect(encrypted('localhost', 'sslmode=verify-full')).rejects.toMatchObject(refused)
      await expect(encrypted('localhost', 'sslmode=verify-ca')).rejects.toMatchObject(refused)
      await expect(encrypted('localhost', 'sslmode=verify-full&sslrootcert=/nowhere')).rejects.toMatchObject({
        code: 'DMP_FILE_UNREADABLE',
      })
    })
  },
)
