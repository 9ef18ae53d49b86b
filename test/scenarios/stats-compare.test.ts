/** Submit, refuse, delete, replace, declare, compare, explain: the whole loop through the built program. */
import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
let finess: {ej: string; eg: string}
let month: string
let files: {elastic: string; declared: string; indicators: string}
let deleted: string
let closed: string

const indicators = {
  version: 1,
  dated: '2026-03-01',
  source: 'test',
  measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
  windows: [],
  indicators: [
    {
      ...{id: 'CONS', label: 'Consultation', programme: 'essai', typeCodes: ['11488-4'], alsoAccept: []},
      ...{counts: 'produced', dateBasis: 'submission', target: null, source: 'test'},
    },
  ],
}

beforeAll(async () => {
  desk = await openDesk()
  const profile = readFileSync(join(desk.sandbox.home, 'config/profiles/sandbox.yaml'), 'utf8')
  const of = (name: string) => new RegExp(`${name}: '?"?(\\w+)`).exec(profile)?.[1] ?? ''
  finess = {ej: of('finessEj'), eg: of('finessEg')}
  const kept = await desk.accepted(desk.newText(), {more: ['--ipp', 'IPP-1', '--venue', 'V-1']})
  deleted = await desk.accepted(desk.newText(), {more: ['--ipp', 'IPP-2', '--venue', 'V-2']})
  await desk.json(['document', 'delete', deleted, '--reason', 'mistake', '--yes', '--confirm', deleted])
  await desk.json([
    ...['document', 'replace', kept, '--file', desk.newText(), '--type', '11488-4', '--date', '2026-03-03'],
    ...['--patient', desk.patientFile('active-linked')],
  ])
  // the DMP itself says that it is closed, as in a bulk run
  await desk.submit(desk.newText(), {
    patient: 'closed-by-patient',
    more: ['--ipp', 'IPP-3', '--venue', 'V-3', '--check-status', 'never'],
  })
  closed = (await desk.items({ipp: 'IPP-3'}))[0]?.documentUniqueId ?? 'none'
  month = new Date().toISOString().slice(0, 7)
  const elastic = [
    'finess_eg,submission_time per month,type_code,software,Unique count of document_unique_id',
    `${finess.eg},${month}-01,11488-4,dmp,1`,
    `${finess.eg},${month}-01,11488-4,EAI,2`,
  ]
  const software = /lps:[\s\S]*?name: '?([^'\n]+)/.exec(profile)?.[1] ?? 'dmp'
  files = {
    elastic: desk.write('elastic.csv', `${elastic.join('\r\n').replace(',dmp,', `,${software},`)}\r\n`),
    declared: desk.write(
      'osis.csv',
      `\uFEFFN° FINESS;Mois;Indicateur;Nombre de documents déclarés\r\n${finess.eg};${month};CONS;5\r\n`,
    ),
    indicators: desk.write('indicators.json', JSON.stringify(indicators)),
  }
})
afterAll(() => desk?.sandbox.remove())

const args = (...more: readonly string[]) => [
  ...['stats', 'compare', '--elastic', files.elastic, '--declared', files.declared],
  ...['--indicators', files.indicators, ...more],
]

function expectSecret(text: string): void {
  for (const key of ['active-linked', 'closed-by-patient']) {
    const {matricule, birthName} = desk.patient(key)
    for (const secret of [matricule, matricule.slice(0, 13), birthName]) expect(text).not.toContain(secret)
  }
}

