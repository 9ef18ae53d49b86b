import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../support/postgres.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {backlogRows, openFastDesk} from './batch-desk.ts'
import type {Desk} from './desk.ts'

describeWith(postgresNeeds, 'a run on a shared journal', () => {
  let desk: Desk
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres()
    desk = await openFastDesk()
  })
  afterAll(async () => {
    await desk?.sandbox.remove()
    cluster?.remove()
  })

  it('is followed, reported and verified like one on a file', async () => {
    const there = ['--journal', cluster.createDatabase()]
    const rows = backlogRows(desk, 'shared', 7)
    const plan = await desk.json([
      'batch',
      'plan',
      desk.manifest('shared', rows),
      '--visible',
      '--settle',
      '0',
      ...there,
    ])
    const run = plan.answer.data.batchId
    const events = join(desk.sandbox.home, 'events.ndjson')
    const sent = await desk.json(['batch', 'submit', run, '--events', events, ...there])
    expect(sent.answer.data.account).toMatchObject({planned: 7, accepted: 7})
    expect(readFileSync(events, 'utf8').trimEnd().split('\n')).toHaveLength(9)
    const status = await desk.json(['batch', 'status', run, ...there])
    expectValid(status.answer)
    expect(status.answer.data.run).toMatchObject({
      account: {accepted: 7},
      inDmp: {approved: 7},
      plan: {read: 7, ready: 7},
    })
    expect(status.answer.data.run.lastAcceptedAt).toMatch(/^20/)
    const check = await desk.text(['batch', 'status', '--check', ...there])
    expect([check.code, check.stdout]).toEqual([0, expect.stringMatching(/^DMP OK - /)])
    const out = join(desk.sandbox.home, 'report')
    const report = await desk.json(['batch', 'report', run, '--out', out, ...there])
    expectValid(report.answer)
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).records).toHaveLength(7)
    const verified = await desk.json(['batch', 'verify', run, '--all', ...there])
    expect(verified.answer.data).toMatchObject({asked: 7, marks: {'=': 7}, missing: 0})
  })
})
