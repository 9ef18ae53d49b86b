import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {freshSeed} from '../../soak/random.ts'
import {workers} from '../../soak/workers.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {backlogRows, openFastDesk, standing} from '../batch-desk.ts'
import type {Desk} from '../desk.ts'

describeWith(postgresNeeds, 'three workers on one server', () => {
  let desk: Desk
  let cluster: PostgresCluster
  beforeAll(async () => {
    ;[desk, cluster] = await Promise.all([openFastDesk(), startPostgres()])
  })
  afterAll(async () => {
    await desk?.sandbox.remove()
    cluster?.remove()
  })

  it('two of them killed at random, one asleep beyond its lease, bring each document exactly once', async () => {
    const seed = freshSeed()
    const said: string[] = []
    const sizes = {documents: 60, workers: 3, kills: 6, every: [700, 1800], lease: 'ended'} as const
    const {faults, figures} = await workers(desk, cluster, sizes, {seed, say: (line) => said.push(line)})
    expect(faults, `seed ${seed} ${JSON.stringify(figures)}\n${said.join('\n')}`).toEqual([])
  }, 300_000)

  it('let go of a run that is taken back while they send it', async () => {
    const env = {DMP_JOURNAL_PATH: cluster.createDatabase()}
    const before = await standing(desk)
    const manifest = desk.manifest('while', backlogRows(desk, 'while', 40))
    const plan = await desk.json(['batch', 'plan', manifest, '--visible', '--settle', '0'], {env})
    const run: string = plan.answer.data.batchId
    await desk.json(['batch', 'submit', run, '--max-items', '3'], {env})
    await desk.sandbox.control('delay=150,service=repository')
    const worker = desk.json(['batch', 'worker', '--until-empty', '--wait', '2s', '--width', '2'], {env})
    while ((await standing(desk)) < before + 8) await pause(50)
    const shown = await desk.json(['batch', 'undo', run, '--dry-run'], {env})
    const count = String(shown.answer.data.plan.ready)
    const first = await desk.json(['batch', 'undo', run, '--yes', '--confirm', count], {env})
    // Meanwhile the worker sent more: the number that was typed no longer fits, or was the most that went.
    expect([0, 2, 8, 9, 10]).toContain(first.code)
    await desk.sandbox.control()
    for (let round = 0; round < 6 && (await standing(desk)) > before; round++) {
      const left = await desk.json(['batch', 'undo', run, '--dry-run'], {env})
      const {ready} = left.answer.data.plan
      await desk.json(
        ['batch', 'undo', run, '--yes', '--confirm', String(ready + left.answer.data.underway)],
        {env},
      )
      await pause(500)
    }
    await worker
    expect(await standing(desk)).toBe(before)
    expect((await desk.json(['batch', 'resume', run], {env})).answer.error?.code).toBe('DMP_WITHDRAWN')
    expect((await desk.json(['journal', 'check'], {env})).code).toBe(0)
  }, 120_000)

  it('tell whoever sends a run that it was taken back meanwhile, and what is next', async () => {
    const env = {DMP_JOURNAL_PATH: cluster.createDatabase()}
    const later = `${new Date(Date.now() + 120_000).toISOString().slice(0, 19)}Z`
    const rows = backlogRows(desk, 'asleep', 2).map((row) => ({...row, send_after: later}))
    const plan = await desk.json(
      ['batch', 'plan', desk.manifest('asleep', rows), '--visible', '--settle', '0'],
      {env},
    )
    const run: string = plan.answer.data.batchId
    const sender = desk.json(['batch', 'submit', run, '--wait', '5m'], {env})
    const state = async () => (await desk.json(['batch', 'status', run], {env})).answer.data.run.batch.state
    await expect.poll(state, {timeout: 60_000}).toBe('submitted')
    expect((await desk.json(['batch', 'undo', run, '--yes', '--confirm', '0'], {env})).code).toBe(0)
    const {answer} = await sender
    expect(answer.data).toMatchObject({
      stopped: {code: 'DMP_WITHDRAWN', params: {run}},
      account: {refused: 2, remaining: 0},
      resume: null,
    })
  }, 180_000)
})
