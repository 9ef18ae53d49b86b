import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openWorkbook} from '../../src/lib/spreadsheet/open-workbook.ts'
import type {TraceRecord} from '../../src/lib/traces/trace-record.ts'
import {projectRoot} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
let folder: string
let uniqueId: string

beforeAll(async () => {
  desk = await openDesk()
  folder = desk.folder('exports')
  uniqueId = await desk.accepted(desk.newText())
  await desk.accepted(desk.newText(), {patient: 'active-linked'})
  await desk.json(['patient', 'status', '--patient', desk.patientFile('active-linked')])
  await desk.json(['document', 'delete', uniqueId, '--reason', 'mistake', '--yes', '--confirm', uniqueId])
}, 120_000)
afterAll(() => desk.sandbox.remove())

const place = (name: string) => join(folder, name)
const FORMATS = ['csv', 'csv-machine', 'ndjson', 'xlsx'] as const
const exportTo = (file: string, ...more: string[]) =>
  desk.json(['trace', 'export', '--output', place(file), ...more], {env: {DMP_LANG: 'fr'}})
/** Exports are traced, and so would change what a second one exports. */
const OURS = ['--operation', 'submit', '--operation', 'delete', '--operation', 'dmp-exists']

const linesOf = (path: string): TraceRecord[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceRecord)

/** Parts of a workbook are compressed: they are looked through opened. */
function textIn(path: string): string {
  if (!path.endsWith('.xlsx')) return readFileSync(path, 'utf8')
  const {stdout} = spawnSync('python3', [
    '-c',
    'import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n[sys.stdout.buffer.write(z.read(n)) for n in z.namelist()]',
    path,
  ])
  return stdout.toString('utf8')
}

