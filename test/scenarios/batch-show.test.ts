/** Looking at bulk runs with the built program: status, check, live view, events, metrics, report, verify. */
import {spawn} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {projectRoot, startEnv} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid, validatorOf} from '../support/schemas.ts'
import {readExposition} from '../unit/batch-show/prometheus-reader.ts'
import {backlogRows, openFastDesk, planned, submitted, undo} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk?.sandbox.remove())
beforeEach(() => desk.sandbox.control())

const within = (name: string) => join(desk.sandbox.home, 'files', name)

/** No matricule of any patient of the sandbox. */
function expectNoIdentity(text: string): void {
  for (const {matricule, birthName} of desk.patients.values()) {
    expect(text).not.toContain(matricule)
    expect(text).not.toContain(birthName)
  }
}

it('says that there is no run in a journal that was never begun, and makes none', async () => {
  const env = {DMP_STATE_DIR: within('elsewhere')}
  const {code, answer} = await desk.json(['batch', 'status'], {env})
  expect([code, answer.error?.code]).toEqual([5, 'DMP_BATCH_NOT_FOUND'])
  expect(existsSync(join(within('elsewhere'), 'journals'))).toBe(false)
})

describe('a run that is done', () => {
  let run: string
  beforeAll(async () => {
    run = await submitted(desk, 'done', 12)
  })

  it('is told by status, the latest or by its number, in text and JSON', async () => {
    const {code, answer} = await desk.json(['batch', 'status'])
    expectValid(answer)
    expect([code, answer.data.run.batch.id, answer.data.run.account.accepted]).toEqual([0, run, 12])
    expect(answer.data.run.resume).toBeNull()
    const text = await desk.text(['batch', 'status', run])
    expect(text.code).toBe(0)
    expect(text.stdout).toContain('12/12 (100 %)')
    const all = await desk.json(['batch', 'status', '--all'])
    expectValid(all.answer)
    expect(all.answer.data.runs).toHaveLength(1)
  })

  it('is checked in one line with figures, exit 0', async () => {
    const {code, stdout} = await desk.text(['batch', 'status', '--check', '--max-age', '1h'])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      new RegExp(`^DMP OK - ${run}: [^|]+ \\| (?:[a-z_]+=[\\d.]+s?;\\d*;\\d*;0(?:;[\\d.]+)? ?)+\\n$`),
    )
  })

  it('is reported in three files that agree, none of which names a patient', async () => {
    const out = within('report')
    const {code, answer} = await desk.json(['batch', 'report', run, '--out', out])
    expectValid(answer)
    expect([code, answer.data.run.accepted, answer.data.plan.read]).toEqual([0, 12, 12])
    expect(readdirSync(out).sort()).toEqual(['report.csv', 'report.html', 'report.json'])
    const json = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
    const validate = validatorOf('dmp.batch.report-file/1')
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true)
    expect(json.records).toHaveLength(12)
    for (const record of json.records) {
      expect(record).toMatchObject({
        state: 'accepted',
        class: 'ready',
        ipp: expect.stringContaining('IPP-active'),
        venue: expect.stringContaining('V-done'),
      })
      expect(await desk.held(record.uniqueId)).toBe('Approved')
    }
    for (const file of readdirSync(out)) expectNoIdentity(readFileSync(join(out, file), 'utf8'))
    const again = await desk.json(['batch', 'report', run, '--out', out])
    expect([again.code, again.answer.error?.code]).toEqual([2, 'DMP_FILE_EXISTS'])
    const text = await desk.text(['batch', 'report', run, '--out', out, '--force', '--format', 'html'])
    expect([text.code, text.stdout]).toEqual([0, expect.stringContaining('12 = 12 acceptés')])
  })

  it('is verified only on demand: nothing is asked for by default, a sample or all when told so', async () => {
    const before = (await desk.sandbox.counters()).calls
    const none = await desk.json(['batch', 'verify', run])
    expectValid(none.answer)
    expect([none.code, none.answer.data.asked]).toEqual([0, 0])
    expect((await desk.sandbox.counters()).calls).toBe(before)
    const some = await desk.json(['batch', 'verify', run, '--sample', '5'])
    expect([some.code, some.answer.data.asked, some.answer.data.marks['=']]).toEqual([0, 5, 5])
    const file = within('verified.csv')
    const all = await desk.json(['batch', 'verify', run, '--all', '--out', file])
    expectValid(all.answer)
    expect(all.answer.data).toMatchObject({chosen: 'all', candidates: 12, asked: 12, missing: 0, file})
    expect(readFileSync(file, 'utf8').trimEnd().split('\r\n')).toHaveLength(13)
    expectNoIdentity(readFileSync(file, 'utf8'))
    expect((await desk.sandbox.counters()).calls).toBe(before + 17)
  })

  it('finds what is missing from the DMP, exit 10, and changes nothing by it', async () => {
    const gone = (await desk.items())[0]
    if (!gone) throw new Error('no item')
    // Taken away with another journal, as somebody else would.
    const env = {DMP_STATE_DIR: within('other'), DMP_IDS_OID_ROOT: '1.2.250.1.999.4.2'}
    const patient = desk.patientFile('active-linked', {ipp: 'IPP-active-linked'})
    const deletion = await desk.json(
      [
        'document',
        'delete',
        gone.documentUniqueId,
        '--patient',
        patient,
        '--reason',
        'test',
        '--yes',
        '--confirm',
        gone.documentUniqueId,
      ],
      {env},
    )
    expect(deletion.answer.error).toBeNull()
    const {code, answer} = await desk.json(['batch', 'verify', run, '--all'])
    expect([code, answer.data.missing]).toEqual([10, 1])
    const [odd] = answer.data.documents.filter(({mark}: {mark: string}) => mark !== '=')
    expect(odd).toMatchObject({mark: '-', state: 'accepted', uniqueId: gone.documentUniqueId, ipp: gone.ipp})
    const text = await desk.text(['batch', 'verify', run, '--all'])
    expect(text.stdout).toContain('Trouvé veut dire présent')
    expect((await desk.items()).find(({id}) => id === gone.id)?.state).toBe('accepted')
    const seen = (await desk.events()).filter(({operation}) => operation === 'batch-verify')
    expect(JSON.stringify(seen.map(({data}) => data))).toContain('"mark":"-"')
  })

  it('cannot be verified when the DMP cannot be reached, and says so', async () => {
    const {code, answer} = await desk.json(['batch', 'verify', run, '--all'], {
      env: {DMP_ENDPOINTS_BASE: 'https://localhost:9/si-dmp-server/v2/services'},
    })
    expect([code, answer.data.asked, answer.data.marks['!'], answer.data.stoppedBy.code]).toEqual([
      7,
      5,
      5,
      'DMP_CONNECTION_FAILED',
    ])
  })
})

