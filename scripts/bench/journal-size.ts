/**
 * How long a bulk run of a million items takes to be opened, to give its first items, and to be looked at, each in a
 * process of its own. `node scripts/bench/journal-size.ts [items] [folder]`
 */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {openJournal} from '../../src/lib/journal/journal.ts'
import type {Journal} from '../../src/lib/ports/journal.ts'
import {systemClock} from '../../src/lib/system/clock.ts'
import {systemRandom} from '../../src/lib/system/random.ts'
import {batchPlanning, plannedItem, sampleBatch, seededPatient} from '../../test/support/journal-samples.ts'

export interface JournalSize {
  readonly items: number
  readonly megabytes: number
  readonly seedSeconds: number
  /** Milliseconds, in a fresh process each. */
  readonly openMs: number
  readonly firstClaimMs: number
  readonly overviewMs: number
  readonly peakMegabytes: number
}

const RUN = '20260302-aaaa'
const REAL = 500
const ROOT = '1.2.250.1.999.1.1'

/** In `folder` as in a state folder of the program. */
function open(folder: string, oidRoot: string): Promise<Journal> {
  return openJournal({
    path: join(folder, 'journal.db'),
    keyDir: join(folder, 'keys'),
    registryDir: folder,
    oidRoot,
    environment: 'sandbox',
    mode: 'runner',
    clock: systemClock,
    random: systemRandom,
  })
}

/**
 * Rows of a run nine tenths done, put in place by the database itself: their sealed parts are filler. The first that
 * are due, and the last, are planned through the journal, so that what is claimed opens.
 */
export async function seedJournal(folder: string, items: number, oidRoot: string): Promise<void> {
  const real = (from: number) =>
    Array.from({length: REAL}, (_, n) => plannedItem(from + n, {ins: seededPatient(from + n)}))
  let journal = await open(folder, oidRoot)
  await journal.record([batchPlanning(sampleBatch(RUN), ...real(0))])
  await journal.close()
  const database = new DatabaseSync(join(folder, 'journal.db'))
  database.exec('PRAGMA journal_mode = OFF; PRAGMA cache_size = -400000; PRAGMA synchronous = OFF')
  const indexes = database
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name LIKE 'items%' AND sql IS NOT NULL",
    )
    .all()
  for (const {name} of indexes) database.exec(`DROP INDEX ${name}`)
  database.exec(`BEGIN;
    UPDATE items SET n = n + ${Math.floor(items * 0.9)} WHERE n > 0;
    UPDATE item_bodies SET n = n + ${Math.floor(items * 0.9)} WHERE n > 0;
    CREATE TEMP TABLE many AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${items})
      SELECT n FROM c WHERE n NOT IN (SELECT n FROM items);
    INSERT INTO items (n, id, batch, action, establishment, state, attempts, planned_at, registry_status, sent_at, settled_at, cause)
      SELECT n, 'seed-' || n, '${RUN}', 'submit', 'chu',
        CASE WHEN n > ${items * 0.9} THEN 'planned' WHEN n % 100 = 0 THEN 'refused' ELSE 'accepted' END, 1, 1000 + n,
        CASE WHEN n > ${items * 0.9} OR n % 100 = 0 THEN NULL ELSE 'approved' END, 2000 + n, 3000 + n,
        CASE WHEN n <= ${items * 0.9} AND n % 100 = 0 THEN 'DMP_REFUSED_' || n % 7 END FROM many;
    INSERT INTO item_bodies SELECT n, hex(randomblob(32)), hex(randomblob(32)), hex(randomblob(32)), hex(randomblob(32)),
      hex(randomblob(32)), hex(randomblob(32)), hex(randomblob(32)), hex(randomblob(32)), hex(randomblob(600)) FROM many;
    DELETE FROM item_counts;
    INSERT INTO item_counts SELECT batch, action, state, coalesce(cause, ''), coalesce(registry_status, ''), count(*)
      FROM items GROUP BY 1, 2, 3, 4, 5; COMMIT`)
  // Sorted, an index is made in a pass; row by row it would take longer than everything else here.
  for (const {sql} of indexes) database.exec(String(sql))
  database.exec('PRAGMA journal_mode = WAL')
  database.close()
  journal = await open(folder, oidRoot)
  await journal.close()
}

/** In a process of its own: what `what` takes there from the start of the opening on. */
async function measure(folder: string, oidRoot: string, what: string): Promise<void> {
  const start = performance.now()
  const journal = await open(folder, oidRoot)
  const opened = performance.now()
  if (what === 'claim') {
    const claimed = await journal.claim({batchIds: [RUN], limit: 50, now: Date.now(), leaseMs: 60_000})
    if (claimed.length !== 50) throw new Error(`${claimed.length} claimed`)
  } else {
    const {counts} = await journal.overview({batchId: RUN, now: Date.now(), since: Date.now() - 3_600_000})
    if (counts.length === 0) throw new Error('no counts')
  }
  const ended = performance.now()
  process.stdout.write(
    JSON.stringify({open: opened - start, more: ended - opened, peak: process.resourceUsage().maxRSS / 1024}),
  )
  await journal.close()
}

export interface Look {
  /** Milliseconds of the opening, and of what came after it. */
  readonly open: number
  readonly more: number
  /** Most memory held, in megabytes. */
  readonly peak: number
}

/** Opens a seeded journal in a fresh process and takes its first items, or looks at where the run stands. */
export function lookAtJournal(folder: string, what: 'claim' | 'overview', oidRoot: string): Look {
  const args = [import.meta.filename, '--measure', folder, oidRoot, what]
  const {stdout, status} = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error('the measuring process failed')
  return JSON.parse(stdout)
}

export async function measureJournalSize(items: number, parent = tmpdir()): Promise<JournalSize> {
  const folder = mkdtempSync(join(parent, 'journal-size-'))
  try {
    const start = performance.now()
    await seedJournal(folder, items, ROOT)
    const seedSeconds = (performance.now() - start) / 1000
    const claim = lookAtJournal(folder, 'claim', ROOT)
    const overview = lookAtJournal(folder, 'overview', ROOT)
    return {
      items,
      megabytes: statSync(join(folder, 'journal.db')).size / 1e6,
      seedSeconds,
      openMs: claim.open,
      firstClaimMs: claim.more,
      overviewMs: overview.more,
      peakMegabytes: Math.max(claim.peak, overview.peak),
    }
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

if (process.argv[1] === import.meta.filename) {
  const [first = '1000000', second, third = '', fourth = ''] = process.argv.slice(2)
  if (first === '--measure') await measure(second ?? '', third, fourth)
  else process.stdout.write(`${JSON.stringify(await measureJournalSize(Number(first), second))}\n`)
}
