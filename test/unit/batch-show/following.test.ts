import {chmodSync, existsSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {translator} from '../../../src/lib/ui/translate.ts'
import type {RunReport} from '../../../src/lib/usecases/batch/run/run-report.ts'
import {runWatchers} from '../../../src/wiring/run-watchers.ts'
import {alice} from '../../support/journal-samples.ts'
import {validatorOf} from '../../support/schemas.ts'
import {readExposition} from './prometheus-reader.ts'
import {emptyRun, RUN, type SeededRun, seedRun} from './seeded-run.ts'

let run: SeededRun
beforeEach(async () => {
  run = await emptyRun({submitPerSecond: 4, perDay: 30_000})
  await seedRun(run)
})
afterEach(() => run.clear())

const account = {planned: 48, accepted: 40, refused: 3, unknown: 1, deferred: 1, held: 1, remaining: 2}
const report = {
  endedAt: '2026-03-02T09:10:00.000Z',
  stopped: {reason: 'done', code: null, params: {}, nextAt: null},
  account,
} as unknown as RunReport

const watching = (wish: {events?: string; metrics?: string}) =>
  runWatchers(
    {...run.bench, view: {kind: 'silent', output: {write: () => true}, t: translator('fr')}} as Parameters<
      typeof runWatchers
    >[0],
    wish,
  )

const started = () => ({
  at: run.now,
  batchIds: [RUN],
  profiles: ['chu'],
  environment: 'sandbox',
  width: 4,
  perSecond: 4,
  perDay: 30_000,
  account,
})

async function item() {
  const [first] = await run.journal.items({batchId: RUN, states: ['refused']})
  if (!first) throw new Error('no item')
  return first
}

describe('--events', () => {
  it('writes each change on a line of its own, by what the hospital knows and never the INS', async () => {
    const file = join(run.folder, 'events.ndjson')
    const observer = await watching({events: file})
    observer.onStart(started())
    const first = await item()
    observer.onItem({at: run.now, item: first, from: 'planned', to: 'sending', attempt: 1})
    observer.onItem({
      at: run.now,
      item: first,
      from: 'sending',
      to: 'refused',
      attempt: 1,
      code: 'DMP_REFUSED',
      tookMs: 812.4,
    })
    observer.onItem({
      at: run.now,
      item: first,
      from: 'sending',
      to: 'deferred',
      attempt: 2,
      code: 'DMP_BUSY',
      retryAt: run.now + 1000,
    })
    observer.onPause({at: run.now, reason: 'busy', until: run.now + 1000, code: 'DMP_BUSY'})
    observer.onPause({at: run.now, reason: 'certificate', profile: 'chu'})
    observer.onPause(undefined)
    observer.onStop(report)
    await observer.close()
    const text = readFileSync(file, 'utf8')
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const validate = validatorOf('dmp.batch.event/1')
    for (const line of lines) expect(validate(line), JSON.stringify([line, validate.errors])).toBe(true)
    expect(lines.map(({event}) => event)).toEqual([
      'start',
      'item',
      'item',
      'item',
      'pause',
      'pause',
      'resume',
      'stop',
    ])
    expect(lines[2]).toEqual({
      ts: new Date(run.now).toISOString(),
      event: 'item',
      batch: RUN,
      item: 'item-41',
      action: 'submit',
      from: 'sending',
      to: 'refused',
      attempt: 1,
      code: 'DMP_REFUSED',
      ipp: 'IPP-41',
      venue: 'V-41',
      source_id: 'DOC-41',
      unique_id: '1.2.250.1.999.7.41',
      took_ms: 812,
    })
    for (const secret of [alice.matricule, 'DUPONT', 'TITLE-SECRET']) expect(text).not.toContain(secret)
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  })

  it('adds to the file of an earlier run', async () => {
    const file = join(run.folder, 'events.ndjson')
    for (const _ of [1, 2]) {
      const observer = await watching({events: file})
      observer.onStart(started())
      await observer.close()
    }
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2)
  })

  it('stops before anything leaves where the file cannot be written', async () => {
    await expect(watching({events: join(run.folder, 'state', 'journal.db', 'x')})).rejects.toMatchObject({
      code: 'DMP_FILE_UNWRITABLE',
    })
  })

  it('lets the run go on, and says so once, when the file is lost meanwhile', async () => {
    const lines = {
      append: () => {
        throw new Error('ENOSPC')
      },
      close: () => undefined,
    }
    const outputs = {...run.bench.outputs, lines: async () => lines}
    const observer = await runWatchers(
      {
        ...run.bench,
        outputs,
        view: {kind: 'silent', output: {write: () => true}, t: translator('fr')},
      } as Parameters<typeof runWatchers>[0],
      {events: 'events.ndjson'},
    )
    observer.onStart(started())
    observer.onPause(undefined)
    expect(run.remarks).toEqual([
      {code: 'events-lost', params: {file: expect.stringContaining('events.ndjson')}},
    ])
  })
})

describe('--metrics', () => {
  it('is a textfile that a strict reader takes, with states, causes, rate, acceptance, age and forecast', async () => {
    const file = join(run.folder, 'dmp.prom')
    const observer = await watching({metrics: file})
    run.now += 60_000
    observer.onStart(started())
    await observer.close()
    const text = readFileSync(file, 'utf8')
    const series = readExposition(text)
    const value = (name: string, labels: Record<string, string> = {}) =>
      series.find(
        (one) =>
          one.name === name &&
          Object.entries(labels).every(([label, wanted]) => one.labels[label] === wanted),
      )?.value
    for (const [state, count] of Object.entries(account))
      if (state !== 'planned')
        expect([state, value('dmp_batch_items', {state, batch: RUN})]).toEqual([state, count])
    expect(value('dmp_batch_not_accepted', {state: 'refused', code: 'DMP_REFUSED'})).toBe(2)
    expect(value('dmp_batch_accepted_per_second')).toBeGreaterThan(0)
    expect(value('dmp_batch_rate_limit_per_second')).toBe(4)
    expect(value('dmp_batch_oldest_waiting_timestamp_seconds')).toBe(Date.UTC(2026, 2, 2, 9) / 1000)
    expect(value('dmp_batch_last_accepted_timestamp_seconds')).toBeGreaterThan(Date.UTC(2026, 2, 2, 9) / 1000)
    expect(value('dmp_batch_forecast_end_timestamp_seconds')).toBeGreaterThan(run.now / 1000)
    expect(text).not.toMatch(/IPP|DOC-|DUPONT/)
    expect(text).not.toContain(alice.matricule)
  })

  it('is written again from time to time, and keeps the rights given to it', async () => {
    const file = join(run.folder, 'dmp.prom')
    const observer = await watching({metrics: file})
    observer.onStart(started())
    await observer.close()
    chmodSync(file, 0o644)
    const again = await watching({metrics: file})
    again.onStart(started())
    await again.close()
    expect(existsSync(file) && (statSync(file).mode & 0o777).toString(8)).toBe('644')
  })

  it('is refused by the strict reader of this test when a line is wrong', () => {
    expect(() => readExposition('# HELP a b\n# TYPE a gauge\na{x="1} 2\n')).toThrow()
    expect(() => readExposition('a 1\n')).toThrow()
    expect(() => readExposition('# HELP a b\n# TYPE a gauge\na 1\na 2\n')).toThrow()
    expect(() => readExposition('# HELP a b\n# TYPE a gauge\na 1')).toThrow()
  })
})
