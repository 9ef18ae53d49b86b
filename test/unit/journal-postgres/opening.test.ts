import {chmodSync, cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import type {Oid} from '../../../src/lib/ids/oid.ts'
import {checkServerJournal} from '../../../src/lib/journal-postgres/check-server.ts'
import {Database, type Sql} from '../../../src/lib/journal-postgres/database.ts'
import {type ServerAddress, serverAddress} from '../../../src/lib/profile/journal-address.ts'
import {alice, entry, plannedItem, planning, sending, settling} from '../../support/journal-samples.ts'
import {type PostgresCluster, password, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {type ServerBench, serverBench} from './workbench.ts'

describeWith(postgresNeeds, 'the journal of a server', () => {
  let cluster: PostgresCluster
  let bench: ServerBench
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.remove())
  beforeEach(() => {
    bench = serverBench(cluster)
  })
  afterEach(() => bench.clear())

  const keyFile = () => globSync(join(bench.options.keyDir, '*.key.json'))[0] ?? ''
  const check = async () => {
    const database = new Database(bench.options)
    try {
      return await checkServerJournal(database, bench.options)
    } finally {
      await database.close()
    }
  }

  it('opens on another machine with a copy of the key file, and not without', async () => {
    await (await bench.open()).close()
    const other = join(bench.options.keyDir, '..', 'other-machine')
    const elsewhere = {keyDir: join(other, 'keys'), registryDir: other}
    await expect(bench.open(elsewhere)).rejects.toMatchObject({code: 'DMP_JOURNAL_KEY_LOST'})
    mkdirSync(elsewhere.keyDir, {recursive: true, mode: 0o700})
    cpSync(bench.options.keyDir, elsewhere.keyDir, {recursive: true})
    const file = keyFile()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const journal = await bench.open(elsewhere)
    await journal.record([planning(plannedItem(1))])
    expect(await (await bench.open()).items({ins: alice})).toHaveLength(1)
    // A key of another journal in its place.
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"seal": "..../, '"seal": "AAAA'))
    chmodSync(file, 0o600)
    await expect(bench.open()).rejects.toMatchObject({code: 'DMP_JOURNAL_KEY_LOST'})
  })

  it('counts from an index alone once it was tidied, and needs no right for it', async () => {
    const journal = await bench.open()
    await journal.record(Array.from({length: 300}, (_, n) => planning(plannedItem(n + 1))))
    const items = "FROM pg_class WHERE oid = 'dmp_journal.items'::regclass"
    expect(bench.sql(`SELECT relallvisible ${items}`)).toMatch(/^0$/m)
    await journal.tidy?.()
    expect(bench.sql(`SELECT relallvisible > 0, reloptions::text ${items}`)).toMatch(
      /t\|.*autovacuum_vacuum_scale_factor=0\.02/,
    )
    bench.sql('CREATE ROLE somebody')
    bench.sql('ALTER TABLE dmp_journal.items OWNER TO somebody')
    bench.sql('ALTER TABLE dmp_journal.items RESET (autovacuum_vacuum_scale_factor)')
    await expect(journal.tidy?.()).resolves.toBeUndefined()
    expect((await journal.health()).faults).toEqual([])
  })

  it('serves one root of identifiers and one environment', async () => {
    const journal = await bench.open()
    const [oid = ''] = await journal.allot(1)
    expect(oid).toMatch(/^1\.2\.250\.1\.999\.1\.1\.\d+\.1$/)
    for (const other of [{oidRoot: '1.2.250.1.999.2'}, {environment: 'test'} as const])
      await expect(bench.open(other)).rejects.toMatchObject({
        code: expect.stringMatching(/DMP_JOURNAL_(?:OID_ROOT|UNWRITABLE)/),
      })
    const uuids = serverBench(cluster, {oidRoot: '2.25'})
    expect((await (await uuids.open()).allot(1))[0]).toMatch(/^2\.25\.\d+$/)
    await uuids.clear()
  })

  it('refuses, outside the sandbox, a server that does not flush what it acknowledges', async () => {
    await expect(bench.open({environment: 'production'})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_UNWRITABLE',
      params: {reason: 'fsync-off'},
    })
  })

  it('refuses a schema of a newer program, and a schema that is no journal', async () => {
    await (await bench.open()).close()
    bench.sql('UPDATE schema_version SET version = 99')
    await expect(bench.open()).rejects.toMatchObject({code: 'DMP_JOURNAL_NEWER', params: {found: 99}})
    bench.sql('DROP TABLE schema_version')
    await expect(bench.open()).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
      params: {reason: 'not-a-journal'},
    })
  })

  it('asks for the password that the server wants, from the profile or a PGPASSFILE', async () => {
    const url = cluster.overTcp(bench.url)
    const address = serverAddress(url) as ServerAddress
    const refused = {code: 'DMP_JOURNAL_UNWRITABLE', params: {path: url, reason: 'authentication'}}
    await expect(bench.open({address, path: url})).rejects.toMatchObject(refused)
    await expect(bench.open({address, path: url, password: 'wrong'})).rejects.toMatchObject(refused)
    await (await bench.open({address, path: url, password})).allot(1)
    const file = join(bench.options.keyDir, 'pgpass')
    writeFileSync(file, `127.0.0.1:${cluster.port}:*:dmp:${password}\n`, {mode: 0o600})
    process.env['PGPASSFILE'] = file
    try {
      await (await bench.open({address, path: url})).allot(1)
    } finally {
      delete process.env['PGPASSFILE']
    }
  })

  it('asks for TLS unless told otherwise, and refuses a server that has none', async () => {
    const url = cluster.overTcp(bench.url)
    for (const mode of ['require', 'verify-ca', 'verify-full'])
      await expect(
        bench.open({address: serverAddress(`${url}?sslmode=${mode}`) as ServerAddress, password}),
      ).rejects.toMatchObject({code: 'DMP_JOURNAL_UNAVAILABLE'})
  })

  it('tells where backups and new keys are made', async () => {
    const journal = await bench.open()
    await expect(journal.backup('/nowhere')).rejects.toMatchObject({
      code: 'DMP_JOURNAL_SERVER',
      params: {path: bench.url, operation: 'backup'},
    })
    await expect(journal.rotateKeys()).rejects.toMatchObject({params: {operation: 'rotate-key'}})
  })

  it('holds nothing that names a patient', async () => {
    const journal = await bench.open()
    await journal.record([planning(plannedItem(1)), sending('item-1'), settling('item-1', {to: 'held'})])
    await journal.hold([{kind: 'ipp', value: 'IPP-SECRET-1', reason: 'x', by: 'op', createdAt: 1}])
    await journal.close()
    const tables = ['items', 'events', 'holds', 'batches', 'meta', 'writers', 'checkpoints', 'claims']
    const text = tables.map((table) => bench.sql(`SELECT t::text FROM ${table} t`)).join('\n')
    expect(text).toContain('item-1')
    expect(text).not.toMatch(/SECRET|DUPONT|29001999|999\.7\.1|TESTPATH/)
  })

  it('finds whatever was changed, removed or forged behind its back', async () => {
    const journal = await bench.open()
    await journal.record([planning(plannedItem(1), plannedItem(2)), sending('item-1')])
    await journal.record([settling('item-1', {to: 'accepted'})])
    await journal.hold([{kind: 'ipp', value: 'IPP-1', reason: 'x', by: 'op', createdAt: 1}])
    const batch = {
      id: 'b-1',
      kind: 'feed',
      state: 'planned',
      establishment: 'chu',
      createdAt: 1,
      facts: {},
    } as const
    await journal.record([{...entry({operation: 'plan'}), batch}])
    await journal.allot(1)
    await journal.record(Array.from({length: 120}, (_, n) => entry({reason: `r${n}`})))
    await journal.close()
    expect(await check()).toMatchObject({faults: [], signaturesChecked: true, events: 125})
    const harms: readonly (readonly [sql: string, kind: string])[] = [
      ["UPDATE items SET state = 'planned' WHERE id = 'item-1'", 'item'],
      ["UPDATE items SET batch = 'other' WHERE id = 'item-2'", 'item'],
      ["DELETE FROM items WHERE id = 'item-2'", 'item'],
      ["UPDATE events SET operation = 'delete' WHERE seq = 2", 'chain'],
      ['DELETE FROM events WHERE seq = 50', 'chain'],
      ['DELETE FROM events WHERE seq = 125', 'head'],
      ['DELETE FROM holds', 'hold'],
      ["UPDATE batches SET state = 'closed'", 'batch'],
      ["UPDATE meta SET value = '1' WHERE key = 'next'", 'counter'],
      ["UPDATE checkpoints SET heads = '{}'", 'checkpoint'],
      ['DELETE FROM checkpoints WHERE n = 1', 'checkpoint'],
    ]
    const database = new Database(bench.options)
    const session = await database.session()
    for (const [harm, kind] of harms) {
      const harmed = {
        path: bench.url,
        transaction: async <T>(body: (sql: Sql) => Promise<T>) => {
          await session.rows('BEGIN')
          await session.rows(harm)
          return body(session)
        },
      }
      const {findings} = await checkServerJournal(harmed, bench.options)
      await session.rows('ROLLBACK')
      expect([harm, findings.map((found) => found.kind)]).toEqual([harm, expect.arrayContaining([kind])])
    }
    await session.close()
    rmSync(keyFile())
    expect(await check()).toMatchObject({faults: [], signaturesChecked: false})
  })

  it('refuses an older copy of the database put back in its place', async () => {
    const journal = await bench.open()
    await journal.record([planning(plannedItem(1))])
    await journal.close()
    const copy = new URL(bench.url).pathname.slice(1)
    cluster.psql(bench.url.replace(copy, 'postgres'), `CREATE DATABASE older TEMPLATE ${copy}`)
    const later = await bench.open()
    await later.record([sending('item-1')])
    await later.close()
    const url = bench.url.replace(copy, 'older')
    await expect(bench.open({address: serverAddress(url) as ServerAddress, path: url})).rejects.toMatchObject(
      {code: 'DMP_JOURNAL_DAMAGED', params: {reason: 'older-than-known'}},
    )
  })

  it('gives identifiers of its root, however many are asked for', async () => {
    const journal = await bench.open()
    const given: Oid[] = []
    for (const count of [1, 200, 3, 999]) given.push(...(await journal.allot(count)))
    expect(new Set(given).size).toBe(1203)
  })
})
