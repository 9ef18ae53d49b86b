import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {reportPage} from '../../../src/lib/ui/batch/report-page.ts'
import {whyOf} from '../../../src/lib/ui/batch/report-view.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {batchReport, type ReportFormat} from '../../../src/lib/usecases/batch/show/batch-report.ts'
import {alice} from '../../support/journal-samples.ts'
import {validatorOf} from '../../support/schemas.ts'
import {emptyRun, FATES, feedBatch, PLANNED_AT, RUN, type SeededRun, seedRun} from './seeded-run.ts'

let run: SeededRun
beforeEach(async () => {
  run = await emptyRun()
})
afterEach(() => run.clear())

const t = translator('fr')
const write = (out: string, formats: readonly ReportFormat[] = ['csv', 'json', 'html'], force = false) =>
  batchReport(
    run.bench,
    {out: join(run.folder, out), formats, force},
    {why: (line) => whyOf(line, t), page: (report) => reportPage(report, t)},
  )
const text = (path: string) => readFileSync(join(run.folder, path), 'utf8')

it('has every record of the plan and every document, each once, with its final state', async () => {
  await seedRun(run)
  const report = await write('out')
  expect(report.plan).toEqual({read: 51, ready: 48, held: 1, rejected: 1, excluded: 1})
  expect(report.run).toEqual({
    planned: 48,
    accepted: 40,
    refused: 3,
    unknown: 1,
    deferred: 1,
    held: 1,
    remaining: 2,
  })
  expect(report.files.map((file) => file.split('/').at(-1))).toEqual([
    'report.csv',
    'report.json',
    'report.html',
  ])
  const json = JSON.parse(text('out/report.json'))
  const validate = validatorOf('dmp.batch.report-file/1')
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true)
  expect(json.records.map(({n}: {n: number}) => n)).toEqual(Array.from({length: 51}, (_, n) => n + 1))
  expect(json.summary.run).toEqual(report.run)
  const lines = text('out/report.csv').trimEnd().split('\r\n')
  expect(lines.length).toBe(52)
  for (const file of report.files) expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
})

it('tells reasons with the answer of the DMP, and what to do next, most urgent first', async () => {
  await seedRun(run)
  const {reasons, next} = await write('out')
  expect(reasons).toEqual([
    {
      list: 'refused',
      code: 'DMP_REFUSED',
      answer: {code: 'XDSPatientIdDoesNotMatch', known: 'patient-mismatch'},
      count: 2,
    },
    {list: 'refused', code: 'DMP_SOURCE_CHANGED', answer: null, count: 1},
    {list: 'unknown', code: 'DMP_NO_ANSWER', answer: null, count: 1},
    {
      list: 'deferred',
      code: 'DMP_BUSY',
      answer: expect.objectContaining({code: 'XDSRegistryBusy'}),
      count: 1,
    },
    {list: 'held', code: 'DMP_HELD', answer: null, count: 1},
    {list: 'plan-rejected', code: 'DMP_INS_INVALID', answer: null, count: 1},
    {list: 'plan-held', code: 'DMP_HELD', answer: null, count: 1},
    {list: 'plan-excluded', code: 'duplicate-row', answer: null, count: 1},
  ])
  expect(next.map(({code, count}) => [code, count])).toEqual([
    ['unknown', 1],
    ['go-on', 2],
    ['deferred', 1],
    ['refused', 3],
    ['held', 1],
    ['plan-rejected', 1],
    ['plan-held', 1],
  ])
})

it('carries what the hospital finds its patient by, and nothing of his identity', async () => {
  await seedRun(run)
  await write('out')
  for (const file of ['report.csv', 'report.json', 'report.html']) {
    const content = text(`out/${file}`)
    for (const fact of ['IPP-41', 'V-41', 'DOC-41', '1.2.250.1.999.7.41']) expect(content).toContain(fact)
    for (const secret of [alice.matricule, 'DUPONT', 'TITLE-SECRET', 'TESTPATH'])
      expect(content).not.toContain(secret)
  }
})

it('neutralises what a spreadsheet would run', async () => {
  await seedRun(run)
  await write('out', ['csv'])
  expect(text('out/report.csv')).toContain(`"'=HYPERLINK(""x"")"`)
  expect(readdirSync(join(run.folder, 'out'))).toEqual(['report.csv'])
})

it('keeps a report that is there unless told to replace it', async () => {
  await seedRun(run)
  await write('out', ['csv'])
  await expect(write('out')).rejects.toMatchObject({code: 'DMP_FILE_EXISTS'})
  expect(readdirSync(join(run.folder, 'out'))).toEqual(['report.csv'])
  await write('out', ['csv', 'json', 'html'], true)
  expect(readdirSync(join(run.folder, 'out')).sort()).toEqual(['report.csv', 'report.html', 'report.json'])
})

