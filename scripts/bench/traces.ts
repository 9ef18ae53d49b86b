/**
 * What an export of traces costs: NDJSON of a journal of many events against the same events read, opened and counted,
 * and the heap that is held meanwhile; each in a process of its own.
 * `node scripts/bench/traces.ts [events] [folder]`
 */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {openJournal} from '../../src/lib/journal/journal.ts'
import {openTraceSource} from '../../src/lib/journal/trace-source.ts'
import {streamFile} from '../../src/lib/outputs/streamed-file.ts'
import type {JournalEntry} from '../../src/lib/ports/journal.ts'
import {systemClock} from '../../src/lib/system/clock.ts'
import {systemRandom} from '../../src/lib/system/random.ts'
import {ExportTally} from '../../src/lib/traces/export/export-tally.ts'
import {HashedSink} from '../../src/lib/traces/export/hashed-sink.ts'
import {traceEvent} from '../../src/lib/traces/trace-event.ts'
import {TraceFilter} from '../../src/lib/traces/trace-filter.ts'
import {traceFormat} from '../../src/lib/usecases/trace/export/formats.ts'
import {traceFeed} from '../../src/lib/usecases/trace/trace-feed.ts'
import {seededPatient} from '../../test/support/journal-samples.ts'
import {answerOf} from './child-answer.ts'
import type {Place} from './place.ts'
import type {Measured} from './row.ts'

const TOGETHER = 500
/** The heap of a large export is compared with that of one of so many events. */
const SHARE = 10
const EXPORT_LEAST = 0.5
const HEAP_MOST = 1.5

type Work = 'read' | 'export'

/** What a child found. */
interface Took {
  readonly events: number
  /** Of CPU, all threads together. */
  readonly seconds: number
  /** Smallest heap of the second half of the time, in MB: what is held once young objects are collected. */
  readonly heldMegabytes: number
}

const options = (folder: string) => ({
  path: join(folder, 'journal.db'),
  keyDir: join(folder, 'keys'),
  folder,
  random: systemRandom,
})

/** Intent and result of the n-th document, as a submission writes them. */
function pair(n: number, intentId: string, phase: 'intent' | 'result'): JournalEntry {
  const occurredAt = Date.UTC(2026, 2, 2) + n * 250
  const common = {operation: 'submit', patient: seededPatient(n), attempt: 1, occurredAt} as const
  const event =
    phase === 'intent'
      ? traceEvent({
          ...common,
          phase,
          transaction: {dmp: 'TD2.1', ihe: 'ITI-41', messageId: `urn:uuid:${systemRandom.uuid()}`},
          actor: {
            org: {finess: '990000001', level: 'EJ', name: 'CHU EXEMPLE'},
            os: {account: 'dmp', host: 'serveur-1'},
            software: {name: 'dmp', version: '0.1.0'},
          },
          auth: {mode: 'indirect', certSubject: 'CN=990000001,O=EXEMPLE,C=FR', certSerial: '4a1b'},
          assertion: {id: `_${systemRandom.uuid()}`, issuer: 'CN=990000001', sha256: 'a'.repeat(64)},
          documents: [
            {uniqueId: `1.2.250.1.999.7.${n}`, typeCode: '11488-4', sha1: 'b'.repeat(40), size: 20_000 + n},
          ],
          submissionSet: {uniqueId: `1.2.250.1.999.8.${n}`, submissionTime: '20260302091406'},
        })
      : traceEvent({
          ...common,
          phase,
          intentId,
          endedAt: occurredAt + 240,
          outcome: 'success',
          status: {http: 200, registryStatus: 'Success'},
          durationMs: 240,
        })
  return {event}
}

