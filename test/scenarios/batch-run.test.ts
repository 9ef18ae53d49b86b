/** A backlog sent by the built program to a running sandbox: what becomes of it, whatever happens on the way. */
import {readFileSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {identityColumns} from '../../scripts/demo/patients.ts'
import type {Account} from '../../src/lib/batch/account.ts'
import {checkHistory} from '../../src/lib/batch/history-check.ts'
import type {RunOptions} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {shortCertificates} from '../support/short-certificates.ts'
import {type Desk, openDesk} from './desk.ts'

/** Fast where the real pace is not the matter. */
const FAST = {
  DMP_LIMITS_SUBMIT_PER_SECOND: '200',
  DMP_LIMITS_RETRY_AFTER: '300ms',
  DMP_UNKNOWN_RECHECK_AFTER: '1ms',
}
const PATIENTS = ['active-linked', 'active-linked-2'] as const
const MANY = [...PATIENTS, 'active-linked-3', 'active-linked-4', 'active-unlinked', 'homonym-1', 'homonym-2']

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({env: FAST, more: ['--quota', '100000']})
})
afterAll(() => desk?.sandbox.remove())
beforeEach(() => desk.sandbox.control())

let backlogs = 0

interface Backlog {
  readonly id: string
  readonly folder: string
  /** uniqueIds that the sandbox holds of it. */
  held(): Promise<number>
}

/** Plans `count` documents of two patients; files just written are waited for only when `more` is empty. */
async function planned(
  count: number,
  change: (row: Record<string, string>, n: number) => object = (row) => row,
  more: readonly string[] = ['--settle', '0'],
  patients: readonly string[] = PATIENTS,
) {
  backlogs += 1
  const folder = `backlog-${backlogs}`
  const rows = Array.from({length: count}, (_, n) => {
    const name = `doc-${n}.txt`
    desk.write(`${folder}/${name}`, `Envoi ${backlogs}, document ${n}\nRien de particulier.\n`)
    const row = desk.row(name, patients[n % patients.length])
    return change({...row, source_id: `B${backlogs}-${n}`, unit: 'UF-12', venue: `V${n}`}, n)
  })
  const {answer} = await desk.json(['batch', 'plan', desk.manifest(folder, rows), '--visible', ...more])
  if (answer.data?.account.ready !== count) throw new Error(JSON.stringify(answer, null, 1))
  const {batchId} = answer.data
  const backlog: Backlog = {
    id: batchId,
    folder: join(desk.sandbox.home, 'files', folder),
    held: async () => {
      const kept = await desk.sandbox.inspect()
      const ids = kept.map(({uniqueId}) => uniqueId)
      expect(new Set(ids).size).toBe(ids.length)
      const own = await itemsOf(batchId)
      return kept.filter(({uniqueId}) => own.some((item) => item.documentUniqueId === uniqueId)).length
    },
  }
  return backlog
}

const itemsOf = async (id: string) => (await desk.items()).filter(({batchId}) => batchId === id)
const account = (answer: {readonly data: {readonly account: Account}}) => answer.data.account
const submit = (id: string, more: readonly string[] = [], run: RunOptions = {}) =>
  desk.json(['batch', 'submit', id, ...more], run)
const resume = (id: string, more: readonly string[] = [], run: RunOptions = {}) =>
  desk.json(['batch', 'resume', id, ...more], run)

