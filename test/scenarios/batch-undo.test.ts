import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {
  backlogRows,
  openFastDesk,
  PATIENTS,
  planned,
  plannedRows,
  standing,
  submitted,
  undo,
} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterEach(() => desk.sandbox.control())
afterAll(() => desk.sandbox.remove())

const ON_SUBMISSION = 'service=repository'

describe('batch undo', () => {
  it('deletes what the run deposited and writes a receipt that names no patient by INS', async () => {
    const before = await standing(desk)
    const run = await submitted(desk, 'plain', 6)
    expect(await standing(desk)).toBe(before + 6)
    const {answer, code} = await undo(desk, run, 6, '--reason', 'wrong mapping')
    expect(answer.error).toBeNull()
    expect(code).toBe(0)
    expectValid(answer)
    expect(answer.data).toMatchObject({
      kind: 'undo',
      run,
      plan: {read: 6, ready: 6},
      account: {planned: 6, accepted: 6, remaining: 0},
      unproven: 0,
      resume: null,
    })
    expect(await standing(desk)).toBe(before)
    const {csv, json} = answer.data.receipt
    for (const path of [csv, json]) expect(statSync(path).mode & 0o077).toBe(0)
    const receipt = JSON.parse(readFileSync(json, 'utf8'))
    expect(receipt).toMatchObject({kind: 'undo', run, reason: 'wrong mapping'})
    expect(receipt.documents).toHaveLength(6)
    expect(receipt.documents[0]).toMatchObject({
      ipp: expect.stringMatching(/^IPP-/),
      visit: expect.stringMatching(/^V-/),
      source_id: 'plain-5',
      outcome: 'deleted',
      exposure_seconds: expect.any(Number),
    })
    const text = readFileSync(csv, 'utf8')
    expect(text.split('\r\n')).toHaveLength(8)
    for (const key of PATIENTS) {
      const {matricule, birthName} = desk.patient(key)
      for (const secret of [matricule, birthName])
        expect(text + JSON.stringify(receipt) + JSON.stringify(answer)).not.toContain(secret)
    }
    expect((await desk.json(['journal', 'check'])).code).toBe(0)

    const [taker = ''] = answer.data.batches
    const {runs} = (await desk.json(['batch', 'status', '--all'])).answer.data
    expect(runs).toMatchObject([
      {batch: {id: run}, account: {accepted: 6}, inDmp: {deleted: 6}, deletions: 0},
      {batch: {id: taker, kind: 'undo'}, account: {accepted: 6}, inDmp: {deleted: 0}, deletions: 6},
    ])
    const out = join(desk.sandbox.home, 'undo-report')
    const told = await desk.text(['batch', 'report', taker, '--out', out])
    expect(told.stdout).toMatch(/6 supprimés \+[\s\S]*tout est supprimé du DMP \(6\)/)
    const {records} = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
    for (const record of records)
      expect(record).toMatchObject({action: 'delete', state: 'accepted', registryStatus: 'deleted'})
  })

  it('shows on a dry run what it would do, and asks the DMP nothing', async () => {
    const run = await submitted(desk, 'dry', 3)
    const before = await standing(desk)
    const {calls} = await desk.sandbox.counters()
    const {answer, code} = await desk.json(['batch', 'undo', run, '--dry-run'])
    expect(code).toBe(0)
    expectValid(answer)
    expect(answer.data).toMatchObject({dryRun: true, plan: {ready: 3}, batches: [], receipt: null})
    expect(answer.data.documents.map(({sourceId}: {sourceId: string}) => sourceId)).toEqual([
      'dry-2',
      'dry-1',
      'dry-0',
    ])
    const {stdout} = await desk.text(['batch', 'undo', run, '--dry-run'])
    expect(stdout).toContain('dry-2')
    expect(stdout).toContain('3 document(s) seraient supprimés')
    expect((await desk.sandbox.counters()).calls).toBe(calls)
    expect(await standing(desk)).toBe(before)
    expect((await desk.json(['batch', 'resume', run])).code).toBe(0)
  })

  it('does nothing without the number of documents typed', async () => {
    const run = await submitted(desk, 'consent', 2)
    const before = await standing(desk)
    for (const more of [[], ['--yes'], ['--yes', '--confirm', '3'], ['--confirm', run]]) {
      const {answer} = await desk.json(['batch', 'undo', run, ...more])
      expect(answer).toMatchObject({
        exitCode: 2,
        error: {code: 'DMP_CONFIRMATION_NEEDED', details: {action: 'undo', confirm: '2'}},
      })
    }
    expect(await standing(desk)).toBe(before)
    expect((await desk.json(['batch', 'resume', run])).code).toBe(0)
  })

  it('withdraws what never left, so that nothing can resume it, and lets it be planned again', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, 'half', 6)
    const run = await plannedRows(desk, 'half', rows)
    await desk.json(['batch', 'submit', run, '--max-items', '2'])
    expect(await standing(desk)).toBe(before + 2)
    const {answer, code} = await undo(desk, run, 2)
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({
      plan: {read: 6, ready: 2, excluded: 4},
      reasons: [{class: 'excluded', reason: 'undo-withdraw', count: 4}],
      account: {accepted: 2},
    })
    expect(await standing(desk)).toBe(before)
    for (const command of ['resume', 'submit']) {
      const refused = await desk.json(['batch', command, run])
      expect(refused.answer.error?.code).toBe('DMP_WITHDRAWN')
    }
    expect(await standing(desk)).toBe(before)
    const plan = (...more: string[]) =>
      desk.json(['batch', 'plan', desk.manifest('half', rows), '--visible', '--settle', '0', ...more])
    const again = await plan()
    // What was deleted is not planned by habit.
    expect(again.answer.data.account).toMatchObject({ready: 4, held: 2})
    expect(again.answer.data.batchId).not.toBe(run)
    const sent = await desk.json(['batch', 'submit', again.answer.data.batchId])
    expect(sent.answer.data.account.accepted).toBe(4)
  })

  it('withdraws a run of which nothing left', async () => {
    const run = await planned(desk, 'unsent', 3)
    const {calls} = await desk.sandbox.counters()
    const {answer, code} = await undo(desk, run, 0)
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({plan: {read: 3, excluded: 3}, account: {planned: 0}})
    const all = (await desk.json(['batch', 'status', '--all'])).answer
    expectValid(all)
    expect(all.data.runs.find(({batch}: {batch: {id: string}}) => batch.id === run)).toMatchObject({
      batch: {state: 'closed'},
      withdrawn: 3,
    })
    expect((await desk.sandbox.counters()).calls).toBe(calls)
    expect((await desk.json(['batch', 'submit', run])).answer.error?.code).toBe('DMP_WITHDRAWN')
  })

  it('locates what had an unknown outcome first: found is deleted, absent twice is kept as not found and never sent again', async () => {
    const before = await standing(desk)
    const run = await planned(desk, 'doubt', 8)
    await desk.sandbox.control(
      `cut-after-commit,times=2,${ON_SUBMISSION}`,
      `cut-before-commit,times=3,rate=0.7,seed=3,${ON_SUBMISSION}`,
    )
    const env = {DMP_UNKNOWN_RECHECK_AFTER: '5m'}
    const sent = await desk.json(['batch', 'submit', run, '--wait', '1ms'], {env})
    const {accepted, unknown} = sent.answer.data.account
    expect(unknown).toBeGreaterThanOrEqual(3)
    expect(accepted + unknown).toBe(8)
    await desk.sandbox.control()
    const kept = (await standing(desk)) - before
    expect(kept).toBeLessThan(8)
    const {answer, code} = await undo(desk, run, 8)
    expect(answer.error).toBeNull()
    expect(code).toBe(10)
    expect(answer.data).toMatchObject({account: {accepted: kept, refused: 8 - kept}, notFound: 8 - kept})
    expect(await standing(desk)).toBe(before)
    const items = (await desk.items()).filter(({batchId}) => batchId === run)
    expect(items.map(({state}) => state).filter((state) => state !== 'accepted')).toEqual(
      Array.from({length: 8 - kept}, () => 'held'),
    )
    expect(items.filter(({registryStatus}) => registryStatus === 'deleted')).toHaveLength(kept)
    await desk.json(['batch', 'resume'])
    expect(await standing(desk)).toBe(before)
  })

  it('lists what was replaced since, deletes it on demand only', async () => {
    const before = await standing(desk)
    const run = await submitted(desk, 'replaced', 3)
    const [first] = (await desk.items()).filter(({batchId}) => batchId === run)
    const uniqueId = first?.documentUniqueId ?? ''
    const replacement = await desk.json([
      ...['document', 'replace', uniqueId, '--file', desk.newText(), '--type', '11488-4'],
      ...['--date', '2026-03-03', '--patient', desk.patientFile('active-linked', {ipp: 'IPP-active-linked'})],
    ])
    const newer = replacement.answer.data.documents[0].uniqueId
    const {answer, code} = await undo(desk, run, 2)
    expect(code).toBe(10)
    expect(answer.data).toMatchObject({plan: {ready: 2, held: 1}, account: {accepted: 2}})
    expect(answer.data.kept).toMatchObject([
      {uniqueId, reason: 'undo-replaced', replacedBy: {uniqueId: newer, batchId: null}},
    ])
    expect(await desk.held(uniqueId)).toBe('Deprecated')
    expect(await desk.held(newer)).toBe('Approved')
    const taken = await undo(desk, run, 1, '--with-replaced')
    expect(taken.code).toBe(0)
    expect(await desk.held(uniqueId)).toMatch(/Deleted|absent/)
    expect(await desk.held(newer)).toBe('Approved')
    expect(await standing(desk)).toBe(before + 1)
  })

  it('takes both versions of what the run itself replaced, newest first', async () => {
    const before = await standing(desk)
    const [row = {}] = backlogRows(desk, 'versions', 1)
    desk.write('versions/second.txt', 'Seconde version.\n')
    const rows = [
      row,
      {...row, file: 'second.txt', source_id: 'versions-second', action: 'replace', replaces: 'versions-0'},
    ]
    const run = await plannedRows(desk, 'versions', rows)
    const sent = await desk.json(['batch', 'submit', run])
    expect(sent.answer.data.account).toMatchObject({accepted: 2})
    const {answer, code} = await undo(desk, run, 2)
    expect(answer.data).toMatchObject({account: {accepted: 2}, leavesObsolete: 0})
    expect(code).toBe(0)
    expect(await standing(desk)).toBe(before)
    const deleted = (await desk.events()).filter(
      ({operation, phase, batchId, data}) =>
        operation === 'delete' && phase === 'result' && (batchId ?? data) !== undefined,
    )
    const order = deleted.slice(-2).map(({data}) => (data['documents'] as {uniqueId: string}[])[0]?.uniqueId)
    const items = (await desk.items()).filter(({batchId}) => batchId === run)
    expect(order).toEqual(
      items.toSorted((a, b) => b.versionNumber - a.versionNumber).map((one) => one.documentUniqueId),
    )
  })

  it('keeps to the limits asked for, and goes on with the rest', async () => {
    const before = await standing(desk)
    const run = await submitted(desk, 'limits', 5)
    const other = await desk.json(['batch', 'undo', run, '--type', '34133-9', '--dry-run'])
    expect(other.answer.data).toMatchObject({plan: {ready: 0, excluded: 5}})
    const future = await desk.json(['batch', 'undo', run, '--since', '2999-01-01', '--dry-run'])
    expect(future.answer.data.reasons).toEqual([{class: 'excluded', reason: 'undo-filtered', count: 5}])
    const two = await undo(desk, run, 2, '--max-items', '2')
    expect(two.answer.data).toMatchObject({plan: {ready: 2, excluded: 3}, account: {accepted: 2}})
    expect(await standing(desk)).toBe(before + 3)
    const rest = await undo(desk, run, 3)
    expect(rest.answer.data).toMatchObject({plan: {ready: 3, excluded: 2}, account: {accepted: 3}})
    expect(await standing(desk)).toBe(before)
    expect((await undo(desk, run, 0)).answer.data).toMatchObject({batches: [], plan: {ready: 0, excluded: 5}})
  })

  it('takes back feeding only', async () => {
    const run = await submitted(desk, 'kinds', 1)
    const done = await undo(desk, run, 1)
    const [deletions] = done.answer.data.batches
    const {answer} = await desk.json(['batch', 'undo', deletions])
    expect(answer).toMatchObject({exitCode: 2, error: {code: 'DMP_UNDO_IMPOSSIBLE', details: {kind: 'undo'}}})
    expect((await desk.json(['batch', 'undo', '20200101-aaaa'])).answer.error?.code).toBe(
      'DMP_BATCH_NOT_FOUND',
    )
  })

  it('is refused beside a runner, which must end first', async () => {
    const before = await standing(desk)
    const run = await planned(desk, 'beside', 4)
    const {calls} = await desk.sandbox.counters()
    await desk.sandbox.control(`delay=4000,times=1,${ON_SUBMISSION}`)
    const running = desk.json(['batch', 'submit', run])
    while ((await desk.sandbox.counters()).calls <= calls) await pause(20)
    const {stderr, code} = await desk.text(['batch', 'undo', run, '--yes', '--confirm', '4'])
    expect(code).toBe(7)
    expect(stderr).toContain('DMP_JOURNAL_LOCKED')
    expect((await desk.json(['batch', 'undo', run, '--dry-run'])).code).toBeLessThan(11)
    expect((await running).answer.data.account).toMatchObject({accepted: 4})
    expect((await undo(desk, run, 4)).code).toBe(0)
    expect(await standing(desk)).toBe(before)
  })

  it('holds what went to the wrong patients, so that a new plan cannot send it there again', async () => {
    const rows = backlogRows(desk, 'wrong', 2)
    const run = await plannedRows(desk, 'wrong', rows)
    await desk.json(['batch', 'submit', run])
    const {answer} = await undo(desk, run, 2, '--reason', 'wrong-patient')
    expect(answer.data).toMatchObject({holds: 2, account: {accepted: 2}})
    const replan = await desk.json([
      'batch',
      'plan',
      desk.manifest('wrong', rows),
      '--visible',
      '--settle',
      '0',
    ])
    expect(replan.answer.data).toMatchObject({account: {ready: 0, held: 2}})
  })
})