describe('stats compare', () => {
  it('explains the gap to the last document', async () => {
    const {answer, stdout} = await desk.json(args())
    expect(answer).toMatchObject({exitCode: 10, error: null})
    expectValid(answer)
    const [gap] = answer.data.gaps
    expect(gap).toMatchObject({
      key: {finess: finess.eg, indicator: 'CONS', period: month},
      elastic: 3,
      declared: 5,
      difference: 2,
      over: true,
      small: true,
    })
    const amounts = Object.fromEntries(
      gap.causes.map(({code, amount}: {code: string; amount: number}) => [code, amount]),
    )
    // of the five declared one is of nobody's traces
    expect(amounts).toEqual({'dmp-closed': 1, replacement: 1, deleted: 1, 'other-lps': -2})
    expect(gap.unexplained).toBe(1)
    const sum = Object.values<number>(amounts).reduce((total, one) => total + one, gap.unexplained)
    expect(sum).toBe(gap.difference)
    const documents = answer.data.documents as {
      cause: string
      uniqueId: string
      ipp?: string
      venue?: string
    }[]
    expect(documents.find(({cause}) => cause === 'deleted')).toMatchObject({
      uniqueId: deleted,
      ipp: 'IPP-2',
      venue: 'V-2',
    })
    expect(documents.find(({cause}) => cause === 'dmp-closed')).toMatchObject({
      uniqueId: closed,
      ipp: 'IPP-3',
    })
    expect(answer.data.sides.elastic.balance).toMatchObject({read: 3, used: 2, skipped: 1})
    expectSecret(stdout)
  })

  it('writes a workbook that another program opens, a CSV, and the list behind the causes', async () => {
    const [book, csv, list] = ['gap.xlsx', 'gap.csv', 'documents.csv'].map((name) =>
      join(desk.sandbox.home, 'files', name),
    ) as [string, string, string]
    const first = await desk.json(args('--output', book, '--details', list, '--lang', 'fr'))
    expect(first.answer.data.files).toEqual([book, list])
    const second = await desk.json(args('-o', csv, '--lang', 'fr'))
    expect(second.answer.data.files).toEqual([csv])
    for (const file of [book, csv, list]) expect(statSync(file).mode & 0o777).toBe(0o600)
    const names = execFileSync('unzip', ['-p', book, 'xl/workbook.xml'], {encoding: 'utf8'})
    for (const name of ['Synthèse', 'Détail', 'Lignes ignorées', 'Lecture des fichiers', 'Documents'])
      expect(names).toContain(`name="${name}"`)
    const table = readFileSync(csv, 'utf8')
    expect(table).toMatch(/^\uFEFFFINESS;Niveau;Période;Indicateur;Mesuré;Déclaré;Écart;/)
    expect(table.split('\r\n')[1]).toMatch(new RegExp(`^${finess.eg};EG;${month};CONS;3;5;2;66.67;40;oui;`))
    const documents = readFileSync(list, 'utf8')
    expect(documents).toContain('IPP-2')
    expectSecret(documents + table)
    const again = await desk.json(args('-o', csv))
    expect(again.answer).toMatchObject({exitCode: 2, error: {code: 'DMP_FILE_EXISTS'}})
    expect((await desk.json(args('-o', csv, '--force'))).answer.error).toBeNull()
    const piped = await desk.text(args('-o', '-', '--lang', 'fr'))
    expect(piped.stdout).toBe(table)
    expect((await desk.json(args('-o', '-'))).answer.error).toMatchObject({code: 'DMP_USAGE'})
  })

  it('writes a page with the gap, its causes and the documents behind them', async () => {
    const page = join(desk.sandbox.home, 'files', 'gap.html')
    const {answer} = await desk.json(args('-o', page, '--lang', 'en'))
    expect(answer).toMatchObject({exitCode: 10, data: {files: [page]}})
    expect(statSync(page).mode & 0o777).toBe(0o600)
    const html = readFileSync(page, 'utf8')
    expect(html).toContain("default-src 'none'")
    expect(html).toContain(`FINESS ${finess.eg}, CONS, ${month}: gap of +66.67%`)
    expect(html).toMatch(/<rect data-value="\+66\.67"/)
    expect(html).toMatch(new RegExp(`data-cause="deleted" data-documents="1"[\\s\\S]*${deleted}`))
    expect(html).toContain('IPP-2')
    expectSecret(html)
    const piped = await desk.text(args('-o', '-', '--format', 'html', '--lang', 'en'))
    const timeless = (text: string) => text.replace(/made on [\d :-]+/, '')
    expect(timeless(piped.stdout)).toBe(timeless(html))
  })

  it.each(['fr', 'en'])('reads well (%s), with the sentence to paste', async (language) => {
    const {stdout, code} = await desk.text(args('--lang', language))
    expect(code).toBe(10)
    expect(stdout).toContain(`FINESS ${finess.eg}, CONS`)
    expect(stdout).toContain(language === 'fr' ? '+66,67\u202f%' : '+66.67%')
    expect(stdout).not.toMatch(/\bstats\.[a-z]|\{\w+\}/)
    expectSecret(stdout)
  })

  it('is all the same in other zones, and without an explanation where none is wanted', async () => {
    const zones = await Promise.all(['UTC', 'America/Cayenne'].map((TZ) => desk.json(args(), {env: {TZ}})))
    const [one, other] = zones.map(({answer}) => ({...answer.data, at: ''}))
    expect(other).toEqual(one)
    const {answer} = await desk.json(args('--no-explain'))
    expect(answer.data.traces).toBeUndefined()
    expect(answer.data.gaps[0]).not.toHaveProperty('unexplained')
  })

  it('traces that the traces were read, without a patient', async () => {
    const reading = (await desk.events()).filter(({operation}) => operation === 'trace-read').at(-1)
    expect(reading?.data['reading']).toMatchObject({command: 'stats compare', records: 4, unmasked: false})
    expect(reading?.patient).toBeUndefined()
  })

  it('keeps results and shows which way a gap goes', async () => {
    const first = await desk.json(args('--keep'))
    const [kept = ''] = first.answer.data.files
    expect(existsSync(kept)).toBe(true)
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    const narrower = desk.write(
      'osis-2.csv',
      `FINESS;Mois;Indicateur;Nombre\r\n${finess.eg};${month};CONS;4\r\n`,
    )
    await desk.json([...args('--keep').map((word) => (word === files.declared ? narrower : word))])
    const {answer} = await desk.json(['stats', 'history', '--indicator', 'cons'])
    expectValid(answer)
    expect(answer.data.lines).toMatchObject([
      {finess: finess.eg, indicator: 'CONS', trend: 'narrower', points: [{declared: 5}, {declared: 4}]},
    ])
    const {stdout} = await desk.text(['stats', 'history', '--lang', 'fr'])
    expect(stdout).toContain('se réduit')
    expect((await desk.json(['stats', 'history', '--finess', '999999999'])).answer.data.lines).toEqual([])
  })

  it.each([
    [['--threshold', 'five'], 2, 'DMP_USAGE'],
    [['--period', '2026-13'], 2, 'DMP_USAGE'],
    [['--elastic-as-of', '31/03/2026'], 2, 'DMP_USAGE'],
    [['--declared-as-of', '2026-02-30'], 2, 'DMP_USAGE'],
    [['--output', 'gap.doc'], 2, 'DMP_USAGE'],
    [['--format', 'csv'], 2, 'DMP_USAGE'],
    [['--directory', 'absent.csv'], 5, 'DMP_FILE_UNREADABLE'],
  ])('refuses %j', async (more, exitCode, code) => {
    const {answer} = await desk.json(args(...more))
    expect(answer).toMatchObject({exitCode, error: {code}})
  })

  it('tells how files were read to who asks', async () => {
    const {stdout} = await desk.text(args('--verbose'))
    expect(stdout).toContain('encoding="utf-8" bom=true delimiter=";" eol="crlf"')
    expect((await desk.text(args())).stdout).not.toContain('encoding=')
  })

  it('tells where a catalogue or a directory is none', async () => {
    const bad = {...indicators, indicators: [{...indicators.indicators[0], counts: 'everything'}]}
    const catalogue = desk.write('bad.json', JSON.stringify(bad))
    const {answer} = await desk.json(args().map((word) => (word === files.indicators ? catalogue : word)))
    expect(answer.error).toMatchObject({code: 'DMP_STATS_SETTING'})
    expect(answer.error?.message).toContain('indicators[0].counts')
    const directory = desk.write('sites.csv', 'EG;EJ\r\n7,5E+08;010000024\r\n')
    const other = await desk.json(args('--directory', directory))
    expect(other.answer.error?.message).toContain(directory)
  })

  it('exits with 0 when nothing is over, and with 5 when a figure cannot be read', async () => {
    const line = (count: string) =>
      desk.write(
        `d-${count.length}.csv`,
        `FINESS;Mois;Indicateur;Nombre\r\n${finess.eg};${month};CONS;${count}\r\n`,
      )
    const of = (file: string) =>
      args('--min-diff', '1').map((word) => (word === files.declared ? file : word))
    expect((await desk.json(of(line('3')))).code).toBe(0)
    const unreadable = await desk.json(of(line('1?204')))
    expect(unreadable.code).toBe(5)
    expect(unreadable.answer.data?.gaps?.[0] ?? {status: 'unreadable'}).toMatchObject({status: 'unreadable'})
  })
})
