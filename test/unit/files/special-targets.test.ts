import {execFileSync} from 'node:child_process'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeEach, describe, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {requireReplaceable} from '../../../src/lib/files/replaceable.ts'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'

let folder: string
const at = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-special-'))
  return () => rmSync(folder, {recursive: true, force: true})
})

const ways: Readonly<Record<string, (path: string) => Promise<void>>> = {
  'a whole file': (path) => localFiles.write(path, 'new', {force: true}),
  'a streamed file': async (path) => {
    const output = await localOutputs.stream(path, {force: true})
    await output.write('new')
    await output.finish()
  },
  'a file written again and again': (path) => localOutputs.replace(path, 'new'),
}

describe.each(Object.entries(ways))('%s that may replace what is there', (_name, write) => {
  it('replaces an ordinary file', async () => {
    writeFileSync(at('plain'), 'old')
    await write(at('plain'))
    expect(readFileSync(at('plain'), 'utf8')).toBe('new')
  })

  it('replaces no pipe, folder or device, and leaves nothing behind', async () => {
    execFileSync('mkfifo', [at('pipe')])
    mkdirSync(at('folder'))
    symlinkSync('/dev/null', at('null'))
    for (const name of ['pipe', 'folder', 'null'])
      await expect(write(at(name))).rejects.toMatchObject({
        code: 'DMP_FILE_UNWRITABLE',
        params: {case: 'special'},
      })
    expect(readdirSync(folder).sort()).toEqual(['folder', 'null', 'pipe'])
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
    expect(lstatSync(at('null')).isSymbolicLink()).toBe(true)
  })

  it('keeps a link to an ordinary file what it was before: a name that is taken over', async () => {
    writeFileSync(at('plain'), 'old')
    symlinkSync(at('plain'), at('link'))
    await write(at('link'))
    expect(readFileSync(at('link'), 'utf8')).toBe('new')
  })
})

it('refuses the names that the system keeps, whatever they lead to', async () => {
  // asked only: a guard that failed would cost this machine its device
  for (const name of ['/dev/null', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', '/dev/not-there'])
    await expect(requireReplaceable(name)).rejects.toMatchObject({code: 'DMP_FILE_UNWRITABLE'})
  await expect(requireReplaceable('/dev/shm/report.csv')).resolves.toBeUndefined()
})