/** A journal of so many events, half of them results. */
export async function seedTraces(folder: string, events: number): Promise<void> {
  const journal = await openJournal({
    ...options(folder),
    registryDir: folder,
    oidRoot: '1.2.250.1.999.1.1',
    environment: 'sandbox',
    mode: 'runner',
    clock: systemClock,
  })
  try {
    for (let from = 0; from < events / 2; from += TOGETHER) {
      const numbers = Array.from({length: Math.min(TOGETHER, events / 2 - from)}, (_, at) => from + at)
      const ids = await journal.record(numbers.map((n) => pair(n, '', 'intent')))
      await journal.record(numbers.map((n, at) => pair(n, ids[at] ?? '', 'result')))
    }
  } finally {
    await journal.close()
  }
}

/** In a process of its own. */
async function measure(folder: string, work: Work): Promise<Took> {
  const source = await openTraceSource(options(folder))
  const samples: number[] = []
  const watch = setInterval(() => samples.push(process.memoryUsage().heapUsed), 25)
  const before = process.cpuUsage()
  let events = 0
  if (work === 'read') for await (const _event of source.events({})) events += 1
  else {
    const tally = new ExportTally([source])
    const output = await streamFile(join(folder, 'traces.ndjson'), {force: true})
    const sink = new HashedSink(output)
    const {write} = await traceFormat('ndjson')
    const records = tally.count(traceFeed([source], new TraceFilter({}), {unmask: false}))
    await write(records, sink, {
      t: (key) => key,
      raw: false,
      sheets: {
        open: () => {
          throw new Error('no workbook is written')
        },
      },
      facts: [],
      ending: () => [],
      choices: {},
    })
    await sink.finish()
    await output.finish()
    events = tally.records
  }
  const {user, system} = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  clearInterval(watch)
  await source.close()
  const later = samples.slice(samples.length >> 1)
  return {events, seconds, heldMegabytes: Math.min(...later, process.memoryUsage().heapUsed) / 1e6}
}

const look = (folder: string, work: Work, env: Readonly<Record<string, string>>) =>
  answerOf<Took>([import.meta.filename, '--measure', folder, work], env)

/** NDJSON export against reading alone, and its heap against that of a tenth of the events. */
export async function measureTraces(
  {folder: parent, env}: Pick<Place, 'folder' | 'env'>,
  {events, rounds}: {readonly events: number; readonly rounds: number},
): Promise<Measured[]> {
  const many = mkdtempSync(join(parent, 'traces-'))
  const few = mkdtempSync(join(parent, 'few-traces-'))
  try {
    await seedTraces(many, events)
    await seedTraces(few, events / SHARE)
    const rate = ({events: found, seconds}: Took) => {
      if (found !== events) throw new Error(`${found} of ${events} events`)
      return found / seconds
    }
    const theirs: number[] = []
    const ours: number[] = []
    let held = 0
    for (let round = 0; round < rounds; round++) {
      theirs.push(rate(await look(many, 'read', env)))
      const took = await look(many, 'export', env)
      ours.push(rate(took))
      held = took.heldMegabytes
    }
    const group = 'traces'
    return [
      {
        group,
        name: `\`dmp trace export\` of ${events} traces as NDJSON`,
        reference: 'the same events read from the journal alone',
        unit: 'rows/s',
        ours,
        theirs,
        atLeast: EXPORT_LEAST,
      },
      {
        group,
        name: `the same, heap held`,
        reference: `an export of ${events / SHARE} traces`,
        unit: 'MB',
        ours: [held],
        theirs: [(await look(few, 'export', env)).heldMegabytes],
        atMost: HEAP_MOST,
      },
    ]
  } finally {
    for (const folder of [many, few]) rmSync(folder, {recursive: true, force: true})
  }
}

if (process.argv[1] === import.meta.filename) {
  const [first = '1000000', second = tmpdir(), work] = process.argv.slice(2)
  if (first === '--measure') process.stdout.write(`${JSON.stringify(await measure(second, work as Work))}\n`)
  else {
    const env = {PATH: process.env['PATH'] ?? ''}
    const measured = await measureTraces({folder: second, env}, {events: Number(first), rounds: 1})
    process.stdout.write(`${JSON.stringify(measured, null, 1)}\n`)
  }
}
