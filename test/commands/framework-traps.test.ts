import {spawnSync} from 'node:child_process'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {makeHome, projectRoot, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'

const home = makeHome()
const {env} = home
beforeAll(() => undefined)
afterAll(() => home.remove())

const entry = `${projectRoot}/bin/run.js`
const shell = (command: string) =>
  spawnSync('bash', ['-c', command], {env: {PATH: process.env['PATH'] ?? '', ...env}, encoding: 'utf8'})

it('exits with the same code in text and under --json', async () => {
  const text = await runDmp(['version', '--profile', 'absent', '--verbose'], {env})
  const json = await runJson(['version', '--profile', 'absent', '--verbose'], {env})
  expect(text.code).toBe(3)
  expect(json.code).toBe(3)
  expect(json.answer.exitCode).toBe(3)
})

it('answers a usage error under --json with one small envelope, exit 2, and repeats no argument', async () => {
  const {code, stdout, stderr, answer} = await runJson(['version', '--pin=1234-secret'], {env})
  expect(code).toBe(2)
  expect(answer.error?.code).toBe('DMP_USAGE')
  expect(stdout + stderr).not.toContain('1234-secret')
  expect(stdout.length).toBeLessThan(2000)
  expect(stderr).toBe('')
})

it('does not repeat argument values in text either', async () => {
  const {code, stdout, stderr} = await runDmp(['version', '--pin=1234-secret', '265059999900141'], {env})
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('DMP_USAGE')
  expect(stderr).not.toContain('1234-secret')
  expect(stderr).not.toContain('265059999900141')
})

it('always prints a document under --json', async () => {
  const {answer} = await runJson(['version'], {env})
  expect(answer).toMatchObject({schema: 'dmp.version/1', ok: true, exitCode: 0, warnings: [], error: null})
})

it('keeps stderr empty under --json', async () => {
  const {stderr} = await runJson(['version', '--verbose'], {env})
  expect(stderr).toBe('')
})

it('tells an unknown command in both modes', async () => {
  const text = await runDmp(['nosuch'], {env})
  expect(text.code).toBe(2)
  expect(text.stderr).toContain('nosuch')
  const json = await runJson(['nosuch'], {env})
  expect(json.code).toBe(2)
  expect(json.answer.error?.code).toBe('DMP_USAGE')
})

it('survives a reader that leaves early', () => {
  for (const args of ['--help', 'help exit-codes', 'autocomplete bash']) {
    const {stdout, stderr} = shell(`node ${entry} ${args} | head -1; echo "\${PIPESTATUS[0]}"`)
    expect(stdout.trim().split('\n').at(-1)).toBe('0')
    expect(stderr).toBe('')
  }
})

it('answers --version without loading the framework', () => {
  const {stdout, status} = shell(`NODE_DEBUG=module node ${entry} --version 2>/dev/null`)
  expect(status).toBe(0)
  expect(stdout).toMatch(/^dmp-toolkit\/\d+\.\d+\.\d+ /)
})

it('says which Node it needs on an old one, exit 4', () => {
  const {status, stderr} = shell(
    `node --input-type=module -e "Object.defineProperty(process.versions,'node',{value:'12.22.0'}); await import('file://${entry}')"`,
  )
  expect(status).toBe(4)
  expect(stderr).toContain('24.15')
})

it('prints help in French under a French locale and in English elsewhere', async () => {
  const french = await runDmp(['help', 'version'], {env})
  const english = await runDmp(['help', 'version'], {env: {...env, LANG: 'en_GB.UTF-8'}})
  expect(french.stdout).toContain('CODES DE SORTIE')
  expect(english.stdout).toContain('EXIT CODES')
  const forced = await runDmp(['version', '--help', '--lang', 'en'], {env})
  expect(forced.stdout).toContain('EXIT CODES')
})

it('leaves no message key unresolved in any help page', async () => {
  const {stdout} = await runDmp(['help'], {env})
  expect(stdout).not.toMatch(/\b(?:command|flag|topic|help|arg)\.[a-z]/)
})

describeWith([{program: 'script', package: 'bsdutils'}], 'on a terminal', () => {
  const onTerminal = (args: string, extra = '') =>
    shell(`${extra} script -qec "node ${entry} ${args}" /dev/null </dev/null`)

  it('exits with the code of the command', () => {
    expect(onTerminal('version').status).toBe(0)
    expect(onTerminal('nosuch').status).toBe(2)
  })

  it('prints the same words with and without colours', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is removed
    const bare = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '').replaceAll('\r', '')
    const plain = onTerminal('help exit-codes', 'NO_COLOR=1')
    expect(plain.stdout).not.toContain('\u001b[')
    expect(bare(onTerminal('help exit-codes').stdout)).toBe(bare(plain.stdout))
  })
})
