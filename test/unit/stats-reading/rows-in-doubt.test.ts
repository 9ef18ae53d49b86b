/** Rows that could be taken for figures they are not: none is guessed, none vanishes. */
import {rm} from 'node:fs/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {unreadOf} from '../../../src/lib/stats/reading/figures.ts'
import {type SampleCell, workbookParts, zipOf} from '../tabular/sample-workbook.ts'
import {linesOf, madeFolder, read} from './ground-truth.ts'

afterAll(async () => {
  const folder = await madeFolder()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const SITE = '010000024'
const OTHER = '750000001'
const LONG = 'N° FINESS;Indicateur;Mois;Nombre'
const BARE = 'N° FINESS;Indicateur;Nombre'
const declared = (lines: readonly string[], wish = {}) => read(lines.join('\n'), wish, {side: 'declared'})
type Read = Awaited<ReturnType<typeof read>>
const codes = (list: readonly {readonly code: string}[]) => list.map(({code}) => code)
const figuresOf = ({table}: Read) =>
  [...table.values()].map(({finess, month, indicator, value}) =>
    [finess, month, indicator, value.state === 'count' ? value.count : value.state]
      .filter((part) => part !== undefined)
      .join(' '),
  )
const skipsOf = ({skipped}: Read) =>
  skipped.filter(({reason}) => reason !== 'header').map(({reason, line}) => `${reason} ${line}`)

describe('a total without its word', () => {
  it('is left out where it is the sum of what stands above, and recomputed', async () => {
    const figures = await declared([BARE, `${SITE};LDL;1000`, ';CRO;200', ';;1200'])
    expect(figuresOf(figures)).toEqual([`${SITE} LDL 1000`, `${SITE} CRO 200`])
    expect(skipsOf(figures)).toEqual(['total 4'])
    expect(unreadOf(figures.balance)).toBe(0)
  })

  it('is left out after each site and at the end, in a table by months too', async () => {
    const figures = await declared([
      'N° FINESS;Indicateur;janv.-26;févr.-26;Total',
      `${SITE};LDL;1 000;10;1 010`,
      ';CRO;200;5;205',
      ';;1 200;15;1 215',
      `${OTHER};LDL;7;8;15`,
      ';;7;8;15',
      ';;1 207;23;1 230',
    ])
    expect(figuresOf(figures)).toHaveLength(6)
    expect(skipsOf(figures)).toEqual(['total 4', 'total 6'])
    expect(figures.skipped.at(-1)).toMatchObject({line: 6, lastLine: 7})
  })

  it('is not guessed where it is no sum: it is listed as not read', async () => {
    const figures = await declared([BARE, `${SITE};LDL;1000`, ';CRO;200', ';;1300'])
    expect(figuresOf(figures)).toEqual([`${SITE} LDL 1000`, `${SITE} CRO 200`])
    expect(figures.skipped.at(-1)).toMatchObject({reason: 'unlabelled', line: 4, column: 3, text: '1300'})
    expect(unreadOf(figures.balance)).toBe(1)
  })

  it('is seen in a file that names months, and in one where the site is named again, if it reads as no other', async () => {
    const months = await declared([
      LONG,
      `${SITE};LDL;01/2026;1100`,
      ';;02/2026;900',
      `${SITE};CRO;01/2026;210`,
      ';;02/2026;210',
      ';;;2420',
    ])
    expect(figuresOf(months)).toHaveLength(4)
    expect(skipsOf(months)).toEqual(['total 6'])
    const named = await declared([
      BARE,
      `${SITE};LDL;1000`,
      `${SITE};CRO;200`,
      `${SITE};;1200`,
      `${OTHER};;9`,
    ])
    // It may as well be a second figure of the indicator above: neither is taken.
    expect(figuresOf(named)).toEqual([`${SITE} LDL 1000`, `${SITE} CRO unreadable`])
    expect(skipsOf(named)).toEqual(['indicator 5'])
  })

  it('may be a part of the figure above where another column names it', async () => {
    const head = 'N° FINESS;Indicateur;Service;Nombre'
    const figures = await declared([head, `${SITE};LDL;Cardio;5`, ';;Neuro;6'])
    expect(figuresOf(figures)).toEqual([`${SITE} LDL 11`])
    const doubtful = await declared([head, `${SITE};LDL;Cardio;5`, ';;Neuro;6', ';;Site;11'])
    expect(skipsOf(doubtful)).toEqual(['unlabelled 4'])
  })

  it('is left out under the name of the whole, and under short words for a total', async () => {
    const figures = await declared([
      LONG,
      `${SITE};LDL;janv.-26;1000`,
      ';CRO;janv.-26;200',
      'CHU;;janv.-26;1200',
      'S/Total;;;1200',
      'Tot. gén.;;;1200',
      'dont Total;;;1200',
      'Clinique;;janv.-26;7',
    ])
    expect(figuresOf(figures)).toHaveLength(2)
    expect(figures.balance.reasons).toMatchObject({total: 4, finess: 1})
  })

  it('is left out of a workbook without merged cells', async () => {
    const rows: SampleCell[][] = [
      ['N° FINESS', 'Indicateur', 'Nombre'],
      [10000024, 'LDL', 1000],
      [undefined, 'CRO', 200],
      [undefined, undefined, 1200],
    ]
    const book = await zipOf(workbookParts([{name: 'Saisie', rows}]))
    const figures = await read(book, {}, {side: 'declared', name: 'osis.xlsx'})
    expect(figuresOf(figures)).toEqual([`${SITE} LDL 1000`, `${SITE} CRO 200`])
    expect(skipsOf(figures)).toEqual(['total 4'])
  })
})

describe('an empty cell below a value', () => {
  it('is a FINESS that was forgotten where every row names its own', async () => {
    const figures = await declared([
      BARE,
      `${SITE};LDL;1000`,
      `${SITE};CRO;200`,
      `${OTHER};LDL;500`,
      ';CRO;70',
    ])
    expect(figuresOf(figures)).toEqual([`${SITE} LDL 1000`, `${SITE} CRO 200`, `${OTHER} LDL 500`])
    expect(skipsOf(figures)).toEqual(['finess 5'])
  })

  it('takes no indicator of the group above', async () => {
    const figures = await declared([BARE, `${SITE};LDL;10`, ';CRO;20', `${OTHER};;500`, ';LDL;400'])
    expect(figuresOf(figures)).toEqual([`${SITE} LDL 10`, `${SITE} CRO 20`, `${OTHER} LDL 400`])
    expect(skipsOf(figures)).toEqual(['indicator 4'])
  })

  it('is a merged month: the month above, in a text and in a workbook', async () => {
    const figures = await declared([
      'Mois;N° FINESS;Indicateur;Nombre de documents déclarés',
      `janv.-26;${SITE};LDL;1 100`,
      ';;CRO;210',
      `févr.-26;${SITE};LDL;900`,
      ';;CRO;215',
    ])
    expect(figuresOf(figures)).toEqual([
      `${SITE} 2026-01 LDL 1100`,
      `${SITE} 2026-01 CRO 210`,
      `${SITE} 2026-02 LDL 900`,
      `${SITE} 2026-02 CRO 215`,
    ])
    const rows: SampleCell[][] = [
      ['N° FINESS', 'Indicateur', 'Mois', 'Nombre'],
      [SITE, 'LDL', '01/2026', 1],
      [SITE, 'CRO', undefined, 2],
      [SITE, 'BIO', undefined, 3],
    ]
    const parts = workbookParts([{name: 'Saisie', rows}])
    const part = 'xl/worksheets/sheet1.xml'
    parts[part] = (parts[part] ?? '').replace(
      '</sheetData>',
      '</sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells>',
    )
    const book = await read(await zipOf(parts), {}, {side: 'declared', name: 'osis.xlsx'})
    expect(figuresOf(book)).toEqual([`${SITE} 2026-01 LDL 1`, `${SITE} 2026-01 CRO 2`])
    expect(skipsOf(book)).toEqual(['month 4'])
  })
})

describe('a figure given twice', () => {
  const rows = [LONG, `${SITE};LDL;01/2026;1100`, `${SITE};LDL;janv. 2026;1100`]

  it('is no sum and no choice: it cannot be read, unless rows are said to complete each other', async () => {
    const figures = await declared(rows)
    const [figure] = [...figures.table.values()]
    expect(figure).toMatchObject({
      value: {state: 'unreadable', reason: 'repeated'},
      place: {line: 3, column: 4},
    })
    expect(figures.notices).toContainEqual(expect.objectContaining({code: 'repeated-key', line: 3}))
    expect(figuresOf(await declared(rows, {addFiles: true}))).toEqual([`${SITE} 2026-01 LDL 2200`])
  })

  it('is the second site whose FINESS was forgotten', async () => {
    const figures = await declared([LONG, `${SITE};LDL;janv.-26;1000`, ';LDL;janv.-26;500'])
    expect(figuresOf(figures)).toEqual([`${SITE} 2026-01 LDL unreadable`])
  })

  it('is a sum where rows are of days, or of what another column tells apart', async () => {
    const days = await declared([LONG, `${SITE};LDL;01/01/2026;1`, `${SITE};LDL;02/01/2026;2`])
    expect(figuresOf(days)).toEqual([`${SITE} 2026-01 LDL 3`])
    const units = await declared([
      `${LONG};Service`,
      `${rows[1]};Cardio`,
      `${rows[2]};Neuro`,
      `${rows[2]};Neuro`,
    ])
    expect(figuresOf(units)).toEqual([`${SITE} 2026-01 LDL unreadable`])
    const two = await declared([`${LONG};Service`, `${rows[1]};Cardio`, `${rows[2]};Neuro`])
    expect(figuresOf(two)).toEqual([`${SITE} 2026-01 LDL 2200`])
  })

  it('is a page of an answer saved twice', async () => {
    const buckets = [{key: {finess: SITE, month: 1767222000000, type: '11490-0'}, doc_count: 5}]
    const page = JSON.stringify({timed_out: false, aggregations: {k: {buckets}}})
    expect(linesOf(await read(`${page}\n${page}\n`))).toEqual([`${SITE} 2026-01 11490-0 unreadable`])
  })
})

describe('two columns that may be the count', () => {
  it('are named, and none is chosen', async () => {
    const text = ['N° FINESS;Indicateur;Mois;Nombre de documents;Numérateur', `${SITE};LDL;01/2026;1000;999`]
    await expect(declared(text)).rejects.toMatchObject({
      code: 'DMP_STATS_COLUMNS',
      params: {reason: 'two', field: 'count', columns: 'Nombre de documents | Numérateur'},
    })
    const chosen = await declared(text, {columns: ['count=Numérateur']})
    expect(figuresOf(chosen)).toEqual([`${SITE} 2026-01 LDL 999`])
  })

  const bucket = {key: {finess: SITE, mois: 1767222000000, type: '11490-0'}, doc_count: 1080}
  const answer = (metric: string) =>
    JSON.stringify({aggregations: {k: {buckets: [{...bucket, [metric]: {value: 1000}}]}}})
  it('are the documents of a bucket and a measure of an unknown name; a number of different values wins', async () => {
    await expect(read(answer('3'))).rejects.toMatchObject({
      code: 'DMP_STATS_COLUMNS',
      params: {reason: 'two', field: 'count', columns: 'doc_count | 3'},
    })
    expect(linesOf(await read(answer('3'), {columns: ['count=3']}))).toEqual([`${SITE} 2026-01 11490-0 1000`])
    const all = await read(answer('3'), {columns: ['count=doc_count']})
    expect(linesOf(all)).toEqual([`${SITE} 2026-01 11490-0 1080`])
    expect(linesOf(await read(answer('unique_docs')))).toEqual([`${SITE} 2026-01 11490-0 1000`])
  })
})

describe('columns of Kibana', () => {
  it('are recognised beside a FINESS of that name', async () => {
    const figures = await read(
      `FINESS,submission_time per month,Top values of type_code,Unique count of document_unique_id\n${SITE},2026-01-01,11490-0,7\n`,
    )
    expect(linesOf(figures)).toEqual([`${SITE} 2026-01 11490-0 7`])
  })

  it.each([
    'submission_time per year',
    'submission_time per quarter',
    'submission_time per week',
    'submission_time per 30 days',
    'submission_time par an',
    'submission_time par 7 jours',
  ])('%s are no months', async (name) => {
    const text = `Top values of finess,${name},Top values of type_code,Unique count of document_unique_id\n${SITE},2026-01-01,11490-0,7\n`
    await expect(read(text)).rejects.toMatchObject({
      code: 'DMP_STATS_COLUMNS',
      params: {reason: 'bucket', columns: name},
    })
    await expect(read(text, {columns: [`period=${name}`]})).rejects.toMatchObject({
      params: {reason: 'bucket'},
    })
  })

  it('of days and hours are added up to months', async () => {
    const text = `Top values of finess,submission_time per 12 hours,Unique count of id\n${SITE},2026-01-01 00:00,7\n${SITE},2026-01-01 12:00,8\n`
    expect(linesOf(await read(text))).toEqual([`${SITE} 2026-01 - 15`])
  })
})

describe('an answer that is not the last word', () => {
  const buckets = [{key: {finess: SITE, month: 1767222000000, type: '11490-0'}, doc_count: 5}]
  const total = (value: number) => ({hits: {total: {value, relation: 'eq'}, hits: []}})
  const inner = {timed_out: false, ...total(5), aggregations: {k: {buckets}}}
  it.each([
    ['a search in the background', {id: 'x', is_partial: true, is_running: true, response: inner}, 'partial'],
    ['what Kibana shows of one', {isPartial: true, isRunning: true, rawResponse: inner}, 'partial'],
    ['itself', {...inner, is_partial: true}, 'partial'],
    ['a remote cluster', {...inner, _clusters: {total: 2, successful: 1, skipped: 1}}, 'clusters-missing'],
    ['fewer documents in buckets than fit', {...inner, ...total(9)}, 'buckets-short'],
    [
      'ES|QL that runs on',
      {is_running: true, response: {columns: [{name: 'n'}, {name: 'finess'}], values: [[5, SITE]]}},
      'partial',
    ],
  ])('says so: %s', async (_, answer, code) => {
    const figures = await read(JSON.stringify(answer))
    expect(codes(figures.signs)).toEqual([code])
    expect(figures.table.size).toBe(1)
  })
  it('is whole when it is the last', async () => {
    const done = {id: 'x', is_partial: false, is_running: false, response: inner}
    expect((await read(JSON.stringify(done))).signs).toEqual([])
  })
  it('is a file of rows whose last line is half written', async () => {
    const row = JSON.stringify({finess: SITE, month: '2026-01', type_code: '11490-0', count: 5})
    const figures = await read(`${row}\n${row.slice(0, 30)}`, {}, {name: 'rows.ndjson'})
    expect(codes(figures.signs)).toEqual(['cut-line'])
    expect(skipsOf(figures)).toEqual(['json 2'])
  })
})

describe('words below a table', () => {
  it('are no figures that were lost', async () => {
    const figures = await declared([LONG, `${SITE};LDL;01/2026;5`, 'Fait à;Lyon;le 12;'])
    expect(skipsOf(figures)).toEqual(['note 3'])
    expect(unreadOf(figures.balance)).toBe(0)
  })
})