/** Plans the deletion of documents by their local numbers, and submits nothing. */
async function deletionsPlanned(folder: string, numbers: readonly string[]): Promise<string> {
  const rows = numbers.map((number) => ({action: 'delete', source_id: number}))
  return plannedRows(desk, folder, rows)
}

describe('batch undo beside planned deletions', () => {
  it('takes over deletions that a plan holds and nobody submitted', async () => {
    const before = await standing(desk)
    const run = await submitted(desk, 'over', 3)
    const plan = await deletionsPlanned('over-list', ['over-0', 'over-1'])
    const shown = await desk.json(['batch', 'undo', run, '--dry-run'])
    expect(shown.answer.data).toMatchObject({plan: {ready: 3}, underway: 0})
    const {answer, code} = await undo(desk, run, 3, '--reason', 'wrong-patient')
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({account: {planned: 3, accepted: 3}, holds: 3})
    expect(answer.data.receipt).not.toBeNull()
    expect(await standing(desk)).toBe(before)
    const {calls} = await desk.sandbox.counters()
    await desk.json(['batch', 'submit', plan])
    expect((await desk.sandbox.counters()).calls).toBe(calls)
    expect((await desk.json(['batch', 'resume', run])).answer.error?.code).toBe('DMP_WITHDRAWN')
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
  })

  it('withdraws a plan of deletions, so that nothing can make them', async () => {
    const run = await submitted(desk, 'spared', 2)
    const before = await standing(desk)
    const plan = await deletionsPlanned('spared-list', ['spared-0', 'spared-1'])
    const {answer, code} = await undo(desk, plan, 0)
    expect(code).toBe(0)
    expect(answer.data).toMatchObject({
      plan: {read: 2, ready: 0, excluded: 2},
      reasons: [{class: 'excluded', reason: 'undo-deletion-withdraw', count: 2}],
      account: {planned: 0},
    })
    expect((await desk.json(['batch', 'submit', plan])).answer.error?.code).toBe('DMP_WITHDRAWN')
    expect(await standing(desk)).toBe(before)
    expect((await undo(desk, run, 2)).answer.data).toMatchObject({account: {accepted: 2}})
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
  })
})

