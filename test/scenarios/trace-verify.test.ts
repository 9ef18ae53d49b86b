/** The built program: a journal that grows, a checkpoint kept elsewhere, the seal, an export, and what was done to them. */
import {execFileSync} from 'node:child_process'
import {copyFileSync, globSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {hasProgram} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'

const home = makeHome()
const options = {env: {...home.env, LANG: 'en_GB.UTF-8'}}
const at = (name: string) => join(home.path, name)
const journal = () => globSync('state/journals/**/*.sqlite', {cwd: home.path}).map(at)[0] ?? ''

beforeAll(async () => {
  await runJson(['sandbox', 'init', '--dir', at('sandbox')], options)
  await hold('IPP-1')
})
afterAll(() => home.remove())

/** Leaves an event. */
const hold = (ipp: string) => runDmp(['batch', 'hold', 'add', 'ipp', ipp, '--reason', 'opposition'], options)

const verify = async (...args: string[]) => {
  const {code, answer} = await runJson(['trace', 'verify', ...args], options)
  expectValid(answer)
  return {code, data: answer.data, error: answer.error}
}

it('signs how far the journal goes, and says what was written and what to keep', async () => {
  const call = ['trace', 'checkpoint', '--output', at('one.checkpoint')]
  const taken = await runDmp([...call, '--public-key', at('journal.pub'), '--with-seal'], options)
  expect([taken.code, taken.stdout]).toEqual([
    0,
    expect.stringMatching(
      /one\.checkpoint: \d+ events signed\nSeal: [\s\S]*openssl cms[\s\S]*Public key of the journal: dmp-journal\//,
    ),
  ])
  for (const name of ['one.checkpoint', 'one.checkpoint.p7s', 'journal.pub'])
    expect(statSync(at(name)).mode & 0o777).toBe(0o600)
  const again = await runJson(call, options)
  expect([again.code, again.answer.error?.code]).toEqual([2, 'DMP_FILE_EXISTS'])
  const shown = await runDmp(['trace', 'checkpoint'], options)
  expect(shown.stdout.replace(/time .*|— .*/g, '')).toBe(
    readFileSync(at('one.checkpoint'), 'utf8').replace(/time .*|— .*/g, ''),
  )
  const json = await runJson(['trace', 'checkpoint'], options)
  expectValid(json.answer)
  expect(json.answer.data).toMatchObject({file: null, seal: null, findings: []})
})

it.skipIf(!hasProgram('openssl'))('seals it by the ORG SIGN certificate, as openssl reads it', () => {
  const authorities = ['root.pem', 'intermediate.pem'].map((name) =>
    readFileSync(at(`sandbox/${name}`), 'utf8'),
  )
  writeFileSync(at('authorities.pem'), authorities.join(''))
  const check = (content: string) =>
    execFileSync(
      'openssl',
      [
        ...[
          'cms',
          '-verify',
          '-binary',
          '-inform',
          'DER',
          '-in',
          at('one.checkpoint.p7s'),
          '-content',
          content,
        ],
        ...[
          '-CAfile',
          at('authorities.pem'),
          '-purpose',
          'any',
          '-signer',
          at('signer.pem'),
          '-out',
          '/dev/null',
        ],
      ],
      {stdio: 'pipe'},
    )
  check(at('one.checkpoint'))
  const leaf = (name: string) => readFileSync(at(name), 'utf8').match(/-----BEGIN CERT[\s\S]*?-----END/)?.[0]
  expect(leaf('signer.pem')).toBe(leaf('sandbox/main-sign.pem'))
  writeFileSync(at('other'), `${readFileSync(at('one.checkpoint'), 'utf8')}\n`)
  expect(() => check(at('other'))).toThrow()
})

it('finds the journal intact, and tells what it cannot see', async () => {
  const {code, stdout} = await runDmp(['trace', 'verify'], options)
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/✔ intact\nWhat this check cannot see:\n- an end cut off[\s\S]*holds the journal/),
  ])
  await hold('IPP-2')
  const kept = ['--checkpoint', at('one.checkpoint'), '--public-key', at('journal.pub')]
  expect(await verify(...kept)).toMatchObject({
    code: 0,
    data: {intact: true, checkpoints: [{verdict: 'holds', signature: 'valid'}]},
  })
})

it('names the first broken line of an export, and needs neither profile nor journal for it', async () => {
  const file = at('traces.ndjson')
  const made = await runJson(['trace', 'export', '--format', 'ndjson', '--output', file], options)
  expect(made.code).toBe(0)
  const elsewhere = makeHome()
  try {
    const {code, answer} = await runJson(['trace', 'verify', file, '--public-key', at('journal.pub')], {
      env: elsewhere.env,
    })
    expectValid(answer)
    expect([code, answer.data.checkpoints]).toMatchObject([0, [{verdict: 'holds', signature: 'valid'}]])
  } finally {
    elsewhere.remove()
  }
  const lines = readFileSync(file, 'utf8').split('\n')
  expect(lines.length).toBeGreaterThan(2)
  writeFileSync(file, lines.with(1, (lines[1] ?? '').replace('opposition', 'rien')).join('\n'))
  const altered = await runDmp(['trace', 'verify', file], options)
  expect([altered.code, altered.stdout]).toEqual([
    10,
    expect.stringContaining('traces.ndjson, line 2: the line was altered'),
  ])
  writeFileSync(file, `${lines.slice(0, -2).join('\n')}\n`)
  expect(await verify(file)).toMatchObject({
    code: 10,
    data: {files: [{firstBroken: {line: lines.length - 1, reason: 'cut'}}]},
  })
})

it('refuses what is no store of traces', async () => {
  expect(await verify(at('authorities.pem'))).toMatchObject({code: 5, error: {code: 'DMP_TRACE_STORE'}})
  expect(await verify('--journal', at('none.db'))).toMatchObject({code: 5, error: {code: 'DMP_TRACE_STORE'}})
  expect(await verify('--checkpoint', at('journal.pub'))).toMatchObject({
    code: 5,
    error: {code: 'DMP_TRACE_STORE', message: expect.stringContaining('no checkpoint')},
  })
})

it('names the broken event, and signs nothing then', async () => {
  copyFileSync(journal(), at('sound.db'))
  const database = new DatabaseSync(journal())
  const {id, writer, seq} = database.prepare('SELECT * FROM events WHERE n = 1').get() ?? {}
  database.exec("UPDATE events SET outcome = 'failure' WHERE n = 1")
  database.close()
  const {code, data} = await verify()
  expect([code, data.intact, data.journal.firstBroken]).toMatchObject([
    10,
    false,
    {eventId: id, writerId: writer, seq, note: 'hash'},
  ])
  const text = await runDmp(['trace', 'verify'], options)
  expect(text.stdout).toContain(
    `first broken event: writer ${writer}, no. ${seq}, event ${id}, written at 20`,
  )
  const taken = await runDmp(['trace', 'checkpoint', '--output', at('broken.checkpoint')], options)
  expect([taken.code, taken.stdout]).toEqual([10, expect.stringContaining('nothing was signed')])
  expect(globSync('broken.*', {cwd: home.path})).toEqual([])
  for (const end of ['', '-wal', '-shm']) rmSync(`${journal()}${end}`, {force: true})
})
