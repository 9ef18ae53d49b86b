import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {afterAll, expect, it} from 'vitest'
import {streamFile} from '../../../src/lib/outputs/streamed-file.ts'
import {temporaryName} from '../../../src/lib/outputs/temporary-name.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-orphans-'))
afterAll(() => rmSync(folder, {recursive: true}))

it('removes what a killed process left under the name of the file, and nothing of one at work', async () => {
  const path = join(folder, 'un.ndjson')
  const {pid: dead} = spawnSync(process.execPath, ['-e', '0'])
  const of = (pid: number, name: string) =>
    join(folder, basename(temporaryName(name)).replace(`-${process.pid}-`, `-${pid}-`))
  const orphan = of(dead, path)
  const ours = of(process.pid, path)
  const another = of(dead, join(folder, 'deux.ndjson'))
  for (const file of [orphan, ours, another]) writeFileSync(file, '290019999900113')
  const output = await streamFile(path)
  await output.finish()
  expect([orphan, ours, another, path].map((file) => existsSync(file))).toEqual([false, true, true, true])
})
