/**
 * A journal ten years old is read as docs/traces-format.md promises: by this program, and by whoever has that document,
 * the key file and programs that everybody has. The samples are frozen: nothing here may be made again to fit.
 */
import {execFileSync} from 'node:child_process'
import {createDecipheriv} from 'node:crypto'
import {chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {gunzipSync} from 'node:zlib'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {systemClock} from '../../../src/lib/system/clock.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import type {TraceFilter} from '../../../src/lib/traces/trace-filter.ts'
import {traceFeed} from '../../../src/lib/usecases/trace/trace-feed.ts'
import {verifyTraces} from '../../../src/lib/usecases/trace/verify-traces.ts'
import {alice} from '../../support/journal-samples.ts'
import {missing} from '../../support/requires.ts'
import {type VerifyDesk, verifyDesk} from './bench.ts'

const samples = [{version: 1, journalId: 'cfaf79ed-5783-464e-8f15-6ab3ceb6544f', events: 24}] as const

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ten-years-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

describe.each(samples)('the sample of version $version', ({version, journalId, events}) => {
  const frozen = (name: string) => join(import.meta.dirname, '../../fixtures/traces', `v${version}`, name)
  const at = (name: string) => join(folder, name)
  const records = () =>
    readFileSync(frozen('traces.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  let desk: VerifyDesk
  beforeEach(() => {
    mkdirSync(at('keys'), {mode: 0o700})
    writeFileSync(at('journal.db'), gunzipSync(readFileSync(frozen('journal.db.gz'))), {mode: 0o600})
    for (const name of ['journal.checkpoint', 'journal.pub', 'traces.ndjson', 'traces.ndjson.checkpoint'])
      cpSync(frozen(name), at(name))
    cpSync(frozen(`journal-${journalId}.key.json`), at(`keys/journal-${journalId}.key.json`))
    chmodSync(at(`keys/journal-${journalId}.key.json`), 0o600)
    desk = verifyDesk({path: at('journal.db'), keyDir: at('keys'), folder})
  })

  it('is intact, and agrees with the checkpoint and the public key that were kept elsewhere', async () => {
    const verified = await desk.verify(['journal.checkpoint'], ['journal.pub'])
    expect(verified).toMatchObject({
      intact: true,
      journal: {journalId, events, findings: [], signaturesChecked: true},
      checkpoints: [{verdict: 'holds', signature: 'valid', size: events}],
    })
    const wish = {files: [at('traces.ndjson')], checkpoints: [], publicKeys: [at('journal.pub')]}
    expect(await verifyTraces(desk.bench, wish)).toMatchObject({
      intact: true,
      files: [{lines: events, firstBroken: null}],
      checkpoints: [{verdict: 'holds', signature: 'valid'}],
    })
  })

  it('opens, and gives every trace with the fields it had when it was exported', async () => {
    const journal = await openJournal({
      path: at('journal.db'),
      keyDir: at('keys'),
      registryDir: at('machine'),
      oidRoot: '1.2.250.1.999.1.77',
      environment: 'sandbox',
      clock: systemClock,
      random: systemRandom,
    })
    const everything = {query: {}, namesItems: false, matches: () => true} as unknown as TraceFilter
    const source = {journalId, events: (query: object) => journal.events(query)}
    const now: unknown[] = []
    for await (const record of traceFeed([source], everything, {unmask: true})) now.push(record)
    await journal.close()
    const before = records().map(({chain: _place, ...record}) => record)
    expect(now.slice(0, events)).toMatchObject(before)
    expect(now).toContainEqual(
      expect.objectContaining({patient: expect.objectContaining({ins: alice.matricule})}),
    )
  })

  it('is opened by the document and the key file alone', () => {
    const {keys} = JSON.parse(readFileSync(at(`keys/journal-${journalId}.key.json`), 'utf8')) as {
      keys: {id: string; seal: string}[]
    }
    const database = new DatabaseSync(at('journal.db'), {readOnly: true})
    const rows = database.prepare('SELECT id, sealed FROM events ORDER BY n').all()
    database.close()
    const opened = rows.map(({id, sealed}) => {
      const [keyId = '', base64 = ''] = String(sealed).split('.')
      const bytes = Buffer.from(base64, 'base64')
      const key = Buffer.from(keys.find((one) => one.id === keyId)?.seal ?? '', 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAAD(Buffer.from(`event:${id}`)).setAuthTag(bytes.subarray(-16))
      const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
      return JSON.parse(text.toString('utf8')) as {patient?: {matricule: string}; data: {actor?: object}}
    })
    expect(opened).toHaveLength(events)
    expect(opened.at(-1)?.patient?.matricule).toBe(alice.matricule)
    expect(opened.at(-1)?.data.actor).toEqual(records().at(-1)?.['actor'])
  })

  const lacking = missing([
    {program: 'python3', package: 'python3'},
    {program: 'openssl', package: 'openssl'},
  ])
  const check = lacking.length === 0 ? it : it.skip
  const named = lacking.length === 0 ? '' : ` [skipped: needs ${lacking.join(', ')}]`
  check(`is followed by python3 and openssl alone${named}`, () => {
    const script = frozen('../read-journal.py')
    const key = at(`keys/journal-${journalId}.key.json`)
    const run = () =>
      execFileSync('python3', [script, at('journal.db'), key, at('journal.checkpoint'), at('journal.pub')], {
        encoding: 'utf8',
        stdio: 'pipe',
      })
    expect(run().trim().split('\n')).toEqual([
      `${events} events, every chain holds`,
      'the checkpoint agrees',
      'the signature is good',
      'the public key is that of the key file',
    ])
    const database = new DatabaseSync(at('journal.db'))
    database.exec("UPDATE events SET operation = 'delete' WHERE n = 9")
    database.close()
    expect(run).toThrow(/event 9 is broken/)
  })
})
