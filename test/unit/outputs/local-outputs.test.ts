import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'
import {projectRoot} from '../../support/program.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-outputs-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('a streamed file', () => {
  it('appears whole, under its name, for its owner alone', async () => {
    const path = join(folder, 'deep', 'report.csv')
    const output = await localOutputs.stream(path)
    for (let line = 0; line < 30_000; line++) await output.write(`line ${line}\n`)
    expect(readdirSync(join(folder, 'deep'))).not.toContain('report.csv')
    await output.finish()
    expect(readFileSync(path, 'utf8').split('\n').length).toBe(30_001)
    expect(modeOf(path)).toBe('600')
    expect(readdirSync(join(folder, 'deep'))).toEqual(['report.csv'])
  })

  it('leaves nothing when it is given up', async () => {
    const output = await localOutputs.stream(join(folder, 'report.csv'))
    await output.write('half')
    await output.discard()
    expect(readdirSync(folder)).toEqual([])
  })

  it('keeps an existing file unless told otherwise', async () => {
    const path = join(folder, 'report.csv')
    writeFileSync(path, 'old')
    const refused = await localOutputs.stream(path)
    await refused.write('new')
    await expect(refused.finish()).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
    expect(readFileSync(path, 'utf8')).toBe('old')
    const forced = await localOutputs.stream(path, {force: true})
    await forced.write('new')
    await forced.finish()
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['report.csv'])
  })

  it('says which file cannot be written', async () => {
    const below = join(folder, 'file')
    writeFileSync(below, '')
    await expect(localOutputs.stream(join(below, 'x'))).rejects.toMatchObject({
      code: 'DMP_FILE_UNWRITABLE',
      params: {file: join(below, 'x')},
    })
  })
})

describe('a file of lines', () => {
  it('is added to, for its owner alone', async () => {
    const path = join(folder, 'events.ndjson')
    for (const line of ['one', 'two']) {
      const lines = await localOutputs.lines(path)
      lines.append(line)
      lines.close()
    }
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n')
    expect(modeOf(path)).toBe('600')
  })

  it('ends a line that a power cut left unfinished', async () => {
    const path = join(folder, 'events.ndjson')
    writeFileSync(path, '{"a":1}\n{"b"')
    const lines = await localOutputs.lines(path)
    lines.append('{"c":3}')
    lines.close()
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b"\n{"c":3}\n')
  })

  it('has whole lines only after its writer was killed', async () => {
    const path = join(folder, 'events.ndjson')
    const module = join(projectRoot, 'src/lib/outputs/local-outputs.ts')
    const program = `import {localOutputs} from ${JSON.stringify(module)}
      const lines = await localOutputs.lines(${JSON.stringify(path)})
      for (let n = 0; ; n++) { lines.append(JSON.stringify({n, fill: 'x'.repeat(400)})); if (n === 50) console.log('going') }`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')
    const text = readFileSync(path, 'utf8')
    expect(text.endsWith('\n')).toBe(true)
    const numbers = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).n)
    expect(numbers.length).toBeGreaterThan(50)
    expect(numbers).toEqual(numbers.map((_, at) => at))
  })
})

describe('a file replaced whole', () => {
  it('keeps the mode that an administrator gave it', async () => {
    const path = join(folder, 'dmp.prom')
    await localOutputs.replace(path, 'a 1\n')
    expect(modeOf(path)).toBe('600')
    chmodSync(path, 0o644)
    await localOutputs.replace(path, 'a 2\n')
    expect([modeOf(path), readFileSync(path, 'utf8')]).toEqual(['644', 'a 2\n'])
    expect(readdirSync(folder)).toEqual(['dmp.prom'])
  })

  it('makes no folder for what others read again and again', async () => {
    const path = join(folder, 'missing', 'file')
    for (const open of [localOutputs.lines(path), localOutputs.replace(path, 'x')])
      await expect(open).rejects.toMatchObject({code: 'DMP_FILE_UNWRITABLE'})
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves the old one where the new one cannot be written', async () => {
    const below = join(folder, 'file')
    writeFileSync(below, '')
    await expect(localOutputs.replace(join(below, 'x'), 'text')).rejects.toMatchObject({
      code: 'DMP_FILE_UNWRITABLE',
    })
  })
})
