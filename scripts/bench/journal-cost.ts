/**
 * What the journal costs a document: an intent and a result, each on disk before its caller goes on, against a file
 * that takes the same bytes and the same number of flushes. `node scripts/bench/journal-cost.ts [documents] [folder]`
 */
import {closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {openJournal} from '../../src/lib/journal/journal.ts'
import type {Journal, JournalItem} from '../../src/lib/ports/journal.ts'
import {systemClock} from '../../src/lib/system/clock.ts'
import {systemRandom} from '../../src/lib/system/random.ts'
import {traceEvent} from '../../src/lib/traces/trace-event.ts'
import {batchPlanning, plannedItem, sampleBatch, seededPatient} from '../../test/support/journal-samples.ts'

export interface JournalCost {
  readonly width: number
  readonly documents: number
  /** Per document: CPU of the whole process, and time, in milliseconds. */
  readonly cpuMs: number
  readonly ms: number
  /** The same bytes and flushes in a bare file. */
  readonly bareCpuMs: number
  readonly bareMs: number
  /** Written by the journal per document, indexes included. */
  readonly bytes: number
}

const RUN = '20260302-aaaa'
const PLANNED_TOGETHER = 200
const CLAIMED_TOGETHER = 50

/** Times `work` and divides by `documents`. */
async function perDocument(documents: number, work: () => Promise<void>) {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const {user, system} = process.cpuUsage(cpu)
  return {cpuMs: (user + system) / 1000 / documents, ms: (performance.now() - start) / documents}
}

async function plan(journal: Journal, documents: number): Promise<void> {
  for (let from = 0; from < documents; from += PLANNED_TOGETHER) {
    const items = Array.from({length: Math.min(PLANNED_TOGETHER, documents - from)}, (_, index) =>
      plannedItem(from + index, {ins: seededPatient(from + index)}),
    )
    const {batch, ...rest} = batchPlanning(sampleBatch(RUN), ...items)
    await journal.record([from === 0 && batch ? {...rest, batch} : rest])
  }
}

/** As the engine does: `width` documents under way, claimed in blocks, two records each. */
async function send(journal: Journal, width: number): Promise<void> {
  const queue: JournalItem[] = []
  let claiming: Promise<void> | undefined
  const refill = async () => {
    const query = {batchIds: [RUN], limit: CLAIMED_TOGETHER, now: Date.now(), leaseMs: 60_000}
    queue.push(...(await journal.claim(query)))
    claiming = undefined
  }
  const worker = async () => {
    for (;;) {
      if (queue.length === 0) {
        claiming ??= refill()
        await claiming
        if (queue.length === 0) return
      }
      const item = queue.shift()
      if (item) await sendOne(journal, item)
    }
  }
  await Promise.all(Array.from({length: width}, worker))
}

async function sendOne(journal: Journal, item: JournalItem): Promise<void> {
  const {id, claim = '', ins, documentUniqueId, submissionSetUniqueId, typeCode, sha1, size} = item
  const common = {
    operation: 'submit',
    patient: ins,
    itemId: id,
    attempt: 1,
    documents: [{uniqueId: documentUniqueId, typeCode, sha1, size, mimeType: 'text/xml'}],
    submissionSet: {uniqueId: submissionSetUniqueId, submissionTime: item.submissionTime},
  } as const
  const transaction = {dmp: 'TD2.1', ihe: 'ITI-41', messageId: `urn:uuid:${systemRandom.uuid()}`}
  const actor = {org: {finess: '990000001', level: 'EJ', name: 'CHU EXEMPLE'}} as const
  const auth = {mode: 'indirect', certSubject: 'CN=990000001,O=EXEMPLE,C=FR', certSha256: sha1}
  const occurredAt = Date.now()
  const [intentId = ''] = await journal.record([
    {
      event: traceEvent({...common, phase: 'intent', occurredAt, transaction, actor, auth}),
      changes: [{id, to: 'sending', countAttempt: true, claim}],
    },
  ])
  await new Promise((resolve) => setImmediate(resolve))
  await journal.record([
    {
      event: traceEvent({
        ...common,
        phase: 'result',
        intentId,
        occurredAt,
        endedAt: Date.now(),
        outcome: 'success',
        status: {http: 200, registryStatus: 'Success'},
      }),
      changes: [{id, to: 'accepted', entryUuid: `urn:uuid:${systemRandom.uuid()}`, claim}],
    },
  ])
}

/** The same bytes, `width` documents a flush, two flushes a document. */
async function bare(folder: string, documents: number, width: number, bytes: number): Promise<void> {
  const file = openSync(join(folder, 'bare'), 'w')
  const block = Buffer.alloc(Math.ceil(bytes / 2) * width, 1)
  try {
    for (let flush = 0; flush < (2 * documents) / width; flush++) {
      writeSync(file, block)
      fdatasyncSync(file)
    }
  } finally {
    closeSync(file)
  }
}

export async function measureJournalCost(
  documents: number,
  width: number,
  parent = tmpdir(),
): Promise<JournalCost> {
  const folder = mkdtempSync(join(parent, 'journal-cost-'))
  const path = join(folder, 'journal.db')
  try {
    const open = () =>
      openJournal({
        path,
        keyDir: join(folder, 'keys'),
        oidRoot: '1.2.250.1.999.1.1',
        environment: 'sandbox',
        mode: 'runner',
        clock: systemClock,
        random: systemRandom,
      })
    const planning = await open()
    await plan(planning, documents)
    await planning.close()
    const before = statSync(path).size
    const journal = await open()
    const ours = await perDocument(documents, () => send(journal, width))
    await journal.close()
    const bytes = Math.round((statSync(path).size - before) / documents)
    const theirs = await perDocument(documents, () => bare(folder, documents, width, bytes))
    return {width, documents, ...ours, bareCpuMs: theirs.cpuMs, bareMs: theirs.ms, bytes}
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

if (process.argv[1] === import.meta.filename) {
  const [documents = '5000', parent] = process.argv.slice(2)
  for (const width of [1, 16, 64]) {
    const cost = await measureJournalCost(Number(documents), width, parent)
    process.stdout.write(
      `${JSON.stringify(cost, (_key, value) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value))}\n`,
    )
  }
}
