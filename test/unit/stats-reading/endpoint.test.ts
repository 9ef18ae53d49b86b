import {execFileSync} from 'node:child_process'
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createServer as createPlain, type IncomingMessage, type ServerResponse} from 'node:http'
import {createServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {elasticsearchFigures} from '../../../src/lib/elasticsearch/measured-figures.ts'
import type {MeasuredRequest} from '../../../src/lib/ports/measured-figures.ts'
import {readMeasured} from '../../../src/lib/usecases/stats/read-measured.ts'
import {linesOf, truth, truthLines} from './ground-truth.ts'

const folder = mkdtempSync(join(tmpdir(), 'dmp-elastic-'))
const KEY = Buffer.from('id:a-secret-of-the-test').toString('base64')
const place = (name: string) => join(folder, name)
const epoch = (month: string) =>
  Date.parse(`${month}-01T00:00:00${['04', '10'].includes(month.slice(5)) ? '+02:00' : '+01:00'}`)

interface Asked {
  readonly authorization: string | undefined
  readonly path: string | undefined
  readonly body: {
    readonly aggs: {
      readonly figures: {readonly composite: {readonly size: number; readonly after?: {readonly at: number}}}
    }
  }
}
const asked: Asked[] = []
let behave: (response: ServerResponse, body: Asked['body']) => void = () => undefined

async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked['body']
  asked.push({authorization: request.headers.authorization, path: request.url, body})
  behave(response, body)
}

/** Pages of 25 buckets, the last one empty, as Elasticsearch answers. */
const paged = (response: ServerResponse, body: Asked['body']) => {
  const from = body.aggs.figures.composite.after?.at ?? 0
  const some = truth.slice(from, from + 25)
  const buckets = some.map(({finess, month, type, count}) => ({
    key: {finess, month: epoch(month), type_code: type},
    doc_count: count,
  }))
  const key = some.length > 0 ? {after_key: {at: from + some.length}} : {}
  json(response, {
    timed_out: false,
    _shards: {failed: 0},
    hits: {total: {value: 1, relation: 'eq'}},
    aggregations: {figures: {...key, buckets}},
  })
}
const json = (response: ServerResponse, value: unknown, status = 200) => {
  response.writeHead(status, {'content-type': 'application/json'})
  response.end(JSON.stringify(value))
}

const handler = (request: IncomingMessage, response: ServerResponse) => void answerTo(request, response)
let server: ReturnType<typeof createServer>
const plain = createPlain(handler)
let url = ''
let plainUrl = ''

beforeAll(async () => {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const files = ['-keyout', place('key.pem'), '-out', place('ca.pem')]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files],
    {stdio: 'ignore'},
  )
  writeFileSync(place('api-key'), `${KEY}\n`, {mode: 0o600})
  server = createServer({key: readFileSync(place('key.pem')), cert: readFileSync(place('ca.pem'))}, handler)
  for (const one of [server, plain]) await new Promise<void>((done) => one.listen(0, '127.0.0.1', done))
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/dmp-depots`
  plainUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/dmp-depots`
})
afterAll(async () => {
  for (const one of [server, plain]) {
    one.closeAllConnections()
    await new Promise((done) => one.close(done))
  }
  rmSync(folder, {recursive: true, force: true})
})

const request = (more: Partial<MeasuredRequest> = {}): MeasuredRequest => ({
  url,
  apiKeyFile: place('api-key'),
  caFile: place('ca.pem'),
  fields: {
    date: 'submission_time',
    finess: 'finess_eg',
    type: 'type_code',
    environment: {field: 'env', value: 'production'},
  },
  from: '2023-12',
  to: '2024-10',
  ...more,
})
const ask = (more: Partial<MeasuredRequest> = {}) =>
  readMeasured({measured: elasticsearchFigures({}), signal: new AbortController().signal}, request(more))

