/** Traces read from journals: of this version and of those released, in files, put aside, and on a server. */
import {chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {createKeys, keyFileOf} from '../../../src/lib/journal/key-file.ts'
import {SCHEMA_VERSION} from '../../../src/lib/journal/schema.ts'
import {openTraceSource} from '../../../src/lib/journal/trace-source.ts'
import {openServerTraceSource} from '../../../src/lib/journal-postgres/server-trace-source.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import type {OpenedSource} from '../../../src/lib/ports/trace-sources.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {TraceFilter, type TraceWish} from '../../../src/lib/traces/trace-filter.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {type FeedOptions, traceFeed} from '../../../src/lib/usecases/trace/trace-feed.ts'
import {
  alice,
  bruno,
  entry,
  plannedItem,
  planning,
  seededRandom,
  sending,
  settling,
} from '../../support/journal-samples.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {SAMPLE_ROOT, seedOfSample} from '../journal/samples/make-sample.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'
import {type ServerBench, serverBench} from '../journal-postgres/workbench.ts'

async function read(
  sources: readonly OpenedSource[],
  wish: TraceWish = {},
  options: Partial<FeedOptions> = {},
): Promise<readonly TraceRecord[]> {
  const records: TraceRecord[] = []
  for await (const record of traceFeed(sources, new TraceFilter(wish), {unmask: false, ...options}))
    records.push(record)
  return records
}

/** Two patients; item 2 is of the second. A result that only the recovery wrote, a hold that names its patient. */
async function fill(journal: Journal): Promise<void> {
  await journal.record([planning(plannedItem(1), plannedItem(2, {ins: bruno}))])
  const intent = sending('item-1')
  const actor = {org: {finess: '990000001', level: 'EJ' as const}, os: {account: 'svc', host: 'h'}}
  const documents = [{uniqueId: '1.2.250.1.999.7.1', typeCode: '11506-3'}]
  const [id = ''] = await journal.record([{...intent, event: {...intent.event, data: {actor, documents}}}])
  await journal.record([
    settling(
      'item-1',
      {to: 'unknown', cause: 'DMP_INTERRUPTED'},
      {intentId: id, outcome: 'unknown', cause: 'DMP_INTERRUPTED'},
    ),
  ])
  await journal.record([entry({operation: 'dmp-exists', phase: 'intent', patient: bruno})])
  await journal.hold([
    {kind: 'ins', value: `${bruno.matricule}|${bruno.oid}`, reason: 'r', by: 'operator', createdAt: 5},
    {kind: 'ipp', value: 'IPP-SECRET-2', reason: 'r', by: 'operator', createdAt: 5},
  ])
}

function reads(name: string, open: () => Promise<OpenedSource>): void {
  describe(name, () => {
    let source: OpenedSource
    beforeEach(async () => {
      source = await open()
    })
    afterEach(() => source?.close())
    const operations = (records: readonly TraceRecord[]) =>
      records.map(({operation, phase}) => `${operation} ${phase}`)

    it('gives every trace in the order of writing, the same each time', async () => {
      const records = await read([source])
      expect(operations(records)).toEqual([
        'plan event',
        'submit intent',
        'submit result',
        'dmp-exists intent',
        'hold event',
      ])
      expect(records.map(({n}) => n)).toEqual(records.map(({n}) => n).toSorted((a, b) => a - b))
      expect(await read([source])).toEqual(records)
    })

    it('lets a result say what its intent said', async () => {
      const [result] = await read([source], {outcomes: ['unknown']})
      expect(result).toMatchObject({
        cause: 'DMP_INTERRUPTED',
        actor: {org: {finess: '990000001'}},
        documents: [{typeCode: '11506-3'}],
        patient: {ref: expect.stringMatching(/^hmac-sha256:/)},
      })
      expect(operations(await read([source], {users: ['svc']}))).toEqual(['submit intent', 'submit result'])
    })

    it('names no patient unless asked to', async () => {
      const secrets = new RegExp(`${alice.matricule}|${bruno.matricule}|SECRET-NAME`)
      expect(JSON.stringify(await read([source]))).not.toMatch(secrets)
      const [, intent] = await read([source], {}, {unmask: true})
      expect(intent?.patient).toMatchObject({ins: alice.matricule, insOid: alice.oid})
      const [held] = await read([source], {operations: ['hold']})
      expect(held?.more).toMatchObject({
        holds: [
          {kind: 'ins', by: 'operator'},
          {kind: 'ipp', value: 'IPP-SECRET-2'},
        ],
      })
    })

    it('finds what concerns a patient, a local number or a document', async () => {
      expect(operations(await read([source], {ins: bruno}))).toEqual(['dmp-exists intent'])
      expect(operations(await read([source], {ins: alice}))).toEqual([
        'plan event',
        'submit intent',
        'submit result',
      ])
      expect(operations(await read([source], {document: '1.2.250.1.999.7.1'}))).toEqual([
        'submit intent',
        'submit result',
      ])
      expect(operations(await read([source], {document: '1.2.250.1.999.8.1'}))).toEqual([
        'submit intent',
        'submit result',
      ])
      expect(operations(await read([source], {ipp: 'IPP-SECRET-1'}))).toEqual([
        'submit intent',
        'submit result',
      ])
      expect(await read([source], {ipp: 'IPP-SECRET-9'})).toEqual([])
      expect(await read([source], {ipp: 'IPP-SECRET-1', ins: bruno})).toEqual([])
    })

    it('goes on beyond where an earlier reading ended', async () => {
      const all = await read([source])
      const [writer = ''] = Object.keys(source.ends)
      const beyond = new Map([[source.journalId, {[writer]: 3}]])
      const rest = await read([source], {}, {beyond})
      expect(rest).toEqual(all.filter(({writerId, seq}) => writerId !== writer || seq > 3))
      expect(await read([source], {}, {beyond: new Map([[source.journalId, source.ends]])})).toEqual([])
      expect(await read([source], {}, {beyond: new Map([['another', {[writer]: 3}]])})).toEqual(all)
    })
  })
}

let bench: Workbench
beforeEach(() => {
  bench = workbench()
})
afterEach(() => bench.clear())

const fileSource = (path = bench.options.path) =>
  openTraceSource({
    path,
    keyDir: bench.options.keyDir,
    folder: join(bench.folder, 'tmp'),
    random: systemRandom,
  })

reads('in a file', async () => {
  const journal = await openJournal(bench.options)
  await fill(journal)
  await journal.close()
  return fileSource()
})

reads('in a file, beside its writer', async () => {
  const journal = await openJournal(bench.options)
  await fill(journal)
  const source = await fileSource()
  await journal.record([entry({operation: 'recover'})])
  return {
    ...source,
    close: async () => {
      await source.close()
      await journal.close()
    },
  }
})

describe('several journals', () => {
  it('are read one after the other, by their ids, whatever the order they are named in', async () => {
    const other = workbench({keyDir: bench.options.keyDir, oidRoot: '1.2.250.1.999.1.2'})
    try {
      for (const options of [bench.options, other.options]) {
        const journal = await openJournal(options)
        await fill(journal)
        await journal.close()
      }
      const sources = [await fileSource(), await fileSource(other.options.path)]
      const records = await read(sources)
      expect(await read(sources.toReversed())).toEqual(records)
      const ids = sources.map(({journalId}) => journalId).toSorted()
      expect([...new Set(records.map(({journal}) => journal))]).toEqual(ids)
      expect(records).toHaveLength(10)
      for (const source of sources) await source.close()
    } finally {
      other.clear()
    }
  })
})

describe('a journal put aside', () => {
  it('is read where nothing can be written, and left as it was', async () => {
    const journal = await openJournal(bench.options)
    await fill(journal)
    await journal.close()
    const folder = join(bench.folder, 'aside')
    mkdirSync(folder)
    const path = join(folder, 'journal-20260302.db')
    copyFileSync(bench.options.path, path)
    chmodSync(path, 0o400)
    const before = readFileSync(path)
    const source = await fileSource(path)
    expect(await read([source])).toHaveLength(5)
    await source.close()
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('cannot be read without its key', async () => {
    const journal = await openJournal(bench.options)
    await journal.close()
    rmSync(bench.options.keyDir, {recursive: true})
    await expect(fileSource()).rejects.toMatchObject({code: 'DMP_JOURNAL_KEY_LOST'})
  })

  it.each([
    ['text', 'no journal at all '.repeat(300)],
    ['nothing', ''],
  ])('is told from %s', async (_what, content) => {
    const path = join(bench.folder, 'x.db')
    writeFileSync(path, content)
    await expect(fileSource(path)).rejects.toMatchObject({code: 'DMP_TRACE_STORE'})
    expect(readdirSync(bench.folder).filter((name) => name.startsWith('x.db'))).toEqual(['x.db'])
  })

  it('is told from another SQLite file', async () => {
    const path = join(bench.folder, 'other.db')
    const database = new DatabaseSync(path)
    database.exec('CREATE TABLE t (x)')
    database.close()
    await expect(fileSource(path)).rejects.toMatchObject({code: 'DMP_TRACE_STORE'})
  })
})

describe('a journal of a released version', () => {
  const sampled = Array.from({length: SCHEMA_VERSION}, (_, index) => index + 1)
  it.each(sampled)('is read, and stays of that version: %i', async (version) => {
    const {path, keyDir} = bench.options
    mkdirSync(dirname(path), {recursive: true})
    const database = new DatabaseSync(path)
    database.exec(readFileSync(join(import.meta.dirname, '../journal/samples', `v${version}.sql`), 'utf8'))
    database.close()
    const random = seededRandom(seedOfSample(version))
    createKeys(keyFileOf(keyDir, random.uuid()), random)
    const before = readFileSync(path)
    const source = await fileSource()
    const records = await read([source])
    expect(records.filter(({itemId}) => itemId === 'item-1').map(({operation}) => operation)).toEqual([
      'submit',
      'submit',
      'delete',
    ])
    expect((await read([source], {ins: bruno})).length).toBeGreaterThan(0)
    await source.close()
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(SAMPLE_ROOT).toBe('1.2.250.1.999.1.77')
  })
})

describeWith(postgresNeeds, 'on a PostgreSQL server', () => {
  let cluster: PostgresCluster
  let server: ServerBench
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.remove())
  afterEach(() => server?.clear())

  reads('a database', async () => {
    server = serverBench(cluster)
    const journal = await server.open()
    await fill(journal)
    await journal.close()
    const {address, path, keyDir} = server.options
    return openServerTraceSource({address, path, keyDir, random: systemRandom})
  })

  it('says of an empty database that it holds no traces', async () => {
    server = serverBench(cluster)
    const {address, path, keyDir} = server.options
    await expect(openServerTraceSource({address, path, keyDir, random: systemRandom})).rejects.toMatchObject({
      code: 'DMP_TRACE_STORE',
    })
  })
})