describe('an undo that is cut short', () => {
  it.each([1, 2, 3])('goes on with the same command after kill -9 (%i)', async (turn) => {
    const before = await standing(desk)
    const run = await submitted(desk, `killed-${turn}`, 8)
    const {calls} = await desk.sandbox.counters()
    const args = ['batch', 'undo', run, '--yes', '--confirm', '8', '--width', '2']
    const killed = await desk.text(args, {
      during: (child) => void seen(calls + turn * 5).then(() => child.kill('SIGKILL')),
    })
    expect(killed.code).toBeNull()
    const shown = await desk.json(['batch', 'undo', run, '--dry-run'])
    const {ready} = shown.answer.data.plan
    const left = ready + shown.answer.data.underway
    expect(shown.answer.data.documents).toHaveLength(left)
    const told = await desk.text(['batch', 'undo', run, '--dry-run'])
    expect(told.stdout).toContain(`${left} document(s) seraient supprimés`)
    // The number confirmed at first stands for what is left of it; so does what is left, and nothing else.
    expect((await undo(desk, run, 9)).answer.error?.code).toBe('DMP_CONFIRMATION_NEEDED')
    const {answer, code} = await undo(desk, run, turn === 2 ? left : 8)
    expect(answer.error).toBeNull()
    expect(code).toBe(0)
    expect(await standing(desk)).toBe(before)
    const receipt = JSON.parse(readFileSync(answer.data.receipt.json, 'utf8'))
    expect(receipt.documents.map(({outcome}: {outcome: string}) => outcome)).toEqual(
      Array.from({length: 8}, () => 'deleted'),
    )
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
  })

  it('goes on with batch resume, too', async () => {
    const before = await standing(desk)
    const run = await submitted(desk, 'resumed', 6)
    const {calls} = await desk.sandbox.counters()
    await desk.text(['batch', 'undo', run, '--yes', '--confirm', '6', '--width', '1'], {
      during: (child) => void seen(calls + 8).then(() => child.kill('SIGKILL')),
    })
    expect(await standing(desk)).toBeGreaterThan(before)
    const shown = await desk.json(['batch', 'undo', run, '--dry-run'])
    const [deletions] = shown.answer.data.batches
    expect((await desk.json(['batch', 'resume', deletions])).code).toBe(0)
    expect(await standing(desk)).toBe(before)
  })

  it.each(['cut-after-commit', 'cut-before-commit', 'garbage'])(
    'by answers lost (%s) ends in the same state',
    async (knob) => {
      const before = await standing(desk)
      const run = await submitted(desk, `lost-${knob.replaceAll(/\W/g, '')}`, 6)
      await desk.sandbox.control(`${knob},rate=0.3,seed=7,service=registry`)
      const first = await undo(desk, run, 6, '--wait', '1ms')
      const [deletions] = first.answer.data.batches
      await desk.sandbox.control()
      for (let round = 0; round < 5 && (await standing(desk)) > before; round++)
        await desk.json([
          'batch',
          'retry',
          deletions,
          '--only',
          'unknown',
          '--only',
          'deferred',
          '--wait',
          '10s',
        ])
      expect(await standing(desk)).toBe(before)
    },
  )

  async function seen(calls: number): Promise<void> {
    for (let round = 0; round < 600; round++) {
      if ((await desk.sandbox.counters()).calls >= calls) return
      await pause(10)
    }
  }
})
