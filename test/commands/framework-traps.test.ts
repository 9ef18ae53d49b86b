import {spawnSync} from 'node:child_process'
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {plantVersion} from '../support/planted-command.ts'
import {makeHome, projectRoot, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'

const home = makeHome()
const {env} = home
afterAll(() => home.remove())

const entry = `${projectRoot}/bin/run.js`
const shell = (command: string) =>
  spawnSync('bash', ['-c', command], {env: {PATH: process.env['PATH'] ?? '', ...env}, encoding: 'utf8'})

describe('exit codes', () => {
  it('are the same in text and under --json', async () => {
    const text = await runDmp(['version', '--profile', 'absent', '--verbose'], {env})
    const json = await runJson(['version', '--profile', 'absent', '--verbose'], {env})
    expect(text.code).toBe(3)
    expect(json.code).toBe(3)
    expect(json.answer).toMatchObject({exitCode: 3, error: {code: 'DMP_PROFILE_NOT_FOUND', exitCode: 3}})
  })

  it('are ours, not those that an error of a library carries', async () => {
    const error = `throw Object.assign(new Error('plain 265059999900141'), {exitCode: 68, oclif: {exit: 69}})`
    const planted = plantVersion(error)
    try {
      const text = await runDmp(['version'], {env, entry: planted.entry})
      const json = await runJson(['version'], {env, entry: planted.entry})
      expect([text.code, json.code, json.answer.exitCode]).toEqual([1, 1, 1])
      expect(text.stderr).toContain('DMP_INTERNAL')
      expect(json.answer.error?.code).toBe('DMP_INTERNAL')
      expect([text.stdout, json.stderr]).toEqual(['', ''])
      const debug = await runDmp(['version', '--debug'], {env, entry: planted.entry})
      expect(debug.stderr).toContain('plain •••')
      for (const said of [text.stderr, json.stdout, debug.stderr])
        expect(said).not.toContain('265059999900141')
    } finally {
      planted.remove()
    }
    const crashes = join(home.path, 'state/crash')
    const kept = readdirSync(crashes).map((name) => readFileSync(join(crashes, name), 'utf8'))
    expect(kept.length).toBeGreaterThan(0)
    for (const crash of kept) {
      expect(crash).toContain('plain •••')
      expect(crash).not.toContain('265059999900141')
    }
  })

  it('tell an error thrown outside of any command the same way', async () => {
    const planted = plantVersion(
      `setImmediate(() => { throw new Error('late') }); return new Promise((done) => setTimeout(done, 5000))`,
    )
    try {
      const text = await runDmp(['version'], {env, entry: planted.entry})
      const json = await runJson(['version'], {env, entry: planted.entry})
      expect([text.code, json.code]).toEqual([1, 1])
      expect(text.stderr).toContain('DMP_INTERNAL')
      expect(json.answer.error?.code).toBe('DMP_INTERNAL')
    } finally {
      planted.remove()
    }
  })
})

describe('usage errors', () => {
  it('under --json are one small envelope, exit 2, without any argument repeated', async () => {
    const {code, stdout, stderr, answer} = await runJson(['version', '--pin=1234-secret'], {env})
    expect(code).toBe(2)
    expect(answer.error?.code).toBe('DMP_USAGE')
    expect(stdout + stderr).not.toContain('1234-secret')
    expect(stdout.length).toBeLessThan(2000)
    expect(stderr).toBe('')
  })

  it('repeat no argument in text either', async () => {
    const {code, stdout, stderr} = await runDmp(['version', '--pin=1234-secret', '265059999900141'], {env})
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('DMP_USAGE')
    expect(stderr).not.toContain('1234-secret')
    expect(stderr).not.toContain('265059999900141')
  })

  it.each([
    ['an unknown flag', ['version', '--nosuch'], '--nosuch'],
    ['a missing argument', ['autocomplete'], 'SHELL'],
    ['an argument too many', ['config', 'path', 'surplus-value'], ''],
    ['a value that is not offered', ['version', '--lang', 'de'], '--lang'],
    ['a required flag that is missing', ['batch', 'retry'], '--only'],
    ['a moment that is none, and its form', ['batch', 'undo', 'x', '--since', 'garbage'], 'garbage'],
    ['a number too small, and its bound', ['batch', 'undo', 'x', '--max-items', '0'], '« 0 »'],
    ['a word of no list, and the list', ['batch', 'hold', 'add', 'foo', 'bar'], '« foo »'],
    ['a flag without its value', ['version', '--profile'], '--profile'],
    ['an unknown command', ['nosuch'], 'nosuch'],
    ['an unknown command of a topic', ['document', 'nosuch'], 'nosuch'],
    ['help for what does not exist', ['help', 'nosuch'], 'nosuch'],
  ])('name %s in both modes', async (_, args, named) => {
    const text = await runDmp(args, {env})
    expect([text.code, text.stdout]).toEqual([2, ''])
    expect(text.stderr).toContain('DMP_USAGE')
    expect(text.stderr).toContain(named)
    expect(text.stderr).not.toMatch(/surplus-value|\{\w+\}|usage\./)
    const json = await runJson(args, {env})
    expect([json.code, json.stderr]).toEqual([2, ''])
    expect(json.answer.error).toMatchObject({code: 'DMP_USAGE', exitCode: 2, retry: 'never'})
    expect(json.stdout).not.toContain('surplus-value')
  })

  it.each([
    ['--width', '0'],
    ['--max-items', '-1'],
    ['--wait', 'xx'],
  ])('tell a value that does not fit %s from a missing one', async (flag, value) => {
    const kindOf = async (...words: string[]) =>
      (await runJson(['batch', 'submit', 'x', flag, ...words], {env})).answer.error?.details
    expect(await kindOf(value)).toEqual({kind: 'ValueInvalid', names: [flag]})
    expect(await kindOf()).toEqual({kind: 'ValueMissing', names: [flag]})
  })
})

describe('under --json', () => {
  it('there is always one document', async () => {
    const {answer, stderr} = await runJson(['version'], {env})
    expect(answer).toMatchObject({schema: 'dmp.version/1', ok: true, exitCode: 0, warnings: [], error: null})
    expect(stderr).toBe('')
  })

  it('there is one even where a command returns nothing', async () => {
    const planted = plantVersion(`return this.show({}, () => ['never shown'])`)
    try {
      const {answer, stdout, stderr} = await runJson(['version'], {env, entry: planted.entry})
      expect(answer).toMatchObject({ok: true, exitCode: 0, data: {}})
      expect(stdout + stderr).not.toContain('never shown')
    } finally {
      planted.remove()
    }
  })

  it('remarks are in the envelope, and on stderr only in text', async () => {
    const planted = plantVersion(`this.warn('careful \\u001b[31m'); return this.show({}, () => [])`)
    try {
      const json = await runJson(['version'], {env, entry: planted.entry})
      expect(json.answer.warnings).toEqual([{code: 'other', message: 'careful \\x1b[31m'}])
      expect(json.stderr).toBe('')
      const text = await runDmp(['version'], {env, entry: planted.entry})
      expect(text.stderr).toBe('Attention : careful \\x1b[31m\n')
      expect((await runDmp(['version', '--quiet'], {env, entry: planted.entry})).stderr).toBe('')
    } finally {
      planted.remove()
    }
  })

  it('what the runtime remarks stays out of the answer', async () => {
    const planted = plantVersion(`process.emitWarning('old habit'); return this.show({}, () => [])`)
    try {
      const {stderr} = await runJson(['version'], {env, entry: planted.entry})
      expect(stderr).toBe('')
    } finally {
      planted.remove()
    }
  })

  it('a topic without a command is an error, not a page of help', async () => {
    for (const args of [['document'], []]) {
      const {code, answer} = await runJson(args, {env})
      expect([code, answer.error?.code]).toEqual([2, 'DMP_USAGE'])
    }
  })

  it('the variable DMP_CONTENT_TYPE means the same, CONTENT_TYPE nothing', async () => {
    for (const args of [['version'], ['nosuch'], ['version', '--nosuch']]) {
      const asked = await runDmp(args, {env: {...env, DMP_CONTENT_TYPE: 'json'}})
      expect(JSON.parse(asked.stdout)).toMatchObject({exitCode: asked.code})
      expect(asked.stderr).toBe('')
      const other = await runDmp(args, {env: {...env, CONTENT_TYPE: 'json'}})
      expect(other).toEqual(await runDmp(args, {env}))
    }
  })

  it('--version is answered in JSON too', async () => {
    const {answer} = await runJson(['--version'], {env})
    expect(answer).toMatchObject({schema: 'dmp.version/1', data: {version: expect.stringMatching(/^\d/)}})
  })
})

/** Text of src/ without comments; what ends up printed comes from there or from a view. */
it('nothing in the sources prints past the screen and the streams of the house', () => {
  const found = shell(
    `grep -rnE "console\\.|ux\\.(stdout|stderr|log)|process\\.stdout\\.write" ${projectRoot}/src --include=*.ts`,
  ).stdout.split('\n')
  const elsewhere = found.filter((line) => line && !/src\/(main|dispatch|base-command)\.ts:/.test(line))
  expect(elsewhere).toEqual([])
})

it('survives a reader that leaves early', () => {
  const commands = ['--help', 'help exit-codes', 'autocomplete bash', 'version', 'config path', '--version']
  for (const args of commands) {
    const {stdout, stderr} = shell(`node ${entry} ${args} | head -1; echo "\${PIPESTATUS[0]}"`)
    // 141 where the reader was gone before the end was written: what was cut never counts as done.
    expect([args, stdout.trim().split('\n').at(-1), stderr]).toEqual([
      args,
      expect.stringMatching(/^(0|141)$/),
      '',
    ])
  }
  const failing = shell(`node ${entry} nosuch 2>&1 >/dev/null | head -c 1; echo " \${PIPESTATUS[0]}"`)
  expect(failing.stdout.trim().split(' ').at(-1)).toBe('2')
  const json = shell(`node ${entry} nosuch --json | head -c 1; echo " \${PIPESTATUS[0]}"`)
  expect(json.stdout.trim().split(' ').at(-1)).toBe('2')
})

it('answers --version without touching the folders of the user', () => {
  const fresh = makeHome()
  try {
    const {stdout, stderr, status} = spawnSync(process.execPath, [entry, '--version'], {
      env: fresh.env,
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^dmp-toolkit\/\d+\.\d+\.\d+ /)
    expect(readdirSync(fresh.path)).toEqual([])
  } finally {
    fresh.remove()
  }
})

it('keeps compiled code in a folder of the user alone', async () => {
  await runDmp(['version'], {env: {...env, NODE_COMPILE_CACHE: ''}})
  const cache = join(home.path, 'state/compile-cache')
  expect(statSync(cache).mode & 0o777).toBe(0o700)
  expect(readdirSync(cache)).not.toEqual([])
})

it('says which Node it needs on an old one, exit 4', () => {
  const {status, stderr} = shell(
    `node --input-type=module -e "Object.defineProperty(process.versions,'node',{value:'12.22.0'}); await import('file://${entry}')"`,
  )
  expect(status).toBe(4)
  expect(stderr).toContain('24.15')
})

it.each([[['-h']], [['--help']], [[]], [['help']]])('shows the overall help for %j', async (args) => {
  const {code, stdout, stderr} = await runDmp(args, {env})
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('SUJETS')
})

it.each([[['document']], [['document', '-h']], [['help', 'document']]])(
  'lists the commands of a topic for %j',
  async (args) => {
    const {code, stdout} = await runDmp(args, {env})
    expect(code).toBe(0)
    expect(stdout).toContain('document submit')
  },
)

it('shows the help of a command for -h, whatever else is given', async () => {
  const {code, stdout} = await runDmp(['document', 'submit', 'x.pdf', '-h'], {env})
  expect(code).toBe(0)
  expect(stdout).toContain('--hide-from-patient')
})

describeWith([{program: 'script', package: 'bsdutils'}], 'on a terminal', () => {
  const onTerminal = (args: string, extra = '') =>
    shell(`${extra} script -qec "node ${entry} ${args}" /dev/null </dev/null`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is removed
  const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '').replaceAll('\r', '')

  it('exits with the code of the command, in both modes', () => {
    expect(onTerminal('version').status).toBe(0)
    expect(onTerminal('nosuch').status).toBe(2)
    expect(onTerminal('nosuch --json').status).toBe(2)
    expect(onTerminal('version --verbose --profile absent').status).toBe(3)
  })

  it('prints the same words with and without colours, and with none outside of a terminal', () => {
    for (const args of ['help exit-codes', 'config path', 'version --verbose']) {
      const plain = onTerminal(args, 'NO_COLOR=1')
      expect(plain.stdout).not.toContain('\u001b[')
      expect(bare(onTerminal(args).stdout)).toBe(bare(plain.stdout))
      expect(shell(`node ${entry} ${args}`).stdout).not.toContain('\u001b[')
    }
  })

  it('prints parsable JSON', () => {
    const {stdout} = onTerminal('version --json --no-color', 'NO_COLOR=1')
    expect(JSON.parse(bare(stdout))).toMatchObject({ok: true, data: {name: 'dmp'}})
  })
})
