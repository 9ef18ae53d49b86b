/**
 * Prints the SQL text of a small journal of the present schema version, the same at each run. Run once when a
 * version is released, `node test/unit/journal/samples/make-sample.ts > test/unit/journal/samples/v<n>.sql`;
 * the text is never made again afterwards: later programs must go on opening it.
 */
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {openJournal} from '../../../../src/lib/journal/journal.ts'
import {SCHEMA_VERSION} from '../../../../src/lib/journal/schema.ts'
import {
  batchPlanning,
  bruno,
  entry,
  plannedItem,
  planning,
  sampleBatch,
  seededRandom,
  sending,
  settling,
} from '../../../support/journal-samples.ts'
import {virtualClock} from '../../../support/virtual-clock.ts'

/** Everything random of a sample comes from this word, its keys included: nothing secret is stored. */
export const seedOfSample = (version: number) => `journal sample version ${version}`
export const SAMPLE_ROOT = '1.2.250.1.999.1.77'

async function makeSample(path: string, keyDir: string): Promise<void> {
  const clock = virtualClock()
  const random = seededRandom(seedOfSample(SCHEMA_VERSION))
  const journal = await openJournal({
    path,
    keyDir,
    oidRoot: SAMPLE_ROOT,
    environment: 'sandbox',
    clock,
    random,
  })
  await journal.allot(5)
  await journal.record([planning(plannedItem(1), plannedItem(2, {ins: bruno}), plannedItem(3))])
  await journal.record([sending('item-1'), sending('item-2')])
  await journal.record([
    settling(
      'item-1',
      {to: 'accepted', entryUuid: 'urn:uuid:11111111-2222-4333-8444-555555555555'},
      {outcome: 'success'},
    ),
    settling('item-2', {to: 'unknown', cause: 'DMP_NO_ANSWER', retryAt: 99_000}, {outcome: 'unknown'}),
  ])
  await journal.hold([
    {kind: 'ipp', value: 'IPP-SECRET-3', reason: 'wrong-patient', by: 'operator', createdAt: 5},
  ])
  await journal.record([
    settling('item-3', {to: 'held'}),
    entry({operation: 'delete', itemId: 'item-1', reason: 'test'}),
  ])
  const run = sampleBatch('20260302-aaaa', {facts: {rules: 'sha'}})
  await journal.record([
    batchPlanning(run, plannedItem(4, {sendAfter: 70_000}), plannedItem(5, {action: 'delete', ins: bruno})),
  ])
  await journal.close()
}

function dump(path: string): string {
  const database = new DatabaseSync(path, {readOnly: true})
  const lines = ['BEGIN;']
  for (const {sql} of database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all())
    lines.push(`${sql};`)
  for (const {name} of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()) {
    const columns = database.prepare(`SELECT name FROM pragma_table_info('${name}')`).all()
    const quoted = columns.map((column) => `quote(${column['name']})`).join(" || ', ' || ")
    const names = columns.map((column) => column['name']).join(', ')
    for (const row of database.prepare(`SELECT ${quoted} AS line FROM ${name} ORDER BY 1`).all())
      lines.push(`INSERT INTO ${name} (${names}) VALUES (${row['line']});`)
  }
  for (const name of ['application_id', 'user_version'])
    lines.push(`PRAGMA ${name} = ${database.prepare(`PRAGMA ${name}`).get()?.[name]};`)
  database.close()
  return `${[...lines, 'COMMIT;'].join('\n')}\n`
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'))
  const path = join(folder, 'journal.db')
  await makeSample(path, join(folder, 'keys'))
  process.stdout.write(dump(path))
  rmSync(folder, {recursive: true})
}
