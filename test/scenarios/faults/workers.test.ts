import {afterAll, beforeAll, expect, it} from 'vitest'
import {freshSeed} from '../../soak/random.ts'
import {workers} from '../../soak/workers.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {openFastDesk} from '../batch-desk.ts'
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
})