describe('a backlog', () => {
  it('is sent whole, each document once, and both balances are told', async () => {
    const {id, held} = await planned(12, undefined, [])
    const {code, answer} = await submit(id)
    expectValid(answer)
    expect([code, account(answer).accepted, account(answer).planned, await held()]).toEqual([0, 12, 12, 12])
    expect(answer.data.batches[0].plan).toEqual({read: 12, ready: 12, held: 0, rejected: 0, excluded: 0})
    expect(answer.data.stopped.reason).toBe('done')
    expect(answer.data.resume).toBeNull()
  })

  it('submitted again, or resumed, sends nothing more', async () => {
    const {id, held} = await planned(3)
    await submit(id)
    const again = await submit(id)
    const resumed = await resume(id)
    expectValid(resumed.answer)
    expect([
      again.code,
      again.answer.data.own.requests,
      resumed.code,
      resumed.answer.data.own.requests,
    ]).toEqual([0, 0, 0, 0])
    expect(await held()).toBe(3)
  })

  it('is told on the terminal: each run, why it ended, nothing of a patient', async () => {
    const {id} = await planned(2)
    const {code, stdout, stderr} = await desk.text(['batch', 'submit', id])
    expect(code).toBe(0)
    expect(stdout).toContain(`Envoi en masse ${id} (dépôt) : 2 documents`)
    expect(stdout).toContain('Terminé')
    for (const {ins} of [desk.row('x'), desk.row('x', 'active-linked-2')])
      expect(stdout + stderr).not.toContain(String(ins).slice(0, 13))
  })

  it('stops after --max-items with exit 0, and resumes where it stopped', async () => {
    const {id, held} = await planned(7)
    const first = await submit(id, ['--max-items', '3'])
    expect([first.code, account(first.answer).accepted, account(first.answer).remaining]).toEqual([0, 3, 4])
    expect(first.answer.data.resume).toBe(`dmp batch resume ${id}`)
    const second = await resume(id)
    expect([second.code, account(second.answer).accepted, await held()]).toEqual([0, 7, 7])
  })

  it('stops at the daily limit with exit 0, names when it goes on, and passes it once notice was given', async () => {
    const {id, held} = await planned(4)
    const status = await desk.json(['batch', 'status', id])
    const perDay = String(status.answer.data.run.limits.doneToday + 2)
    const own = {env: {DMP_LIMITS_PER_DAY: perDay, DMP_LIMITS_NOTICE_CONTACT: 'CPAM du Test'}}
    const first = await submit(id, [], own)
    expect([first.code, account(first.answer).accepted, first.answer.data.stopped.reason]).toEqual([
      0,
      2,
      'guard',
    ])
    expect(Date.parse(first.answer.data.stopped.nextAt)).toBeGreaterThan(Date.now())
    const told = await desk.text(['batch', 'resume', id], own)
    expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('CPAM du Test')])
    const second = await resume(id, ['--daily-notice-given'], own)
    expect([second.code, account(second.answer).accepted, await held()]).toEqual([0, 4, 4])
  })

  it('sends nothing outside its hours, exit 0', async () => {
    const {id, held} = await planned(2)
    const hour = (add: number) =>
      `${String((new Date(Date.now() + add * 3_600_000).getUTCHours() + 24) % 24).padStart(2, '0')}:00`
    // Six hours from now in any season of Paris.
    const env = {DMP_LIMITS_WINDOWS: `${hour(6)}-${hour(7)}`}
    const {code, answer} = await submit(id, [], {env})
    expect([code, answer.data.stopped.reason, account(answer).remaining, await held()]).toEqual([
      0,
      'window',
      2,
      0,
    ])
    expect(Date.parse(answer.data.stopped.nextAt)).toBeGreaterThan(Date.now())
  })

  it('replaces after the original, in the order of the plan', async () => {
    const {id, held} = await planned(4, (row, n) =>
      n === 2 ? {...row, action: 'replace', replaces: `B${backlogs}-0`, ins: desk.row('x')['ins']} : row,
    )
    const {code, answer} = await submit(id)
    expect([code, account(answer).accepted, await held()]).toEqual([0, 4, 4])
    const statuses = (await itemsOf(id)).map(({registryStatus}) => registryStatus)
    expect(statuses.toSorted()).toEqual(['approved', 'approved', 'approved', 'deprecated'])
    for (const {documentUniqueId, registryStatus} of await itemsOf(id))
      expect((await desk.held(documentUniqueId)).toLowerCase()).toContain(registryStatus)
  })
})