describe('asking an Elasticsearch', () => {
  it('pages through a composite aggregation to its end, with the key and months of Paris', async () => {
    behave = paged
    asked.length = 0
    const figures = await ask()
    expect(linesOf(figures)).toEqual(truthLines())
    expect(figures.signs).toEqual([])
    expect(asked.length).toBe(Math.ceil(truth.length / 25) + 1)
    expect(asked.every(({authorization}) => authorization === `ApiKey ${KEY}`)).toBe(true)
    expect(asked[0]?.path).toBe('/dmp-depots/_search')
    expect(asked[0]?.body).toMatchObject({
      size: 0,
      query: {
        bool: {
          filter: [
            {range: {submission_time: {gte: '2023-12-01', lt: '2024-11-01', time_zone: 'Europe/Paris'}}},
            {term: {env: 'production'}},
          ],
        },
      },
      aggs: {
        figures: {
          composite: {
            size: 1000,
            sources: [
              {finess: {terms: {field: 'finess_eg', missing_bucket: true}}},
              {
                month: {
                  date_histogram: {
                    field: 'submission_time',
                    calendar_interval: 'month',
                    time_zone: 'Europe/Paris',
                  },
                },
              },
              {type_code: {terms: {field: 'type_code', missing_bucket: true}}},
            ],
          },
        },
      },
    })
  })

  it('asks this machine in plain, and finds that nothing was counted', async () => {
    behave = (response) => json(response, {aggregations: {figures: {buckets: []}}})
    const figures = await ask({url: plainUrl, apiKeyFile: undefined, caFile: undefined})
    expect(figures.table.size).toBe(0)
    expect(asked.at(-1)?.authorization).toBeUndefined()
  })

  it('trusts no server that nobody vouches for, and sends it nothing', async () => {
    behave = paged
    asked.length = 0
    await expect(ask({caFile: undefined})).rejects.toMatchObject({
      code: 'DMP_STATS_ENDPOINT',
      params: {reason: 'tls'},
    })
    expect(asked).toEqual([])
  })

  const bucket = {key: {finess: 'x', month: 1, type_code: 'y'}, doc_count: 1}
  const faults: readonly (readonly [string, (response: ServerResponse) => void, object])[] = [
    [
      'follows no redirection',
      (response) => response.writeHead(302, {location: 'https://127.0.0.1:1/'}).end(),
      {reason: 'redirect'},
    ],
    [
      'tells a refused key',
      (response) => json(response, {error: {type: 'security_exception'}}, 401),
      {reason: 'denied'},
    ],
    [
      'tells an error by its type',
      (response) => json(response, {error: {type: 'index_not_found_exception'}}, 404),
      {reason: 'status', status: 404, said: 'index_not_found_exception'},
    ],
    ['takes no page for an answer', (response) => response.end('<html>portal</html>'), {reason: 'not-json'}],
    [
      'reads no answer without end',
      (response) => response.end(Buffer.alloc(17 * 1024 * 1024, ' ')),
      {reason: 'too-large'},
    ],
    ...(
      [
        ['shards-failed', {_shards: {total: 5, successful: 4, failed: 1}}],
        ['timed-out', {timed_out: true}],
        ['terminated-early', {terminated_early: true}],
        ['clusters-missing', {_clusters: {total: 2, successful: 1, skipped: 1}}],
        ['partial', {is_partial: true}],
      ] as const
    ).map(
      ([said, about]) =>
        [
          `keeps no figure of an answer that is not whole: ${said}`,
          (response: ServerResponse) =>
            json(response, {...about, aggregations: {figures: {buckets: [bucket]}}}),
          {reason: 'incomplete', said},
        ] as const,
    ),
    ['tells a connection that breaks', (response) => response.destroy(), {reason: 'unreachable'}],
    [
      'ends when pages turn in a circle',
      (response) =>
        json(response, {
          aggregations: {
            figures: {
              after_key: {at: 1},
              buckets: [bucket],
            },
          },
        }),
      {reason: 'pages'},
    ],
  ]
  for (const [name, behaviour, params] of faults)
    it(name, async () => {
      behave = behaviour
      const error = await ask().catch((one: unknown) => one)
      expect(error).toMatchObject({code: 'DMP_STATS_ENDPOINT', params})
      expect(JSON.stringify(error)).not.toContain(KEY)
    })

  const settings: readonly (readonly [string, () => Partial<MeasuredRequest>, object])[] = [
    ['a plain address elsewhere', () => ({url: 'http://elastic.chu.example/dmp'}), {reason: 'https'}],
    ['an address without an index', () => ({url: 'https://elastic.chu.example/'}), {reason: 'https'}],
    [
      'an address with a password',
      () => ({url: 'https://u:p@elastic.chu.example/dmp'}),
      {reason: 'credentials'},
    ],
    ['a month that is none', () => ({from: '2024-13'}), {reason: 'period'}],
    [
      'a field that could be more than a name',
      () => ({fields: {date: 'a"}', finess: 'b', type: 'c'}}),
      {reason: 'field'},
    ],
    ['an authority that is none', () => ({caFile: place('api-key')}), {reason: 'ca'}],
    [
      'a key that others can read',
      () => {
        writeFileSync(place('open-key'), KEY)
        chmodSync(place('open-key'), 0o640)
        return {apiKeyFile: place('open-key')}
      },
      {reason: 'mode'},
    ],
    [
      'a file without a key',
      () => {
        writeFileSync(place('no-key'), 'not a key', {mode: 0o600})
        return {apiKeyFile: place('no-key')}
      },
      {reason: 'key'},
    ],
  ]
  for (const [name, more, params] of settings)
    it(`refuses ${name} before anything leaves`, async () => {
      asked.length = 0
      await expect(ask(more())).rejects.toMatchObject({code: 'DMP_STATS_ENDPOINT_SETTING', params})
      expect(asked).toEqual([])
    })
})
