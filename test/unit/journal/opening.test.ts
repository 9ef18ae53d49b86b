import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {SCHEMA_VERSION} from '../../../src/lib/journal/schema.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {plannedItem, planning, sending} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from './workbench.ts'

let bench: Workbench
beforeEach(() => {
  bench = workbench()
})
afterEach(() => bench.clear())

const refusal = (code: string) => expect.objectContaining({code})
const keyFile = () =>
  join(
    bench.options.keyDir,
    readdirSync(bench.options.keyDir).find((name) => name.endsWith('.key.json')) ?? '',
  )
const removeJournal = () => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${bench.options.path}${end}`, {force: true})
}

describe('opening the journal', () => {
  it('makes files that only their owner can read', async () => {
    const journal = await openJournal(bench.options)
    await journal.record([planning(plannedItem(1))])
    const mode = (path: string) => statSync(path).mode & 0o777
    expect(mode(join(bench.folder, 'state'))).toBe(0o700)
    for (const end of ['', '-wal', '-shm']) expect(mode(`${bench.options.path}${end}`)).toBe(0o600)
    expect(mode(keyFile())).toBe(0o600)
    await journal.backup(join(bench.folder, 'copy.db'))
    expect(mode(join(bench.folder, 'copy.db'))).toBe(0o600)
    await journal.close()
  })

  it('lets one bulk run in at a time, and short commands beside it', async () => {
    const runner = await openJournal({...bench.options, mode: 'runner'})
    await expect(openJournal({...bench.options, mode: 'runner'})).rejects.toEqual(
      refusal('DMP_JOURNAL_LOCKED'),
    )
    const command = await openJournal(bench.options)
    await runner.record([planning(plannedItem(1))])
    await command.record([planning(plannedItem(2)), sending('item-2')])
    await expect(runner.record([sending('item-2')])).rejects.toEqual(refusal('DMP_ITEM_STATE'))
    expect((await runner.health()).faults).toEqual([])
    await runner.close()
    const next = await openJournal({...bench.options, mode: 'runner'})
    expect((await next.items({ids: ['item-2']}))[0]?.state).toBe('sending')
    await command.close()
    await next.close()
  })

  it('refuses a network file system', async () => {
    const fileSystemType = () => 0x6969
    await expect(openJournal({...bench.options, fileSystemType})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_NETWORK_FOLDER',
      params: {type: 'nfs'},
    })
    // A negative f_type, as some systems give it, is the same number.
    await expect(openJournal({...bench.options, fileSystemType: () => 0xff534d42 | 0})).rejects.toMatchObject(
      {params: {type: 'cifs'}},
    )
  })

  it('refuses a journal written by a newer program', async () => {
    await (await openJournal(bench.options)).close()
    const database = new DatabaseSync(bench.options.path)
    database.exec('PRAGMA user_version = 99')
    database.close()
    await expect(openJournal(bench.options)).rejects.toMatchObject({
      code: 'DMP_JOURNAL_NEWER',
      params: {found: 99, known: SCHEMA_VERSION},
    })
  })

  it('refuses a file that is no journal', async () => {
    await (await openJournal(bench.options)).close()
    removeJournal()
    const database = new DatabaseSync(bench.options.path)
    database.exec('CREATE TABLE other (a)')
    database.close()
    await expect(openJournal(bench.options)).rejects.toEqual(refusal('DMP_JOURNAL_DAMAGED'))
    writeFileSync(bench.options.path, 'x'.repeat(9000))
    await expect(openJournal(bench.options)).rejects.toEqual(refusal('DMP_JOURNAL_DAMAGED'))
  })

  it('refuses a lost, foreign, altered or readable key before anything', async () => {
    await (await openJournal(bench.options)).close()
    const file = keyFile()
    const good = readFileSync(file, 'utf8')
    const lost = refusal('DMP_JOURNAL_KEY_LOST')
    const before = readFileSync(bench.options.path)
    rmSync(file)
    await expect(openJournal(bench.options)).rejects.toEqual(lost)
    const wrong = {...JSON.parse(good), seal: Buffer.alloc(32, 7).toString('base64')}
    for (const text of [JSON.stringify(wrong), good.slice(0, 50), '{}']) {
      writeFileSync(file, text, {mode: 0o600})
      await expect(openJournal(bench.options)).rejects.toEqual(lost)
    }
    writeFileSync(file, good)
    chmodSync(file, 0o640)
    await expect(openJournal(bench.options)).rejects.toEqual(lost)
    expect(readFileSync(bench.options.path).equals(before)).toBe(true)
    chmodSync(file, 0o600)
    await (await openJournal(bench.options)).close()
  })

  it('refuses another root or environment than the journal was made for', async () => {
    await (await openJournal(bench.options)).close()
    await expect(openJournal({...bench.options, oidRoot: '1.2.250.1.999.1.2'})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_OID_ROOT',
      params: {expected: '1.2.250.1.999.1.2', found: '1.2.250.1.999.1.1'},
    })
    await expect(openJournal({...bench.options, environment: 'production'})).rejects.toEqual(
      refusal('DMP_JOURNAL_OID_ROOT'),
    )
  })

  it('refuses a second journal on a root, a copy beside the original, and follows a move', async () => {
    const {options} = bench
    await (await openJournal(options)).close()
    const second = {...options, path: join(bench.folder, 'other', 'journal.db')}
    await expect(openJournal(second)).rejects.toEqual(refusal('DMP_JOURNAL_OID_ROOT'))
    mkdirSync(dirname(second.path))
    copyFileSync(options.path, second.path)
    await expect(openJournal(second)).rejects.toEqual(refusal('DMP_JOURNAL_OID_ROOT'))
    rmSync(second.path)
    renameSync(options.path, second.path)
    const moved = await openJournal(second)
    expect((await moved.allot(1))[0]).toMatch(/^1\.2\.250\.1\.999\.1\.1\.\d+\.1$/)
    await moved.close()
  })

  it('makes nothing where it refuses, and leaves a file named by mistake as it is', async () => {
    const {options, folder} = bench
    await (await openJournal(options)).close()
    const elsewhere = join(folder, 'elsewhere')
    const path = join(elsewhere, 'journal.db')
    const second = {...options, path}
    await expect(openJournal(second)).rejects.toEqual(refusal('DMP_JOURNAL_OID_ROOT'))
    expect(existsSync(elsewhere)).toBe(false)
    mkdirSync(elsewhere)
    copyFileSync(options.path, path)
    const other = {...second, oidRoot: '1.2.250.1.999.1.2'}
    for (const refused of [second, other, {...second, environment: 'production' as const}]) {
      chmodSync(path, 0o644)
      await expect(openJournal(refused)).rejects.toEqual(refusal('DMP_JOURNAL_OID_ROOT'))
    }
    writeFileSync(path, 'x'.repeat(9000))
    await expect(openJournal(second)).rejects.toEqual(refusal('DMP_JOURNAL_DAMAGED'))
    expect(readdirSync(elsewhere)).toEqual(['journal.db'])
    expect(statSync(path).mode & 0o777).toBe(0o644)
    const real = {
      ...options,
      environment: 'test',
      oidRoot: '1.2.250.1.999.1.5',
      path: join(folder, 'x', 'j.db'),
    } as const
    const journal = await openJournal(real)
    await journal.allot(1)
    await journal.close()
    rmSync(join(folder, 'x'), {recursive: true})
    await expect(openJournal(real)).rejects.toMatchObject({params: {reason: 'vanished'}})
    expect(existsSync(join(folder, 'x'))).toBe(false)
  })

  it('gives no identifier that a journal of another machine gives under the same root', async () => {
    const other = workbench({oidRoot: bench.options.oidRoot})
    const here = await openJournal(bench.options)
    const there = await openJournal(other.options)
    const given = [...(await here.allot(20)), ...(await there.allot(20))]
    expect(new Set(given).size).toBe(40)
    await here.close()
    await there.close()
    other.clear()
  })

  it('goes on under an arc of its own when a copy is opened on another machine', async () => {
    const other = workbench({oidRoot: bench.options.oidRoot, keyDir: bench.options.keyDir})
    const here = await openJournal(bench.options)
    await here.record([planning(plannedItem(1))])
    const first = await here.allot(3)
    mkdirSync(dirname(other.options.path), {recursive: true})
    await here.backup(other.options.path)
    const there = await openJournal(other.options)
    const given = [...first, ...(await here.allot(20)), ...(await there.allot(20))]
    expect(new Set(given).size).toBe(43)
    await there.close()
    const again = await openJournal(other.options)
    expect(given).not.toContain((await again.allot(1))[0])
    expect((await again.health()).faults).toEqual([])
    await again.close()
    await here.close()
    other.clear()
  })

  it('keeps identifiers within 64 characters under the longest root allowed', async () => {
    const oidRoot = `2.25.${'9'.repeat(39)}`
    const longest = workbench({oidRoot})
    const journal = await openJournal(longest.options)
    await journal.allot(10)
    for (const oid of await journal.allot(5)) {
      const [arc = ''] = oid.slice(oidRoot.length + 1).split('.')
      expect(oid.startsWith(`${oidRoot}.`)).toBe(true)
      expect(Number(arc)).toBeLessThan(2 ** 31)
    }
    expect(`${oidRoot}.${2 ** 31 - 1}.99999999`).toHaveLength(64)
    await journal.close()
    longest.clear()
  })

  it('gives no number twice when everything of the machine was put back as it was', async () => {
    await (await openJournal(bench.options)).close()
    const kept = `${bench.folder}-snapshot`
    cpSync(bench.folder, kept, {recursive: true})
    const given = new Set<string>()
    for (let turn = 0; turn < 3; turn += 1) {
      rmSync(bench.folder, {recursive: true})
      cpSync(kept, bench.folder, {recursive: true})
      const journal = await openJournal(bench.options)
      for (const oid of await journal.allot(4)) given.add(oid)
      await journal.close()
    }
    rmSync(kept, {recursive: true})
    expect(given.size).toBe(12)
  })

  it('lets many journals use UUIDs as identifiers', async () => {
    const uuids = {...bench.options, oidRoot: '2.25'}
    const first = await openJournal(uuids)
    const second = await openJournal({...uuids, path: join(bench.folder, 'other', 'journal.db')})
    for (const journal of [first, second]) {
      expect((await journal.allot(2)).join(' ')).toMatch(/^2\.25\.\d+ 2\.25\.\d+$/)
      await journal.close()
    }
  })

  it('refuses to start again in place of a journal that vanished, except in the sandbox', async () => {
    const real = {...bench.options, environment: 'test', oidRoot: '1.2.250.1.999.1.5'} as const
    const journal = await openJournal(real)
    await journal.allot(1)
    await journal.record([planning(plannedItem(1))])
    await journal.close()
    removeJournal()
    await expect(openJournal(real)).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
      params: {reason: 'vanished'},
    })

    const other = workbench()
    const sandbox = await openJournal(other.options)
    const [given] = await sandbox.allot(1)
    await sandbox.close()
    rmSync(join(other.folder, 'state'), {recursive: true})
    const again = await openJournal(other.options)
    expect(await again.allot(1)).not.toContain(given)
    await again.close()
    other.clear()
  })

  it('refuses an older copy unless told to take it, and then gives no identifier twice', async () => {
    const {options} = bench
    const copy = join(bench.folder, 'copy.db')
    const journal = await openJournal(options)
    const early = await journal.allot(1)
    await journal.record([planning(plannedItem(1))])
    await journal.backup(copy)
    await expect(journal.backup(copy)).rejects.toEqual(refusal('DMP_FILE_EXISTS'))
    const late = await journal.allot(1500)
    await journal.record([planning(plannedItem(2))])
    await journal.close()
    removeJournal()
    copyFileSync(copy, options.path)
    await expect(openJournal(options)).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
      params: {reason: 'older-than-known'},
    })
    const restored = await openJournal({...options, acceptOlder: true})
    expect((await restored.items({})).map((item) => item.id)).toEqual(['item-1'])
    const [fresh] = await restored.allot(1)
    expect([...early, ...late]).not.toContain(fresh)
    await restored.close()
    const later = await openJournal(options)
    expect((await later.health()).faults).toEqual([])
    await later.close()
  })

  it('says that a folder cannot be written, under an account without rights', () => {
    const locked = join(bench.folder, 'locked')
    chmodSync(bench.folder, 0o755)
    const script = `
      const {openJournal} = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/lib/journal/journal.ts'))})
      const {systemClock} = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/lib/system/clock.ts'))})
      const {systemRandom} = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/lib/system/random.ts'))})
      try {
        await openJournal({path: ${JSON.stringify(join(locked, 'journal.db'))}, keyDir: '/nonexistent', oidRoot: '2.25', environment: 'sandbox', clock: systemClock, random: systemRandom})
      } catch (error) { console.log(error.code, error.params.reason) }`
    const asRoot = process.getuid?.() === 0
    const account = asRoot ? {uid: 65534, gid: 65534} : {}
    if (!asRoot) chmodSync(bench.folder, 0o500)
    const {stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...account,
      encoding: 'utf8',
      cwd: '/',
    })
    if (!asRoot) chmodSync(bench.folder, 0o700)
    expect(stdout.trim() || stderr).toBe('DMP_JOURNAL_UNWRITABLE EACCES')
    expect(existsSync(locked)).toBe(false)
  })

  it('opens from many places at the same time', async () => {
    const script = `
      const {openJournal} = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/lib/journal/journal.ts'))})
      const {systemClock} = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/lib/system/clock.ts'))})
      const {systemRandom} = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/lib/system/random.ts'))})
      const options = JSON.parse(process.argv[1])
      const journal = await openJournal({...options, clock: systemClock, random: systemRandom})
      console.log((await journal.allot(5)).join('\\n'))
      await journal.close()`
    const {spawn} = await import('node:child_process')
    const {clock: _c, random: _r, ...plain} = bench.options
    const runs = Array.from({length: 5}, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(plain)])
      return new Promise<string>((resolve) => {
        let text = ''
        child.stdout.on('data', (chunk) => {
          text += String(chunk)
        })
        child.stderr.on('data', (chunk) => {
          text += String(chunk)
        })
        child.on('close', () => resolve(text.trim()))
      })
    })
    const given = (await Promise.all(runs)).flatMap((text) => text.split('\n'))
    expect(given.filter((line) => !line.startsWith('1.2.250.1.999.1.1.'))).toEqual([])
    expect(new Set(given).size).toBe(25)
    const journal = await openJournal({...bench.options, clock: systemClock, random: systemRandom})
    expect((await journal.health()).faults).toEqual([])
    await journal.close()
  }, 30_000)
})