describe('dmp trace export', () => {
  it.each(FORMATS)('%s: twice the same file, 0600, without any INS or name of a patient', async (format) => {
    const end = format === 'csv-machine' ? 'machine.csv' : format
    const [one, two] = [`one.${end}`, `two.${end}`]
    for (const file of [one, two]) {
      const {answer, code} = await exportTo(file, '--format', format, ...OURS)
      expect(answer.error).toBeNull()
      expect(code).toBe(0)
      expectValid(answer)
      expect(answer.data).toMatchObject({format, unmasked: false, file: place(file)})
      expect(answer.data.records).toBeGreaterThan(6)
      expect(statSync(place(file)).mode & 0o777).toBe(0o600)
    }
    expect(readFileSync(place(one)).equals(readFileSync(place(two)))).toBe(true)
    const text = textIn(place(one))
    expect(text).toContain(uniqueId)
    const {matricule, birthName} = desk.patient('active-linked')
    for (const secret of [matricule, matricule.slice(0, 13), birthName]) expect(text).not.toContain(secret)
  })

  it('gives the INS in clear when it is asked for, and says so in the journal', async () => {
    const {answer} = await exportTo('clear.ndjson', '--unmask', ...OURS)
    expect(answer.data.unmasked).toBe(true)
    expect(readFileSync(place('clear.ndjson'), 'utf8')).toContain(desk.patient('active-linked').matricule)
    const told = (await desk.events()).filter(({operation}) => operation === 'trace-export').at(-1)
    expect(told?.data['reading']).toMatchObject({
      records: answer.data.records,
      unmasked: true,
      format: 'ndjson',
      filter: {operations: ['submit', 'delete', 'dmp-exists']},
      sha256: answer.data.sha256,
      account: expect.any(String),
    })
  })

  it('is read by other readers: CSV with the zeros of FINESS, XLSX with texts and dates', async () => {
    const rows: Record<string, string>[] = parse(readFileSync(place('one.csv')), {
      delimiter: ';',
      bom: true,
      columns: true,
    })
    const sent = rows.find((row) => row['Action'] === 'submit' && row['Phase'] === 'result')
    expect(sent?.['Résultat']).toBe('success')
    expect(sent?.['FINESS EJ']).toMatch(/^\d[\dAB]\d{7}$/)
    expect(sent?.['Date de l’action']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    const table = await openWorkbook(
      place('one.xlsx'),
      {sheet: 'Traces', headerLine: 1},
      new AbortController().signal,
    )
    let count = 0
    for await (const block of table.records()) count += block.length
    expect(count).toBe(rows.length)
    expect(table.facts.sheets).toEqual(['Traces', 'Paramètres'])
  })

  it('chains its lines, and is verified with its signed checkpoint', async () => {
    const {answer} = await exportTo('chained.ndjson', ...OURS)
    expect(answer.data.checkpoint).toBe(`${place('chained.ndjson')}.checkpoint`)
    expect(statSync(answer.data.checkpoint).mode & 0o777).toBe(0o600)
    const verified = await desk.json(['trace', 'verify', place('chained.ndjson')])
    expect(verified.answer.error).toBeNull()
    expect(verified.code).toBe(0)
  })

  it('writes to the standard output nothing but the traces', async () => {
    const {stdout, code} = await desk.text([
      'trace',
      'export',
      '--output',
      '-',
      '--format',
      'ndjson',
      ...OURS,
    ])
    expect(code).toBe(0)
    expect(stdout).toBe(readFileSync(place('one.ndjson'), 'utf8'))
    const both = await desk.json(['trace', 'export', '--output', '-'])
    expect(both.answer.error?.code).toBe('DMP_USAGE')
  })

  it('keeps a file that is there, unless it is told to replace it', async () => {
    const before = readFileSync(place('one.csv'))
    const {answer} = await exportTo('one.csv')
    expect(answer.error?.code).toBe('DMP_FILE_EXISTS')
    expect(readFileSync(place('one.csv')).equals(before)).toBe(true)
    expect((await exportTo('one.csv', '--force')).code).toBe(0)
    expect(readFileSync(place('one.csv')).equals(before)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('says in words what was written', async () => {
    const {stdout} = await desk.text(['trace', 'export', '--output', place('words.csv'), '--lang', 'fr'])
    expect(stdout).toMatch(/^✔ \d+ traces écrites dans .*words\.csv \(csv\)/)
    expect(stdout).toMatch(/SHA-256 [0-9a-f]{64}/)
    const none = await desk.text([
      ...['trace', 'export', '--output', place('none.csv'), '--operation', 'nothing', '--lang', 'fr'],
    ])
    expect(none.stdout).toContain('Aucune trace ne répond à ces conditions')
    expect(none.code).toBe(0)
  })
})

describe('a series of exports (--since-last)', () => {
  const series = (name: string, file: string, ...more: string[]) =>
    exportTo(file, '--since-last', '--series', name, '--format', 'ndjson', ...more)
  const numbers = (file: string) => linesOf(place(file)).map(({n}) => n)

  it('goes on where the one before ended: nothing is missing and nothing is twice', async () => {
    await series('night', 'night-1.ndjson')
    const second = await desk.accepted(desk.newText())
    await series('night', 'night-2.ndjson')
    const {answer} = await series('night', 'night-3.ndjson')
    const all = ['night-1.ndjson', 'night-2.ndjson', 'night-3.ndjson'].flatMap(numbers)
    expect(all).toEqual(Array.from({length: all.length}, (_, index) => index + 1))
    expect(readFileSync(place('night-2.ndjson'), 'utf8')).toContain(second)
    expect(answer.data.series).toBe('night')
    // Only the traces of the export before.
    expect(linesOf(place('night-3.ndjson')).map(({operation}) => operation)).toEqual([
      'trace-export',
      'trace-export',
    ])
  })

  it('keeps its place when the file cannot take its name', async () => {
    await series('refused', 'refused-1.ndjson')
    const {answer} = await series('refused', 'refused-1.ndjson')
    expect(answer.error?.code).toBe('DMP_FILE_EXISTS')
    await series('refused', 'refused-2.ndjson')
    const all = ['refused-1.ndjson', 'refused-2.ndjson'].flatMap(numbers)
    expect(all).toEqual(Array.from({length: all.length}, (_, index) => index + 1))
  })

  it('refuses other filters under the same name', async () => {
    await series('filtered', 'filtered-1.ndjson', '--operation', 'submit')
    const {answer} = await series('filtered', 'filtered-2.ndjson', '--operation', 'delete')
    expect(answer.error?.code).toBe('DMP_TRACE_SERIES')
    expect(existsSync(place('filtered-2.ndjson'))).toBe(false)
    expect((await series('filtered', 'filtered-2.ndjson', '--operation', 'submit')).code).toBe(0)
  })

  it('loses and doubles nothing when it is killed at any commit', async () => {
    mkdirSync(place('killed'))
    const run = (file: string, env: Record<string, string> = {}) =>
      new Promise<NodeJS.Signals | null>((resolve) => {
        spawn(
          process.execPath,
          [
            ...[join(projectRoot, 'bin/run.js'), 'trace', 'export', '--since-last', '--series', 'killed'],
            ...['--format', 'ndjson', '--output', place(file)],
          ],
          {env: {...desk.sandbox.env, ...env}, stdio: 'ignore'},
        ).on('close', (_code, signal) => resolve(signal))
      })
    let kills = 0
    for (const side of ['before', 'after'])
      for (let nth = 1; nth <= 4; nth++) {
        const file = `killed/${side}-${nth}.ndjson`
        const signal = await run(file, {
          NODE_OPTIONS: `--import=${join(projectRoot, 'test/soak/kill-at-commit.mjs')}`,
          SOAK_KILL_COMMIT: String(nth),
          SOAK_KILL_SIDE: side,
        })
        if (signal === 'SIGKILL') kills += 1
      }
    await run('killed/last.ndjson')
    const files = readdirSync(place('killed')).filter(
      (name) => name.endsWith('.ndjson') && !name.startsWith('.'),
    )
    const all = files.flatMap((name) => numbers(`killed/${name}`)).sort((a, b) => a - b)
    expect(kills).toBeGreaterThan(3)
    expect(all).toEqual(Array.from({length: all.length}, (_, index) => index + 1))
  }, 120_000)

  it('refuses a journal that is older than what was exported', async () => {
    const copy = place('copy.db')
    expect((await desk.json(['journal', 'backup', copy])).code).toBe(0)
    const now = place('now.db')
    await desk.accepted(desk.newText())
    expect((await desk.json(['journal', 'backup', now])).code).toBe(0)
    expect((await series('older', 'older-1.ndjson', '--journal', now)).code).toBe(0)
    renameSync(copy, now)
    const {answer} = await series('older', 'older-2.ndjson', '--journal', now)
    expect(answer.error?.code).toBe('DMP_TRACE_SERIES')
  })
})

describe('an extraction for the authority', () => {
  const asked = (...more: string[]) => exportTo('request.csv', '--for-authority', ...more)

  it('wants professionals and a period', async () => {
    const {answer} = await asked('--from', '2026-01-01')
    expect(answer.error).toMatchObject({code: 'DMP_MISSING_VALUE', details: {missing: ['--user', '--to']}})
  })

  it('comes with a covering page: who, when, which journals, how many, which hash', async () => {
    const [{os}] = (await desk.events()).flatMap(({data}) => (data['actor'] ? [data['actor']] : [])) as [
      {os: {account: string}},
    ]
    const day = new Date().toISOString().slice(0, 10)
    const {answer} = await asked('--user', os.account, '--from', '2026-01-01', '--to', '2099-12-31')
    expect(answer.error).toBeNull()
    expectValid(answer)
    const {cover, sha256, records, journals} = answer.data
    expect(records).toBeGreaterThan(0)
    expect(cover).toEqual([`${place('request.csv')}.cover.txt`, `${place('request.csv')}.cover.html`])
    for (const page of cover) {
      const text = readFileSync(page, 'utf8')
      for (const word of ['EX_AIR-120', sha256, journals[0].id, os.account, day.slice(0, 4)])
        expect(text).toContain(word)
      expect(text).not.toContain(desk.patient('active-linked').matricule)
      expect(statSync(page).mode & 0o777).toBe(0o600)
    }
  })
})

describeWith([{program: 'soffice', package: 'libreoffice-calc-nogui'}], 'opened by LibreOffice', () => {
  it('keeps identifiers as texts and dates as dates', () => {
    const {status, stderr} = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=file://${place('office')}`,
        ...['--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false'],
        ...['--outdir', place('converted'), place('one.xlsx')],
      ],
      {encoding: 'utf8', timeout: 120_000},
    )
    expect(status, stderr).toBe(0)
    const shown: string[][] = parse(readFileSync(place('converted/one.csv')), {delimiter: ';', bom: true})
    const written: string[][] = parse(readFileSync(place('two.csv')), {delimiter: ';', bom: true})
    expect(shown).toEqual(written)
  }, 120_000)
})