describe('trouble on the way', () => {
  it('waits for a busy DMP as long as it says, then sends everything once', async () => {
    const {id, held} = await planned(6)
    await desk.sandbox.control('unavailable=1,times=3,service=repository')
    const {code, answer} = await submit(id)
    expect([code, account(answer).accepted, await held()]).toEqual([0, 6, 6])
  })

  it.each([
    ['cut after the commit', 'cut-after-commit,times=3,service=repository'],
    ['cut before the commit', 'cut-before-commit,times=3,service=repository'],
    ['answered with garbage', 'garbage,times=2,service=repository'],
    ['reset in the middle of the answer', 'reset-answer,times=2,service=repository'],
    ['reset in the middle of the request', 'reset-request,times=2,service=repository'],
  ])('settles what was %s: each document once', async (_, fault) => {
    const {id, held} = await planned(6)
    await desk.sandbox.control(fault)
    const {code, answer} = await submit(id)
    expect([code, account(answer).accepted, await held()]).toEqual([0, 6, 6])
  })

  it('does not take a lot shown late for absent', async () => {
    const {id, held} = await planned(3)
    await desk.sandbox.control('delayed-visibility=held', 'cut-after-commit,times=2,service=repository')
    const {code, answer} = await submit(id)
    await desk.sandbox.release()
    expect([code, account(answer).accepted, await held()]).toEqual([0, 3, 3])
  })

  it('stops after a few failures in a row instead of wearing out the backlog, exit 7, and resumes', async () => {
    const {id, held} = await planned(12)
    await desk.sandbox.control('expired-certificate')
    const {code, answer} = await submit(id)
    expect([code, answer.error?.code]).toEqual([7, 'DMP_CIRCUIT_OPEN'])
    expect(answer.error?.details['resume']).toBe(`dmp batch resume ${id}`)
    expect(answer.error?.details['account']).toMatchObject({planned: 12, accepted: 0, refused: 0, unknown: 0})
    await desk.sandbox.control()
    const resumed = await resume(id)
    expect([resumed.code, account(resumed.answer).accepted, await held()]).toEqual([0, 12, 12])
    const items = await itemsOf(id)
    // What never left is no attempt at the DMP.
    expect(items.map(({attempts}) => attempts)).toEqual(items.map(() => 1))
  })

  it('holds a file that changed since the plan, and sends it once it is put back', async () => {
    const {id, folder, held} = await planned(3)
    const path = join(folder, 'doc-1.txt')
    const before = readFileSync(path)
    writeFileSync(path, 'other content\n')
    const first = await submit(id)
    expect([first.code, account(first.answer).held, account(first.answer).accepted]).toEqual([8, 1, 2])
    expect(first.answer.data.causes).toEqual([{state: 'held', code: 'DMP_SOURCE_CHANGED', count: 1}])
    writeFileSync(path, before)
    const {code, answer} = await desk.json(['batch', 'retry', id, '--only', 'held'])
    expectValid(answer)
    expect([code, answer.data.rearmed.held, account(answer).accepted, await held()]).toEqual([0, 1, 3, 3])
  })

  it('holds a missing file and retries it by the code of its cause', async () => {
    const {id, folder, held} = await planned(2)
    renameSync(join(folder, 'doc-0.txt'), join(folder, 'gone.txt'))
    const first = await submit(id)
    expect([first.code, account(first.answer).held]).toEqual([8, 1])
    renameSync(join(folder, 'gone.txt'), join(folder, 'doc-0.txt'))
    const {code, answer} = await desk.json(['batch', 'retry', id, '--only', 'DMP_FILE_UNREADABLE'])
    expect([code, account(answer).accepted, await held()]).toEqual([0, 2, 2])
  })

  const closed = (row: Record<string, string>) => ({
    ...row,
    ...identityColumns(desk.patient('closed-by-patient')),
  })

  it('keeps an unknown outcome for the operator when the DMP was closed meanwhile', async () => {
    const {id, held} = await planned(2, closed)
    await desk.sandbox.control('cut-before-commit,times=2,service=repository')
    const {code, answer} = await submit(id)
    expect([code, account(answer).held, await held()]).toEqual([8, 2, 0])
    expect(answer.data.causes).toEqual([{state: 'held', code: 'DMP_CLOSED_MEANWHILE', count: 2}])
    expect((await itemsOf(id)).map(({heldFrom}) => heldFrom)).toEqual(['unknown', 'unknown'])
  })

  it('leaves a silent DMP after a while, its outcomes unknown, exit 9', async () => {
    const {id, held} = await planned(2)
    await desk.sandbox.control('cut-after-commit,service=repository', 'unavailable=1,service=registry')
    const first = await submit(id, ['--wait', '1s'])
    expect([first.code, account(first.answer).unknown]).toEqual([9, 2])
    await desk.sandbox.control()
    const {code, answer} = await resume(id)
    expect([code, account(answer).accepted, await held()]).toEqual([0, 2, 2])
  })

  it('lets refused documents go again only on a typed number', async () => {
    const {id, held} = await planned(2, closed)
    const first = await submit(id)
    expect([first.code, account(first.answer).refused]).toEqual([8, 2])
    const unasked = await desk.json(['batch', 'retry', id, '--only', 'refused'])
    expect([unasked.code, unasked.answer.error?.code]).toEqual([2, 'DMP_CONFIRMATION_NEEDED'])
    const {code, answer} = await desk.json([
      'batch',
      'retry',
      id,
      '--only',
      'refused',
      '--yes',
      '--confirm',
      '2',
    ])
    expect([code, answer.data.rearmed.refused, answer.data.own.requests, account(answer).refused]).toEqual([
      8, 2, 2, 2,
    ])
    expect(await held()).toBe(0)
  })
})