it('follows a run by events and metrics, and shows plain lines on stderr alone', async () => {
  const run = await planned(desk, 'followed', 8)
  const events = within('events.ndjson')
  const metrics = within('dmp.prom')
  const {code, stdout, stderr} = await desk.text([
    'batch',
    'submit',
    run,
    '--events',
    events,
    '--metrics',
    metrics,
  ])
  expect(code).toBe(0)
  expect(stdout).not.toContain('rythme')
  expect(stderr).toContain(`Envoi en masse ${run}`)
  expect(stderr).not.toContain('\u001b')
  const text = readFileSync(events, 'utf8')
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const validate = validatorOf('dmp.batch.event/1')
  for (const line of lines) expect(validate(line), JSON.stringify([line, validate.errors])).toBe(true)
  expect(lines.filter(({event, to}) => event === 'item' && to === 'accepted')).toHaveLength(8)
  expect([lines[0].event, lines.at(-1).event]).toEqual(['start', 'stop'])
  expectNoIdentity(text)
  expect((statSync(events).mode & 0o777).toString(8)).toBe('600')
  const series = readExposition(readFileSync(metrics, 'utf8'))
  const accepted = series.find(
    ({name, labels}) => name === 'dmp_batch_items' && labels['state'] === 'accepted',
  )
  expect([accepted?.labels['batch'], accepted?.value]).toEqual([run, 8])
})

it('leaves whole lines behind when it was killed, and goes on in the same file', async () => {
  const run = await planned(desk, 'killed', 12)
  const events = within('killed.ndjson')
  const env = {DMP_LIMITS_SUBMIT_PER_SECOND: '4'}
  const linesNow = () => (existsSync(events) ? readFileSync(events, 'utf8').split('\n').slice(0, -1) : [])
  await desk.text(['batch', 'submit', run, '--events', events], {
    env,
    during: (child) => {
      const some = async () => {
        while (linesNow().length < 4) await pause(20)
        child.kill('SIGKILL')
      }
      some().catch(() => undefined)
    },
  })
  expect(readFileSync(events, 'utf8').endsWith('\n')).toBe(true)
  let account = {accepted: 0}
  for (let round = 0; round < 10 && account.accepted < 12; round++)
    account = (await desk.json(['batch', 'resume', run, '--events', events])).answer.data.account
  expect(account).toMatchObject({planned: 12, accepted: 12})
  const lines = linesNow().map((line) => JSON.parse(line))
  const validate = validatorOf('dmp.batch.event/1')
  for (const line of lines) expect(validate(line), JSON.stringify([line, validate.errors])).toBe(true)
  const told = lines.filter(({event, to}) => event === 'item' && to === 'accepted').map(({item}) => item)
  expect(new Set(told).size).toBe(told.length)
  const report = await desk.json(['batch', 'report', run, '--format', 'csv', '--out', within('killed')])
  expect(report.answer.data.run).toMatchObject({planned: 12, accepted: 12, refused: 0, unknown: 0})
})

it('names a run by the folder of its plan too', async () => {
  const rows = backlogRows(desk, 'in-folder', 1)
  const plan = within('plan-folder')
  const made = await desk.json([
    'batch',
    'plan',
    desk.manifest('in-folder', rows),
    '--visible',
    '--settle',
    '0',
    '--out',
    plan,
  ])
  const {answer} = await desk.json(['batch', 'status', plan])
  expect(answer.data.run.batch.id).toBe(made.answer.data.batchId)
})

