/** A database put back from an older dump, through the built program, on the machine that knows more and on one that does not. */
import {cpSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../support/postgres.ts'
import {describeWith} from '../support/requires.ts'
import {backlogRows, openFastDesk, planned, standing} from './batch-desk.ts'
import type {Desk} from './desk.ts'

describeWith(postgresNeeds, 'a database put back from an older dump', () => {
  let cluster: PostgresCluster
  let desk: Desk
  let url: string
  beforeAll(async () => {
    cluster = await startPostgres()
    url = cluster.createDatabase()
    desk = await openFastDesk({env: {DMP_JOURNAL_PATH: url}})
  })
  afterAll(async () => {
    await desk?.sandbox.remove()
    cluster?.remove()
  })

  /** The key file and the profile, and no memory of the journal. */
  const elsewhere = (args: readonly string[]) =>
    desk.json(args, {env: {DMP_STATE_DIR: join(desk.sandbox.home, 'state-of-b')}})

  const codeOf = async (answered: ReturnType<Desk['json']>) => {
    const {answer} = await answered
    return [answer.error?.code, answer.error?.details?.case]
  }

  it('is refused where more is known, and goes on by the command that is told, with nothing doubled', async () => {
    const run = await planned(desk, 'begun', 4)
    const plan = await planned(desk, 'plan', 2)
    expect((await desk.json(['batch', 'submit', run, '--max-items', '1'])).code).toBe(0)
    cpSync(join(desk.sandbox.home, 'state', 'keys'), join(desk.sandbox.home, 'state-of-b', 'keys'), {
      recursive: true,
    })
    const dump = cluster.dump(url)
    expect((await desk.json(['batch', 'resume', run])).answer.data.account.accepted).toBe(4)
    expect((await desk.json(['batch', 'submit', plan])).answer.data.account.accepted).toBe(2)
    const there = await standing(desk)
    cluster.putBack(url, dump)

    const refused = await desk.json(['batch', 'resume', run])
    expect(refused.answer.error).toMatchObject({code: 'DMP_JOURNAL_DAMAGED'})
    const told = refused.answer.error?.suggestions.join(' ') ?? ''
    expect(told).toContain(`dmp journal restore ${url}`)
    expect(await codeOf(desk.json(['journal', 'restore', url]))).toEqual([
      'DMP_CONFIRMATION_NEEDED',
      undefined,
    ])
    expect(await codeOf(desk.json(['journal', 'restore', 'copy.db']))).toEqual([
      'DMP_JOURNAL_SERVER',
      undefined,
    ])
    const {code, answer} = await desk.json(['journal', 'restore', url, '--yes', '--confirm', 'sandbox'])
    expect([code, answer.error]).toEqual([0, null])
    expect(answer.data).toMatchObject({path: url, copy: url, aside: null, lookedFor: 5, read: 'nothing'})
    expect(answer.data.missing).toBeGreaterThan(0)
    expect(answer.data.waiting.toSorted()).toEqual([run, plan].toSorted())

    for (const machine of [desk.json.bind(desk), elsewhere]) {
      expect(await codeOf(machine(['batch', 'resume', run]))).toEqual(['DMP_BATCH_STATE', 'restored'])
      expect(await codeOf(machine(['batch', 'submit', plan]))).toEqual(['DMP_BATCH_STATE', 'restored'])
      const rows = desk.manifest('new', backlogRows(desk, 'new', 1))
      expect(await codeOf(machine(['batch', 'plan', rows, '--visible', '--settle', '0']))).toEqual([
        'DMP_BATCH_STATE',
        'restored-plan',
      ])
    }
    // A plan in the dump: its word is given where it is submitted, and that is told.
    const unfit = await desk.json(['batch', 'resume', plan, '--after-restore'])
    expect(unfit.answer.error?.details).toMatchObject({case: 'restored-planned'})
    expect(unfit.answer.error?.suggestions.join(' ')).toContain(`dmp batch submit ${plan} --after-restore`)

    expect((await elsewhere(['batch', 'resume', run, '--after-restore'])).answer.data.account).toMatchObject({
      accepted: 4,
    })
    expect((await desk.json(['batch', 'submit', plan, '--after-restore'])).answer.data.account).toMatchObject(
      {
        accepted: 2,
      },
    )
    expect(await standing(desk)).toBe(there)
    expect((await desk.json(['journal', 'check'])).answer.data.faults).toEqual([])
  })
})