describe('a run that is stopped', () => {
  async function stopped(id: string, signals: readonly NodeJS.Signals[], words = ['batch', 'submit', id]) {
    const {accepted} = await desk.sandbox.counters()
    let over = false
    const run = await desk.json(words, {
      env: {DMP_LIMITS_SUBMIT_PER_SECOND: '20'},
      during: (child) => {
        const act = async () => {
          while (!over && (await desk.sandbox.counters()).accepted < accepted + 2) await pause(10)
          for (const signal of signals) {
            child.kill(signal)
            await pause(100)
          }
        }
        act().catch(() => undefined)
      },
    })
    over = true
    return run
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s ends what is under way, exits 130, and resumes',
    async (signal) => {
      const {id, held} = await planned(20)
      const {code, answer} = await stopped(id, [signal])
      expect([code, answer.data.stopped.reason]).toEqual([130, 'interrupted'])
      expect(account(answer).unknown + account(answer).refused).toBe(0)
      expect(await held()).toBe(account(answer).accepted)
      const resumed = await resume(id)
      expect([resumed.code, account(resumed.answer).accepted, await held()]).toEqual([0, 20, 20])
    },
  )

  it('as a worker ends the same way; a worker until empty takes what is left', async () => {
    const {id, held} = await planned(12)
    await submit(id, ['--max-items', '1'])
    const {code, answer} = await stopped(id, ['SIGTERM'], ['batch', 'worker'])
    expectValid(answer)
    expect([code, answer.data.runs[0].stopped.reason]).toEqual([130, 'interrupted'])
    const rest = await desk.json(['batch', 'worker', '--until-empty'])
    expect([rest.code, rest.answer.data.runs[0].stopped.reason, await held()]).toEqual([0, 'done', 12])
  })
})

