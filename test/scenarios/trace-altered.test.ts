/** The built program: what it exports of a journal that was altered, which names it takes, and parts that belong together. */
import {copyFileSync, cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {hashOf} from '../../src/lib/journal/event-row.ts'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'

const home = makeHome()
const options = {env: {...home.env, LANG: 'en_GB.UTF-8'}}
const at = (name: string) => join(home.path, name)
const journalIn = (folder: string) =>
  globSync('state/journals/**/*.sqlite', {cwd: folder}).map((name) => join(folder, name))[0] ?? ''
const journal = () => journalIn(home.path)

const hold = (ipp: string, env = options.env) =>
  runDmp(['batch', 'hold', 'add', 'ipp', ipp, '--reason', 'opposition'], {env})
const exportTo = async (...args: string[]) => {
  const {code, answer} = await runJson(['trace', 'export', ...args], options)
  expectValid(answer)
  return {code, data: answer.data, error: answer.error}
}
const verify = async (...args: string[]) => {
  const {code, answer} = await runJson(['trace', 'verify', ...args], options)
  expectValid(answer)
  return {code, data: answer.data}
}

function sql(text: string, ...values: (string | number)[]): Record<string, unknown>[] {
  const database = new DatabaseSync(journal())
  try {
    return database.prepare(text).all(...values) as Record<string, unknown>[]
  } finally {
    database.close()
  }
}

beforeAll(async () => {
  await runJson(['sandbox', 'init', '--dir', at('sandbox')], options)
  for (const ipp of ['IPP-1', 'IPP-2', 'IPP-3']) await hold(ipp)
  await runDmp(['trace', 'checkpoint', '--output', at('one'), '--public-key', at('journal.pub')], options)
})
afterAll(() => home.remove())

describe('names of an export', () => {
  it('refuses a name that is taken beside the file before anything is made, and a series stays where it was', async () => {
    const series = ['--since-last', '--series', 'names', '--format', 'ndjson', '--output']
    writeFileSync(at('d.ndjson.checkpoint'), 'of another file\n')
    const refused = await exportTo(...series, at('d.ndjson'))
    expect([refused.code, refused.error?.code]).toEqual([2, 'DMP_FILE_EXISTS'])
    expect(existsSync(at('d.ndjson'))).toBe(false)
    const made = await exportTo(...series, at('e.ndjson'))
    const {n} = JSON.parse(readFileSync(at('e.ndjson'), 'utf8').split('\n')[0] ?? '') as {n: number}
    expect([made.code, n]).toEqual([0, 1])
  })

  it('does the same for the covering pages', async () => {
    writeFileSync(at('request.csv.cover.html'), 'of another request')
    const request = ['--for-authority', '--user', 'nobody', '--from', '2026-01-01', '--to', '2099-12-31']
    const refused = await exportTo(...request, '--output', at('request.csv'))
    expect([refused.code, refused.error?.code]).toEqual([2, 'DMP_FILE_EXISTS'])
    expect(globSync('request.csv*', {cwd: home.path})).toEqual(['request.csv.cover.html'])
  })
})

describe('the parts of a series', () => {
  const part = (n: number) => at(`part-${n}.ndjson`)

  it('are verified together in their order, and a part that is missing or swapped shows', async () => {
    for (const n of [1, 2, 3]) {
      const {code} = await exportTo('--since-last', '--series', 'night', '--output', part(n))
      expect(code).toBe(0)
      await hold(`IPP-1${n}`)
    }
    const key = ['--public-key', at('journal.pub')]
    const together = await verify(part(1), part(2), part(3), ...key)
    expect([together.code, together.data.verdict]).toEqual([0, 'proven'])
    expect((await verify(part(2), ...key)).code).toBe(0)
    for (const wrong of [
      [part(1), part(3)],
      [part(2), part(1)],
    ])
      expect((await verify(...wrong, ...key)).data).toMatchObject({
        verdict: 'broken',
        files: [{firstBroken: null}, {firstBroken: {line: 1, reason: 'start'}}],
      })
  })
})

describe('an export of several journals', () => {
  it('is signed with the key of the first one named, and says so', async () => {
    const other = makeHome()
    try {
      const env = {...other.env, LANG: 'en_GB.UTF-8'}
      await runJson(['sandbox', 'init', '--dir', join(other.path, 'sandbox')], {env})
      await hold('IPP-9', env)
      for (const key of globSync('state/keys/*.key.json', {cwd: other.path}))
        copyFileSync(join(other.path, key), at(key))
      copyFileSync(journalIn(other.path), at('other.db'))
      const idOf = async (...more: string[]) => (await verify(...more)).data.journal.journalId as string
      const own = await idOf()
      const theirs = await idOf('--journal', at('other.db'))
      const both = [journal(), at('other.db')]
      const signed = async (name: string, files: readonly string[]) => {
        const named = files.flatMap((file) => ['--journal', file])
        return (await exportTo('--output', at(name), ...named)).data.signer as string
      }
      expect(await signed('both.ndjson', both)).toBe(own)
      expect(await signed('reversed.ndjson', both.toReversed())).toBe(theirs)
      const {code, data} = await verify(at('both.ndjson'), '--public-key', at('journal.pub'))
      expect([code, data.checkpoints]).toMatchObject([0, [{signature: 'valid', journalId: own}]])
    } finally {
      other.remove()
    }
  })
})

describe('a journal that was altered', () => {
  const state = at('state')
  beforeAll(() => cpSync(state, at('sound'), {recursive: true}))
  beforeEach(() => {
    rmSync(state, {recursive: true})
    cpSync(at('sound'), state, {recursive: true})
  })

  it('is not exported in any form, and the first broken event is named', async () => {
    sql("UPDATE events SET outcome = 'success' WHERE n = 2")
    const [{id, writer, seq} = {}] = sql('SELECT * FROM events WHERE n = 2')
    for (const output of ['altered.csv', 'altered.ndjson', 'altered.xlsx']) {
      const {code, error} = await exportTo('--output', at(output))
      expect([code, error?.code]).toEqual([10, 'DMP_TRACE_BROKEN'])
      expect(error).toMatchObject({
        message: expect.stringContaining(`event ${id} (writer ${writer}, no. ${seq}`),
        details: {firstBroken: {eventId: id, note: 'hash'}},
      })
    }
    const shown = await runDmp(['trace', 'export', '--format', 'ndjson', '--output', '-'], options)
    expect([shown.code, shown.stdout]).toEqual([10, ''])
    expect(globSync('altered*', {cwd: home.path})).toEqual([])
  })

  it('is found also where the altered event is none of those asked for', async () => {
    // Moved out of the period, it would be missing from an answer that says that it is all.
    sql('UPDATE events SET occurred_at = 1 WHERE n = 2')
    const {error} = await exportTo('--from', '2026-01-01', '--output', at('period.ndjson'))
    expect(error?.code).toBe('DMP_TRACE_BROKEN')
  })

  it('is found where it was chained anew without the key', async () => {
    const prev = new Map<string, string>()
    for (const row of sql('SELECT * FROM events ORDER BY n')) {
      const content = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
      const writer = String(row['writer'])
      const link = {
        ...content,
        ...(row['n'] === 2 ? {outcome: 'refused'} : {}),
        prev: prev.get(writer) ?? '0'.repeat(64),
      } as Record<string, string | number>
      const hash = hashOf(link)
      prev.set(writer, hash)
      sql(
        'UPDATE events SET outcome = ?, prev = ?, hash = ? WHERE n = ?',
        link['outcome'] ?? 'success',
        link['prev'] ?? '',
        hash,
        Number(row['n']),
      )
      sql('UPDATE writers SET hash = ? WHERE id = ?', hash, writer)
    }
    sql('DELETE FROM checkpoints')
    const {code, error} = await exportTo('--output', at('anew.ndjson'))
    expect([code, error?.code]).toEqual([10, 'DMP_TRACE_BROKEN'])
  })

  it('is exported on request, unsigned, and every answer says so', async () => {
    sql("UPDATE events SET outcome = 'success' WHERE n = 2")
    const {code, data} = await exportTo('--allow-broken', '--output', at('asked.ndjson'))
    expect([code, data]).toMatchObject([
      10,
      {checkpoint: null, signer: null, broken: {file: journal(), firstBroken: {note: 'hash'}}},
    ])
    expect(data.records).toBeGreaterThan(2)
    expect((await verify(at('asked.ndjson'))).data.verdict).toBe('unproven')
    expect((await verify(at('asked.ndjson'), '--public-key', at('journal.pub'))).code).toBe(10)
    const request = ['--for-authority', '--user', 'nobody', '--from', '2026-01-01', '--to', '2099-12-31']
    const answer = await runDmp(
      ['trace', 'export', ...request, '--allow-broken', '--output', at('asked.csv')],
      options,
    )
    expect([answer.code, `${answer.stdout}${answer.stderr}`]).toEqual([
      10,
      expect.stringContaining('NOT SIGNED'),
    ])
    expect(readFileSync(at('asked.csv.cover.txt'), 'utf8')).toMatch(/NOT SIGNED, NOT PROVEN: .*was altered/)
  })

  it('leaves no unsigned export beside the checkpoint of another, not even by force', async () => {
    const file = at('beside.ndjson')
    expect((await exportTo('--output', file)).code).toBe(0)
    const before = readFileSync(file)
    sql("UPDATE events SET outcome = 'success' WHERE n = 2")
    const {error} = await exportTo('--allow-broken', '--force', '--output', file)
    expect(error?.code).toBe('DMP_FILE_EXISTS')
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})
