import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {isAbsent} from '../../../src/lib/host/is-absent.ts'
import {runCommand} from '../../../src/lib/host/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-path-'))
const plain = join(folder, 'not-executable')
writeFileSync(plain, '', {mode: 0o600})
afterAll(() => rmSync(folder, {recursive: true}))
const path = ['/no/such/folder', folder].join(delimiter)

describe('a program that is not there', () => {
  it('is told without being started', () => {
    expect(isAbsent('no-such-program', path, 'linux')).toBe(true)
    expect(isAbsent('not-executable', path, 'linux')).toBe(false)
    expect(isAbsent(plain, path, 'linux')).toBe(false)
    expect(isAbsent(join(folder, 'none'), path, 'linux')).toBe(true)
  })

  it('is left to the system where that alone knows', () => {
    expect(isAbsent('sc', path, 'win32')).toBe(false)
    expect(isAbsent('no-such-program', undefined, 'linux')).toBe(false)
    expect(isAbsent('./none', path, 'linux')).toBe(false)
  })

  it('and one that may not be run are both missing', async () => {
    for (const [program, detail] of [
      [join(folder, 'none'), 'ENOENT'],
      [plain, 'EACCES'],
    ] as const)
      expect(await runCommand(program, [], {timeoutMs: 5_000})).toEqual({kind: 'missing', detail})
  })
})