describe('a run that cannot be worked on', () => {
  it('is refused when it is not submitted yet, or planned with another profile', async () => {
    const {id} = await planned(1)
    const early = await resume(id)
    expect([early.code, early.answer.error?.code]).toEqual([2, 'DMP_BATCH_STATE'])
    expect(early.answer.error?.suggestions.join(' ')).toContain(`dmp batch submit ${id}`)
  })

  it('is refused when nobody knows it', async () => {
    const {code, answer} = await submit('20200101-none')
    expect([code, answer.error?.code]).toEqual([5, 'DMP_BATCH_NOT_FOUND'])
  })

  it('names the states that --only knows', async () => {
    const {code, answer} = await desk.json(['batch', 'retry', '--only', 'lost'])
    expect([code, answer.error?.code]).toEqual([2, 'DMP_USAGE'])
    expect(answer.error?.message).toContain('deferred')
  })
})

describe('a certificate that ends while the run works', () => {
  // Slow enough for the end to come in the middle.
  const env = {DMP_LIMITS_SUBMIT_PER_SECOND: '1.5'}

  it('stops nothing when new ones are put in place: the run pauses, takes them and goes on', async () => {
    // As many patients as may be under way at once: some wait for the pace when the end comes.
    const {id, held} = await planned(24, undefined, ['--settle', '0'], MANY)
    const {endsAt, restore} = await shortCertificates(desk.sandbox.folder, 12)
    const events = join(desk.sandbox.home, 'certificate-events.ndjson')
    // From another terminal, and by a probe, meanwhile.
    const renewal = pause(endsAt - Date.now() + 3000).then(async () => {
      const seen = await desk.json(['batch', 'status', id])
      const probe = await desk.text(['batch', 'status', '--check'])
      restore()
      return {paused: seen.answer.data.run.paused, probe}
    })
    const {code, answer} = await submit(id, ['--events', events], {env})
    const {paused, probe} = await renewal
    expect(paused).toMatchObject({reason: 'certificate', until: expect.any(String)})
    expect(Math.abs(Date.parse(paused.since) - endsAt)).toBeLessThan(3000)
    expect([probe.code, probe.stdout]).toEqual([10, expect.stringMatching(/^DMP CRITICAL.*certificat/)])
    expect([code, account(answer).accepted, await held()]).toEqual([0, 24, 24])
    const told = readFileSync(events, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(told.filter(({event, reason}) => event === 'pause' && reason === 'certificate')).not.toEqual([])
  })

  it('stops the run when none come, exit 4, and the run resumes with the new ones', async () => {
    const {id, held} = await planned(24)
    const {restore} = await shortCertificates(desk.sandbox.folder, 12)
    const {code, answer} = await submit(id, [], {env: {...env, DMP_LIMITS_CERTIFICATE_WAIT: '1s'}})
    const stopped = (await desk.json(['batch', 'status', id])).answer
    expectValid(stopped)
    expect(stopped.data.run.paused).toMatchObject({reason: 'certificate', until: null})
    restore()
    expect([code, answer.data.stopped.reason, answer.data.stopped.code]).toEqual([
      4,
      'certificate',
      'DMP_CERTIFICATE_ENDED',
    ])
    expect(account(answer).accepted).toBeGreaterThan(0)
    const resumed = await resume(id)
    expect([resumed.code, account(resumed.answer).accepted, await held()]).toEqual([0, 24, 24])
    expect((await desk.json(['batch', 'status', id])).answer.data.run.paused).toBeNull()
  })

  it('is told beforehand when it ends before the run is expected to', async () => {
    const {id} = await planned(2)
    const {restore} = await shortCertificates(desk.sandbox.folder, 3600)
    const {answer} = await submit(id, ['--max-items', '1'], {env: {DMP_LIMITS_PER_DAY: '1'}})
    restore()
    expect(answer.warnings.map(({code}) => code)).toContain('check.certificates.ends-before')
  })
})

it('leaves a history that holds: nothing lost, nothing delivered twice, nothing sent again in doubt unlooked', async () => {
  expect(await checkHistory(await desk.events(), await desk.items())).toEqual([])
})
