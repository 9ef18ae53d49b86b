import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import {Database} from '../../../src/lib/journal-postgres/database.ts'
import {migrate, schemaVersion} from '../../../src/lib/journal-postgres/schema.ts'
import {type ServerAddress, serverAddress} from '../../../src/lib/profile/journal-address.ts'
import type {DailyGuard} from '../../../src/lib/quota/pace-ledger.ts'
import {openQuota} from '../../../src/lib/quota/quota.ts'
import {ServerLedger} from '../../../src/lib/quota/server-ledger.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'

describeWith(postgresNeeds, 'the pace that machines share', () => {
  let cluster: PostgresCluster
  let url: string
  let database: Database
  const folders: string[] = []
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.remove())
  beforeEach(async () => {
    url = cluster.createDatabase()
    database = connection()
    await database.transaction(async (sql) => migrate(sql, await schemaVersion(sql, url)))
  })
  afterEach(async () => {
    await database.close()
    for (const folder of folders.splice(0)) rmSync(folder, {recursive: true, force: true})
  })

  const connection = () => new Database({address: serverAddress(url) as ServerAddress, path: url})
  const ledger = (key = 'chu', guard: DailyGuard = {perDay: 30_000}) =>
    new ServerLedger({database, key, guard, clock: systemClock, perSecond: 4})
  const sql = (text: string) => cluster.psql(url, `SET search_path = dmp_journal; ${text}`)

  /** A machine of its own: its state folder is not that of the others. */
  async function machine(key = 'chu') {
    const dir = mkdtempSync(join(tmpdir(), 'dmp-machine-'))
    folders.push(dir)
    return openQuota({
      dir,
      key: {establishment: key, software: 'dmp'},
      perSecond: 4,
      perDay: 30_000,
      environment: 'test',
      clock: systemClock,
      shared: ledger(key),
    })
  }

  async function calls(
    quota: Awaited<ReturnType<typeof machine>>,
    until: number,
    left: number[],
  ): Promise<void> {
    while (systemClock.monotonic() < until) {
      const grant = await quota.acquire(undefined, {confirm: true})
      await grant.due()
      left.push(systemClock.monotonic())
      grant.left()
    }
  }

  it('is held by several machines together: never a fifth within 1.03 s', async () => {
    const machines = await Promise.all([machine(), machine(), machine()])
    const left: number[] = []
    const until = systemClock.monotonic() + 6000
    await Promise.all(machines.map((quota) => calls(quota, until, left)))
    left.sort((a, b) => a - b)
    for (let place = 4; place < left.length; place++)
      expect((left[place] ?? 0) - (left[place - 4] ?? 0)).toBeGreaterThan(1030)
    expect(left.length).toBeGreaterThan(8)
    for (const quota of machines) await quota.close()
  })

  it('is kept apart for each establishment', async () => {
    const places = await Promise.all(['a', 'b', 'c', 'd'].map((key) => ledger(key).reserve(0)))
    expect(places.every((place) => 'n' in place)).toBe(true)
    expect(await ledger('a').reserve(0)).toHaveProperty('againInMs')
  })

  it('counts the day over all machines, and takes back what never left', async () => {
    const guard = {perDay: 2, noticeContact: 'CPAM 75'}
    const first = ledger('chu', guard)
    const place = await first.reserve(5000)
    expect(await ledger('chu', guard).doneToday()).toBe(1)
    await ledger('chu', guard).reserve(5000)
    await expect(first.reserve(5000)).rejects.toMatchObject({
      code: 'DMP_DAILY_GUARD',
      params: {limit: 2, contact: 'CPAM 75'},
    })
    if ('n' in place) await first.drop(place.n)
    expect(await first.doneToday()).toBe(1)
    expect(await first.reserve(5000)).toHaveProperty('n')
  })

  it('waits for a call of another machine that passed, until it tells that it left', async () => {
    const [one, other] = [ledger(), ledger()]
    const numbers: number[] = []
    for (let n = 0; n < 5; n++) {
      const place = await one.reserve(60_000)
      if ('n' in place) numbers.push(place.n)
    }
    for (const n of numbers.slice(0, 4))
      while (!('leaveInMs' in (await one.pass(n)))) await systemClock.sleep(20)
    const [first = 0, , , , fifth = 0] = numbers
    await systemClock.sleep(1100)
    expect(await other.pass(fifth)).toHaveProperty('againInMs')
    await one.left(first)
    // What has just left counts from now on.
    const again = await other.pass(fifth)
    expect('againInMs' in again && again.againInMs).toBeGreaterThan(800)
  })

  it('goes on after the clock of the server was set back', async () => {
    await ledger().reserve(0)
    sql("UPDATE quota_sends SET state = 'left', at = at + 3600000, slot = slot + 3600000")
    const place = await ledger().reserve(0)
    expect('againInMs' in place && place.againInMs).toBeLessThan(1100)
  })

  it('lets nothing leave while the server is away', async () => {
    const quota = await machine()
    const grant = await quota.acquire(undefined, {confirm: true})
    cluster.stop()
    try {
      await expect(grant.due()).rejects.toMatchObject({code: 'DMP_JOURNAL_UNAVAILABLE'})
      await expect(quota.acquire()).rejects.toMatchObject({code: 'DMP_JOURNAL_UNAVAILABLE'})
    } finally {
      cluster.start()
    }
    grant.left()
    await (await quota.acquire()).due()
    await quota.close()
  })
})
