import {rm} from 'node:fs/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {readFigures} from '../../../src/lib/usecases/stats/read-figures.ts'
import {
  benchOf,
  establishments,
  fileOf,
  linesOf,
  madeFolder,
  months,
  read,
  truth,
  truthLines,
  types,
} from './ground-truth.ts'

afterAll(async () => {
  const folder = await madeFolder()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const codes = (list: readonly {readonly code: string}[]) => list.map(({code}) => code)
const about = {
  took: 3,
  timed_out: false,
  _shards: {total: 2, successful: 2, failed: 0},
  hits: {total: {value: 10, relation: 'eq'}, hits: []},
}
/** Midnight in Paris at the beginning of a month of winter or summer. */
const epoch = (month: string) =>
  Date.parse(`${month}-01T00:00:00${['04', '10'].includes(month.slice(5)) ? '+02:00' : '+01:00'}`)
const bucket = ({finess, month, type, count}: (typeof truth)[number]) => ({
  key: {finess, month: epoch(month), type_code: type},
  doc_count: count,
})
const page = (facts: typeof truth, more = true) => ({
  ...about,
  aggregations: {figures: {...(more ? {after_key: {finess: 'x'}} : {}), buckets: facts.map(bucket)}},
})

describe('saved answers of Elasticsearch', () => {
  it('gives the truth from composite pages, one a line or one a file', async () => {
    const pages = [page(truth.slice(0, 30)), page(truth.slice(30)), page([], false)]
    const lines = await read(pages.map((one) => JSON.stringify(one)).join('\n'), {}, {name: 'pages.ndjson'})
    expect(linesOf(lines)).toEqual(truthLines())
    expect(codes(lines.signs)).toEqual([])
    expect(lines.files[0]?.decoding.kind).toBe('elasticsearch')
    const files = await Promise.all(pages.map((one) => fileOf(JSON.stringify(one, null, 1), 'page.json')))
    const several = await readFigures(benchOf(), 'elastic', files)
    expect(linesOf(several)).toEqual(truthLines())
    expect(codes(several.signs)).toEqual([])
    const list = await read(JSON.stringify(pages, null, 2))
    expect(linesOf(list)).toEqual(truthLines())
    const short = await readFigures(benchOf(), 'elastic', files.slice(0, 2))
    expect(codes(short.signs)).toContain('pages-missing')
  })

  it('goes down nested terms and date histograms, and tells what terms leave out', async () => {
    const answer = {
      ...about,
      _shards: {failed: 1},
      timed_out: true,
      hits: {total: {value: 10_000, relation: 'gte'}, hits: []},
      aggregations: {
        finess: {
          doc_count_error_upper_bound: 2,
          sum_other_doc_count: 77,
          buckets: establishments.map((finess) => ({
            key: finess,
            doc_count: 1,
            type: {
              doc_count_error_upper_bound: 0,
              sum_other_doc_count: 0,
              buckets: types.map((type) => ({
                key: type,
                doc_count: 1,
                month: {
                  buckets: months.map((month) => ({
                    key: epoch(month),
                    key_as_string: 'x',
                    doc_count: truth.find(
                      (one) => one.finess === finess && one.type === type && one.month === month,
                    )?.count,
                  })),
                },
              })),
            },
          })),
        },
      },
    }
    const figures = await read(JSON.stringify({rawResponse: answer}, null, 2))
    expect(linesOf(figures)).toEqual(truthLines())
    expect(codes(figures.signs).toSorted()).toEqual([
      'error-bound',
      'hits-lower-bound',
      'shards-failed',
      'sum-other',
      'timed-out',
    ])
    expect(figures.signs.find(({code}) => code === 'sum-other')).toMatchObject({amount: 77})
  })

  it('keeps documents without a field, and says that nobody is counted for them', async () => {
    const buckets = [{key: {finess: null, month: epoch('2024-01'), type_code: '11490-0'}, doc_count: 4}]
    const hits = {total: {value: 4, relation: 'eq'}, hits: []}
    const figures = await read(JSON.stringify({...about, hits, aggregations: {k: {buckets}}}))
    expect(linesOf(figures)).toEqual(['- 2024-01 11490-0 4'])
    expect(figures.signs).toMatchObject([{code: 'missing-value', amount: 4}])
  })

  it('reads ES|QL as JSON by row and by column, SQL and CSV', async () => {
    const columns = [
      {name: 'finess', type: 'keyword'},
      {name: 'month', type: 'date'},
      {name: 'type_code', type: 'keyword'},
      {name: 'documents', type: 'long'},
    ]
    const rows = truth.map(({finess, month, type, count}) => [
      finess,
      new Date(epoch(month)).toISOString(),
      type,
      count,
    ])
    const byColumn = columns.map((_, at) => rows.map((row) => row[at]))
    expect(linesOf(await read(JSON.stringify({columns, values: rows})))).toEqual(truthLines())
    expect(linesOf(await read(JSON.stringify({columns, values: byColumn, is_partial: true})))).toEqual(
      truthLines(),
    )
    const sql = await read(JSON.stringify({columns, rows, cursor: 'abc'}))
    expect(linesOf(sql)).toEqual(truthLines())
    expect(codes(sql.signs)).toContain('pages-missing')
    const text = [columns.map(({name}) => name), ...rows].map((row) => row.join(',')).join('\r\n')
    expect(linesOf(await read(text))).toEqual(truthLines())
  })

  it('reads rows of NDJSON, and lists a line that is none', async () => {
    const rows = truth.map(({finess, month, type, count}) =>
      JSON.stringify({finess, month, doc: {type_code: type}, count}),
    )
    const figures = await read([...rows, '{"finess": '].join('\n'))
    expect(linesOf(figures)).toEqual(truthLines())
    expect(figures.skipped).toMatchObject([{reason: 'json', line: rows.length + 1}])
    expect(figures.balance).toMatchObject({read: rows.length + 1, used: rows.length})
  })

  const refused: readonly (readonly [string, unknown, string])[] = [
    [
      'a list of documents',
      {...about, hits: {total: {value: 10_000, relation: 'gte'}, hits: [{_id: '1'}]}},
      'no-aggregation',
    ],
    ['an error', {error: {type: 'security_exception', reason: 'x'}, status: 403}, 'answer-error'],
    [
      'two aggregations side by side',
      {...about, aggregations: {a: {buckets: []}, b: {buckets: []}}},
      'several-aggregations',
    ],
  ]
  for (const [name, answer, reason] of refused)
    it(`refuses ${name}`, async () => {
      await expect(read(JSON.stringify(answer))).rejects.toMatchObject({
        code: 'DMP_STATS_UNREADABLE',
        params: {reason},
      })
    })
})
