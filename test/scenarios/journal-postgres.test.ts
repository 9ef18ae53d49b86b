/** The built program with its journal on a PostgreSQL server: one document, and a backlog that several workers share. */
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../support/postgres.ts'
import {runDmp} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {backlogRows, openFastDesk, planned, standing} from './batch-desk.ts'
import type {Desk} from './desk.ts'

describeWith(postgresNeeds, 'with the journal on a server', () => {
  let cluster: PostgresCluster
  let desk: Desk
  let url: string
  beforeAll(async () => {
    cluster = await startPostgres()
    url = cluster.createDatabase()
    desk = await openFastDesk({
      allEstablishments: true,
      // Establishments that share a journal share its root of identifiers.
      env: {DMP_JOURNAL_PATH: url, DMP_IDS_OID_ROOT: '2.25.4711', DMP_UNKNOWN_RECHECK_AFTER: '1ms'},
    })
  })
  afterAll(async () => {
    await desk?.sandbox.remove()
    cluster?.remove()
  })
  const sql = (text: string) =>
    cluster.psql(url, `SET search_path = dmp_journal; ${text}`).replace(/^SET\n/, '')

  it('sends a document once, and finds it again', async () => {
    const file = desk.newText()
    // The number under which the backlogs below know the same patient.
    const local = {more: ['--ipp', 'IPP-active-linked']}
    const uniqueId = await desk.accepted(file, local)
    expect(await desk.held(uniqueId)).toMatch(/Approved/)
    const again = await desk.submit(file, local)
    expect([again.code, again.answer.error?.code ?? again.answer.data.documents[0].code]).toEqual([
      expect.any(Number),
      'DMP_ALREADY_SENT',
    ])
    const {code, answer} = await desk.json(['journal', 'check'])
    expect([code, answer.data.faults, answer.data.path]).toEqual([0, [], url])
    // Nothing of it is on this machine but its key and how far it goes.
    expect(readdirSync(join(desk.sandbox.home, 'state'))).not.toContain('journals')
    const list = desk.write('to-delete.txt', `${uniqueId}\n`)
    const words = ['batch', 'delete', list, '--reason', 'mistake', '--yes', '--confirm', '1']
    const {receipt} = (await desk.json(words)).answer.data
    expect(receipt.csv.startsWith(join(desk.sandbox.home, 'state', 'receipts'))).toBe(true)
  })

  it('is chosen by --journal, and never with a password in its address', async () => {
    const other = await desk.json(['batch', 'status', '--journal', url])
    expect(other.answer.error?.code).not.toBe('DMP_JOURNAL_URL')
    const run = await desk.json(['batch', 'status', '--journal', 'postgres://dmp:4711-wrong@localhost/dmp'])
    expect([run.code, run.answer.error?.code]).toEqual([3, 'DMP_JOURNAL_URL'])
    expect(run.stdout + run.stderr).not.toContain('4711-wrong')
  })

  it('serves several establishments by one worker, each with its own keys and its own pace', async () => {
    const before = await standing(desk)
    for (const profile of ['sandbox', 'sandbox-second']) {
      const rows = backlogRows(desk, `of-${profile}`, 3)
      const args = ['batch', 'plan', desk.manifest(`of-${profile}`, rows), '--visible', '--settle', '0']
      const plan = await desk.json([...args, '--profile', profile])
      expect(plan.answer.data?.account?.ready).toBe(3)
      const {batchId} = plan.answer.data
      const begun = await desk.json(['batch', 'submit', batchId, '--max-items', '1', '--profile', profile])
      expect(begun.answer.data.account.accepted).toBe(1)
    }
    const serve = ['--serve', 'sandbox', '--serve', 'sandbox-second']
    const {code} = await desk.json(['batch', 'worker', ...serve, '--until-empty'])
    expect([code, await standing(desk)]).toEqual([0, before + 6])
    expect(sql('SELECT count(DISTINCT key) FROM quota_days').trim()).toBe('2')
  })

  it('shares a backlog among workers that are killed and paused, and holds each document once', async () => {
    const before = await standing(desk)
    const count = 24
    await desk.sandbox.control('delay=150,service=repository')
    const run = await planned(desk, 'shared', count)
    expect(sql(`SELECT count(*) FROM items WHERE batch = '${run}' AND state = 'planned'`).trim()).toBe('24')
    const started = await desk.text(['batch', 'submit', run, '--max-items', '1', '--width', '1'])
    expect(started.code).toBe(0)
    const pids: number[] = []
    const worker = (pid?: (id: number) => void) =>
      runDmp(['batch', 'worker', '--until-empty', '--width', '3', '--json'], {
        env: desk.sandbox.env,
        during: (child) => pid?.(child.pid ?? 0),
      })
    const note = (id: number) => void pids.push(id)
    const workers = [worker(note), worker(note), worker(note)]
    const [killed = 0, paused = 0] = pids
    const sent = () => Number(sql("SELECT count(*) FROM items WHERE state <> 'planned'").trim())
    const atStart = sent()
    while (sent() < atStart + 4) await pause(50)
    process.kill(killed, 'SIGKILL')
    process.kill(paused, 'SIGSTOP')
    // Its lease ends while it sleeps.
    sql("UPDATE claims SET until = until - interval '1 hour'")
    await workers[2]
    await desk.sandbox.control()
    const open = () =>
      Number(sql(`SELECT count(*) FROM items WHERE batch = '${run}' AND state <> 'accepted'`).trim())
    const deadline = Date.now() + 120_000
    while (open() > 0 && Date.now() < deadline) await worker()
    process.kill(paused, 'SIGCONT')
    const ended = await Promise.all(workers)
    expect([ended[0]?.code, typeof ended[1]?.code]).toEqual([null, 'number'])
    expect(open()).toBe(0)
    expect(await standing(desk)).toBe(before + count)
    const {answer} = await desk.json(['journal', 'check'])
    expect(answer.data.faults).toEqual([])
  })
})
