import {execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import {chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {SecretSource} from '../../../src/lib/ports/secrets.ts'
import {createSecrets} from '../../../src/lib/secrets/secrets.ts'

const setting = 'certificates.sign.passphrase'
const value = 'Phrase secrète 7'

describe('a secret', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmp-secrets-'))
  })
  afterAll(() => rmSync(folder, {recursive: true, force: true}))

  const questions: string[] = []
  const build = (available: boolean, commandTimeoutMs = 20_000) =>
    createSecrets({
      prompter: {
        available,
        async secret(question: string) {
          questions.push(question)
          return value
        },
      },
      question: (name) => `? ${name}`,
      commandTimeoutMs,
    })
  const get = (source: SecretSource, signal?: AbortSignal) => build(false).get(source, setting, signal)
  const file = (name: string, content: string | Uint8Array, mode = 0o600): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    chmodSync(path, mode)
    return path
  }
  const refused = (problem: string) => ({
    code: 'DMP_SECRET_UNAVAILABLE',
    exitCode: 4,
    params: {setting, problem},
  })
  const node = (script: string): SecretSource => ({
    from: 'command',
    command: [process.execPath, '-e', script],
  })

  it.each([
    ['no end of line', value],
    ['an end of line', `${value}\n`],
    ['a Windows end of line', `${value}\r\n`],
  ])('is read from a private file with %s', async (_, content) => {
    expect(await get({from: 'file', path: file('secret', content)})).toBe(value)
  })

  it('keeps blanks, and every end of line but the last', async () => {
    expect(await get({from: 'file', path: file('secret', ' a \n\n')})).toBe(' a \n')
  })

  it('is refused from a file that others may read, with the mode', async () => {
    const path = file('open', value, 0o644)
    await expect(get({from: 'file', path})).rejects.toMatchObject({
      code: 'DMP_KEY_FILE_EXPOSED',
      params: {path, mode: '0644'},
    })
  })

  it.each([
    ['an absent file', () => join(folder, 'absent'), 'file:ENOENT'],
    ['an empty file', () => file('empty', '\n'), 'empty'],
    ['a file that is not UTF-8', () => file('latin1', Buffer.from('secrète', 'latin1')), 'not-utf8'],
    [
      'a pipe that nobody writes to',
      () => {
        execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')])
        return join(folder, 'pipe')
      },
      'file:not-a-file',
    ],
    ['a file of more than a megabyte', () => file('big', 'x'.repeat(1_100_000)), 'file:too-large'],
  ])('is refused from %s, naming the setting and not the content', async (_, path, problem) => {
    await expect(get({from: 'file', path: path()})).rejects.toMatchObject(refused(problem))
  })

  it('is asked for by the name of its setting, and only where somebody can answer', async () => {
    expect(await build(true).get({from: 'prompt'}, setting)).toBe(value)
    expect(questions).toEqual([`? ${setting}`])
    await expect(get({from: 'prompt'})).rejects.toMatchObject(refused('no-terminal'))
    expect(questions).toHaveLength(1)
  })

  it('is empty where the profile says none', async () => {
    expect(await get({from: 'none'})).toBe('')
  })

  it('is one line of a descriptor, so that two secrets may share one', async () => {
    const fd = openSync(file('lines', `${value}\r\nsecond`), 'r')
    try {
      expect(await get({from: 'fd', fd})).toBe(value)
      expect(await get({from: 'fd', fd})).toBe('second')
      await expect(get({from: 'fd', fd})).rejects.toMatchObject(refused('empty'))
    } finally {
      closeSync(fd)
    }
    await expect(get({from: 'fd', fd: 9_999})).rejects.toMatchObject(refused('fd:EBADF'))
  })

  it('comes through a pipe inherited from the parent', async () => {
    const module = new URL('../../../src/lib/secrets/secrets.ts', import.meta.url).href
    const script = `const {createSecrets} = await import(${JSON.stringify(module)})
      const secrets = createSecrets({prompter: {available: false}, question: String})
      process.stdout.write(await secrets.get({from: 'fd', fd: 3}, 'x'))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    })
    const chunks: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    const pipe = child.stdio[3]
    if (pipe && 'end' in pipe) pipe.end(`${value}\n`)
    await once(child, 'close')
    expect(Buffer.concat(chunks).toString()).toBe(value)
  })

  it('is what a command prints, without a shell', async () => {
    expect(await get(node(`console.log(${JSON.stringify(value)})`))).toBe(value)
    const words: SecretSource = {from: 'command', command: ['printf', '%s', '$HOME; echo x']}
    expect(await get(words)).toBe('$HOME; echo x')
  })

  it.each([
    ['fails', node('console.error("PIN 1234"); process.exit(3)'), 'command:exit-3'],
    [
      'is killed',
      node('process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 60000)'),
      'command:exit-SIGTERM',
    ],
    ['prints nothing', node(''), 'empty'],
    ['prints without end', node('setInterval(() => console.log("x".repeat(9999)))'), 'command:too-long'],
    ['does not exist', {from: 'command', command: ['/absent/vault']} as const, 'command:ENOENT'],
    ['has no word', {from: 'command', command: []} as const, 'command:empty'],
  ])('is refused when the command %s', async (_, source, problem) => {
    const failure = await get(source).catch((error: unknown) => error)
    expect(failure).toMatchObject(refused(problem))
    expect(JSON.stringify(failure)).not.toContain('1234')
  })

  it('is given up when the command hangs, even if a grandchild holds the pipe', async () => {
    const hanging: SecretSource = {from: 'command', command: ['sh', '-c', 'sleep 20 & sleep 20']}
    const started = performance.now()
    await expect(build(false, 200).get(hanging, setting)).rejects.toMatchObject(refused('command:timeout'))
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('is given up when the run is interrupted', async () => {
    const interrupted = new AbortController()
    const pending = get(node('setTimeout(() => {}, 60000)'), interrupted.signal)
    interrupted.abort(new Error('stop'))
    await expect(pending).rejects.toThrowError('stop')
    await expect(get({from: 'none'}, interrupted.signal)).rejects.toThrowError('stop')
  })
})
