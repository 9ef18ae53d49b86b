import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, expect, it} from 'vitest'
import {keyFiles} from '../../../src/lib/config/key-files.ts'
import {leafUnitOf} from '../../../src/lib/config/leaf-unit-of.ts'
import {describeWith} from '../../support/requires.ts'

describeWith([{program: 'mkfifo', package: 'coreutils'}], 'files of keys and authorities', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dmp-test-'))
  afterAll(() => rmSync(folder, {recursive: true, force: true}))
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const passphrase = {from: 'none'} as const

  it('does not wait for a pipe that nobody writes to', async () => {
    const refused = {code: 'DMP_KEY_FILE_UNREADABLE', params: {path: pipe, problem: 'not-a-file'}}
    await expect(keyFiles.authorities(pipe)).rejects.toMatchObject(refused)
    const source = {kind: 'pkcs12', path: pipe, passphrase} as const
    await expect(keyFiles.preview(source)).rejects.toMatchObject(refused)
    expect(await leafUnitOf(source)).toBeUndefined()
  })

  it('refuses what is too large or a folder, by name', async () => {
    const large = join(folder, 'large')
    writeFileSync(large, Buffer.alloc((1 << 20) + 1))
    await expect(keyFiles.authorities(large)).rejects.toMatchObject({params: {problem: 'too-large'}})
    await expect(keyFiles.authorities(folder)).rejects.toMatchObject({params: {problem: 'EISDIR'}})
  })
})