it('tells what was deleted since', async () => {
  const run = await submitted(desk, 'taken-back', 2)
  expect((await undo(desk, run, 2)).code).toBe(0)
  const {answer} = await desk.json(['batch', 'status', run])
  expect(answer.data.run).toMatchObject({
    account: {accepted: 2},
    inDmp: {approved: 0, deprecated: 0, deleted: 2},
  })
  const text = await desk.text(['batch', 'report', run, '--format', 'html', '--out', within('taken-back')])
  expect(text.stdout).toContain('0 remplacés, 2 supprimés du DMP')
  const verified = await desk.json(['batch', 'verify', run, '--all'])
  expect([verified.code, verified.answer.data.marks['=']]).toEqual([0, 2])
})

it('refuses a file of events that cannot be written before anything leaves', async () => {
  const run = await planned(desk, 'unwritable', 1)
  const {calls} = await desk.sandbox.counters()
  const {code, answer} = await desk.json([
    'batch',
    'submit',
    run,
    '--events',
    `${desk.write('a-file', '')}/events`,
  ])
  expect([code, answer.error?.code]).toEqual([4, 'DMP_FILE_UNWRITABLE'])
  expect((await desk.sandbox.counters()).calls).toBe(calls)
})

describe('a run in which something waits', () => {
  it('is seen by status beside the runner, and by the check', async () => {
    const run = await planned(desk, 'waiting', 6)
    const fresh = await desk.json(['batch', 'status', run])
    expect(fresh.answer.data.run).toMatchObject({resume: `dmp batch submit ${run}`, account: {remaining: 6}})
    const env = {DMP_LIMITS_SUBMIT_PER_SECOND: '2'}
    const running = desk.json(['batch', 'submit', run], {env})
    const seen: number[] = []
    while (seen.at(-1) !== 0) {
      const {code, answer} = await desk.json(['batch', 'status', run], {env})
      expect(code).toBe(0)
      const {account} = answer.data.run
      expect(account.planned).toBe(account.accepted + account.remaining)
      seen.push(account.remaining)
      await pause(50)
    }
    expect((await running).code).toBe(0)
    expect(seen.toSorted((a, b) => b - a)).toEqual(seen)
    expect(new Set(seen).size).toBeGreaterThan(1)
  })

  it('makes the check exit with 10 and say what, once somebody submitted it', async () => {
    const run = await planned(desk, 'late', 2)
    await pause(1100)
    expect((await desk.text(['batch', 'status', '--check', '--max-age', '1s'])).code).toBe(0)
    await desk.text(['batch', 'submit', run, '--max-items', '1'])
    const {code, stdout} = await desk.text(['batch', 'status', '--check', '--max-age', '1s'])
    expect([code, stdout]).toEqual([
      10,
      expect.stringMatching(/^DMP CRITICAL - .*un document attend depuis .*oldest_waiting=\d+s;1;;0/),
    ])
    const {answer} = await desk.json(['batch', 'status', '--check', '--max-age', '1s'])
    expectValid(answer)
    expect(answer.data.check).toMatchObject({ok: false, findings: ['age']})
  })
})

describeWith([{program: 'script', package: 'bsdutils'}], 'on a terminal', () => {
  /** What a command shows at a terminal, to its end. */
  function atTerminal(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
    const words = [process.execPath, join(projectRoot, 'bin/run.js'), ...args]
    const command = words.map((word) => `'${word}'`).join(' ')
    const child = spawn('script', ['-qec', `stty cols 100 rows 30; ${command}`, '/dev/null'], {
      env: {...startEnv, ...desk.sandbox.env, TERM: 'xterm', ...env},
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    return new Promise((done) => child.on('close', () => done(text)))
  }

  it('shows the run in place while it works, then the answer', async () => {
    const run = await planned(desk, 'shown', 6)
    const text = await atTerminal(['batch', 'submit', run], {DMP_LIMITS_SUBMIT_PER_SECOND: '2'})
    expect(text).toContain('\u001b[0J')
    expect(text).toMatch(/rythme .*\/s sur 2\/s/)
    expect(text).toContain('dmp batch resume reprend')
    // Taken away before the answer is given.
    expect(text.lastIndexOf('\u001b[0J')).toBeGreaterThan(text.lastIndexOf('dmp batch resume reprend'))
  })

  it.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
    ['CI', 'true'],
  ])('moves nothing with %s=%s', async (name, value) => {
    const run = await planned(desk, `still-${name}`, 2)
    const text = await atTerminal(['batch', 'submit', run], {[name]: value})
    expect(text).not.toContain('\u001b[')
    expect(text).toContain(`Envoi en masse ${run}`)
  })

  it('watches a run to its end, leaving the sending to the other process', async () => {
    const run = await planned(desk, 'watched', 6)
    const env = {DMP_LIMITS_SUBMIT_PER_SECOND: '2'}
    const running = desk.json(['batch', 'submit', run], {env})
    const text = await atTerminal(['batch', 'status', run, '--watch'], env)
    expect((await running).answer.data.account.accepted).toBe(6)
    expect(text).toContain('6/6 (100 %)')
  })
})