it('refuses to sum up a journal whose plan does not come out', async () => {
  await seedRun(run)
  const wrong = {read: 52, ready: 49, held: 1, rejected: 1, excluded: 1}
  await run.journal.record([
    {
      event: {phase: 'event', operation: 'batch-planned', occurredAt: PLANNED_AT, batchId: RUN, data: {}},
      batch: {id: RUN, account: wrong},
    },
  ])
  await expect(write('out')).rejects.toMatchObject({code: 'DMP_INTERNAL', details: {balance: 'plan'}})
  expect(readdirSync(join(run.folder, 'out'))).toEqual([])
})

it('lets a later row of the same number hold', async () => {
  await seedRun(run, FATES.slice(0, 3))
  const event = {phase: 'event', operation: 'batch-rows', occurredAt: PLANNED_AT, batchId: RUN} as const
  const row = {n: 4, class: 'rejected', reason: 'vanished', action: 'submit', local: {}, origin: {file: '/x'}}
  await run.journal.record([{event: {...event, data: {rows: [row]}}}])
  await run.journal.record([
    {
      event: {...event, operation: 'batch-planned', data: {}},
      batch: {id: RUN, account: {read: 6, ready: 3, held: 0, rejected: 2, excluded: 1}},
    },
  ])
  const report = await write('out', ['json'])
  expect(report.plan).toEqual({read: 6, ready: 3, held: 0, rejected: 2, excluded: 1})
  expect(JSON.parse(text('out/report.json')).records.find(({n}: {n: number}) => n === 4).code).toBe(
    'vanished',
  )
})

it('reports documents that no record names', async () => {
  await seedRun(run, FATES.slice(0, 2))
  const undo = feedBatch({id: '20260303-undo', kind: 'undo', undoes: RUN, createdAt: PLANNED_AT + 1})
  const [item] = await run.journal.items({batchId: RUN, limit: 1})
  if (!item) throw new Error('no item')
  await run.journal.record([
    {
      event: {phase: 'event', operation: 'batch-undo', occurredAt: PLANNED_AT, batchId: undo.id, data: {}},
      batch: undo,
      planned: [
        {
          id: 'deletion-1',
          action: 'delete',
          sourceSha256: 'f'.repeat(64),
          sourcePath: '',
          ins: item.ins,
          ipp: 'IPP-1',
          documentUniqueId: item.documentUniqueId,
          submissionSetUniqueId: item.submissionSetUniqueId,
          signatureUniqueId: item.signatureUniqueId,
          setId: '',
          versionNumber: 0,
          submissionTime: item.submissionTime,
          sha1: '',
          size: 0,
          typeCode: item.typeCode,
          visibility: item.visibility,
          frozen: {},
          batchId: undo.id,
        },
      ],
    },
  ])
  const report = await write('undo', ['json'])
  expect(report.batch).toMatchObject({id: '20260303-undo', kind: 'undo', undoes: RUN})
  expect(report.actions).toEqual({submit: 0, replace: 0, delete: 1})
  expect(report.run).toMatchObject({planned: 1, remaining: 1})
  expect(JSON.parse(text('undo/report.json')).records).toMatchObject([
    {n: null, action: 'delete', ipp: 'IPP-1'},
  ])
})

it('tells how long documents took, and which took longest', async () => {
  await seedRun(run)
  const {durations, slowest, timeline} = await write('out', ['json'])
  expect(durations.count).toBe(43)
  expect(durations.longestMs).toBe(900)
  const within = (value: number | null, exact: number) => Math.abs((value ?? 0) - exact) / exact
  expect(within(durations.medianMs, 390)).toBeLessThan(0.12)
  expect(durations.histogram.reduce((sum, {count}) => sum + count, 0)).toBe(43)
  expect(slowest.slice(0, 2).map(({tookMs}) => tookMs)).toEqual([900, 800])
  expect(slowest.length).toBe(20)
  expect(timeline).toEqual({
    unit: 'hour',
    buckets: [{from: new Date(PLANNED_AT).toISOString(), accepted: 40, refused: 3, other: 2}],
  })
})

it('leaves no half of a report when it is interrupted', async () => {
  await seedRun(run)
  const interruption = new AbortController()
  const interrupted = batchReport(
    {...run.bench, signal: interruption.signal},
    {out: join(run.folder, 'out'), formats: ['csv', 'json', 'html'], force: false},
    {
      why: ({n}) => {
        if (n === 20) interruption.abort()
        return ''
      },
      page: (report) => reportPage(report, t),
    },
  )
  await expect(interrupted).rejects.toMatchObject({code: 'DMP_INTERRUPTED'})
  expect(readdirSync(join(run.folder, 'out'))).toEqual([])
})
