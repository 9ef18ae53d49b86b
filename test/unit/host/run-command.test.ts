import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {decodeOutput} from '../../../src/lib/host/decode-output.ts'
import {runCommand} from '../../../src/lib/host/run-command.ts'

const node = process.execPath
const run = (script: string, timeoutMs = 10_000, more: {maxBytes?: number} = {}) =>
  runCommand(node, ['-e', script], {timeoutMs, ...more})

describe('running a program of the system', () => {
  it('tells what it printed and how it ended', async () => {
    const outcome = await run('console.log("a");console.error("b");process.exitCode=3')
    expect(outcome).toMatchObject({kind: 'done', exit: 3, stdout: 'a\n', stderr: 'b\n'})
  })
  it('stops one that hangs, and keeps what it had said', async () => {
    const outcome = await run('process.stdout.write("begun");setInterval(()=>{},1000)', 3_000)
    expect(outcome).toMatchObject({kind: 'timeout', stdout: 'begun'})
  })
  it('does not wait for a child of the program that holds its output open', async () => {
    const started = performance.now()
    const outcome = await runCommand('/bin/sh', ['-c', 'sleep 20 & echo x; wait'], {timeoutMs: 300})
    expect(outcome.kind).toBe('timeout')
    expect(performance.now() - started).toBeLessThan(5_000)
  })
  it('stops one that prints too much', async () => {
    const outcome = await run('for(;;)require("fs").writeSync(1,"x".repeat(4096))', 20_000, {
      maxBytes: 20_000,
    })
    expect(outcome.kind).toBe('too-long')
  })
  it('says that there is no such program', async () => {
    expect(await runCommand('/nowhere/at-all', [], {timeoutMs: 1000})).toEqual({
      kind: 'missing',
      detail: 'ENOENT',
    })
  })
  it('gives the program no shell and nothing to read', async () => {
    expect(await run('process.stdin.resume().on("end",()=>console.log("ended"))')).toMatchObject({
      stdout: 'ended\n',
    })
    const outcome = await runCommand(node, ['-p', 'process.argv[1]', '$(echo no)'], {timeoutMs: 10_000})
    expect(outcome).toMatchObject({stdout: '$(echo no)\n'})
  })
})

describe('decoding what a program wrote', () => {
  const sentence = 'Carte à puce\u00a0: présente, déjà « libérée »'
  it.each([
    ['cp850', '\x85', 'à'],
    ['windows-1252', '\xe0', 'à'],
  ] as const)('reads %s', (page, byte, letter) => {
    const bytes = Buffer.from(`Carte ${byte} puce`, 'latin1')
    expect(decodeOutput(bytes, page)).toBe(`Carte ${letter} puce`)
    expect(decodeOutput(bytes)).toBe(`Carte ${letter} puce`)
  })
  it('reads UTF-8 and UTF-16, marked or not', () => {
    expect(decodeOutput(Buffer.from(sentence))).toBe(sentence)
    expect(decodeOutput(Buffer.from(`\ufeff${sentence}`))).toBe(sentence)
    expect(decodeOutput(Buffer.from(sentence, 'utf16le'))).toBe(sentence)
    expect(decodeOutput(Buffer.from(`\ufeff${sentence}`, 'utf16le'))).toBe(sentence)
    expect(decodeOutput(Buffer.from(`\ufeff${sentence}`, 'utf16le').swap16())).toBe(sentence)
  })
  it('reads the no-break space that a French Windows puts before a colon', () => {
    expect(decodeOutput(Buffer.from('\x82tat\xff: pr\x82sent', 'latin1'))).toBe('état\u00a0: présent')
  })
  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), (bytes) => typeof decodeOutput(bytes) === 'string'),
    )
  })
})
