import {spawnSync} from 'node:child_process'
import {cpSync, readdirSync, rmSync, statSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {pathToFileURL} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {openJournalToRead} from '../../../src/lib/journal/read-only-journal.ts'
import {restoreJournal} from '../../../src/lib/journal/restore.ts'
import {openTraceSource} from '../../../src/lib/journal/trace-source.ts'
import {
  batchPlanning,
  plannedItem,
  planning,
  sampleBatch,
  sending,
  settling,
} from '../../support/journal-samples.ts'
import {workbench} from './workbench.ts'

const hook = pathToFileURL(join(import.meta.dirname, 'kill-at-step.mjs')).href
const bench = workbench()
const {options} = bench
const {path, keyDir, registryDir = '', oidRoot} = options
const copy = join(bench.folder, 'copy.db')
const PLACES = [dirname(path), keyDir, registryDir]
const before = `${bench.folder}-before`

/** A journal that is damaged: a hold and an item were laid since the copy, and an item left. */
beforeAll(async () => {
  const journal = await openJournal(options)
  await journal.record([batchPlanning(sampleBatch('20260302-aaaa'), plannedItem(1), plannedItem(2))])
  await journal.record([sending('item-1'), settling('item-1', {to: 'accepted'})])
  await journal.backup(copy)
  await journal.record([planning(plannedItem(3)), sending('item-2'), settling('item-2', {to: 'accepted'})])
  await journal.hold([{kind: 'ipp', value: 'IPP-1', reason: 'opposition', by: 'test', createdAt: 1000}])
  await journal.close()
  // As a command leaves it that was killed: part of it is in the write-ahead file.
  const database = new DatabaseSync(path)
  database.exec('DELETE FROM events WHERE n = 1')
  cpSync(`${path}-wal`, `${path}-kept`)
  database.close()
  cpSync(`${path}-kept`, `${path}-wal`)
  rmSync(`${path}-kept`)
  for (const place of PLACES) cpSync(place, join(before, basename(place)), {recursive: true})
})
afterAll(() => {
  bench.clear()
  rmSync(before, {recursive: true, force: true})
})

function asBefore(): void {
  for (const place of PLACES) {
    rmSync(place, {recursive: true})
    cpSync(join(before, basename(place)), place, {recursive: true})
  }
}

function restoring(maxPages: string, env: Readonly<Record<string, string>> = {}) {
  asBefore()
  const script = join(import.meta.dirname, 'restorer.ts')
  const args = ['--import', hook, script, path, keyDir, registryDir, oidRoot, copy, maxPages]
  return spawnSync(process.execPath, args, {encoding: 'utf8', env: {...process.env, ...env}})
}

const codeOf = (error: unknown) =>
  error instanceof DmpError ? (error.params['reason'] ?? error.code) : String(error)

/** What the journal says to whoever opens it now: the refusal, or the holds it has. */
async function opened(): Promise<unknown> {
  try {
    const journal = await openJournal(options)
    const holds = await journal.holds()
    await journal.close()
    return holds.length
  } catch (error) {
    return codeOf(error)
  }
}

const refusal = (reading: Promise<unknown>) => reading.then(() => 'opened', codeOf)

async function expectWhole(): Promise<void> {
  const journal = await openJournal(options)
  const items = await journal.items({})
  expect(items.map(({id, state}) => [id, state])).toEqual([
    ['item-1', 'accepted'],
    ['item-2', 'unknown'],
    ['item-3', 'unknown'],
  ])
  expect(await journal.holds()).toHaveLength(1)
  await journal.close()
  expect((await checkJournal(options)).faults).toEqual([])
  const names = readdirSync(dirname(path)).filter((name) => !/-(?:wal|shm)$|\.locks$/.test(name))
  expect(names).toHaveLength(2)
  const [aside = ''] = names.filter((name) => name !== basename(path))
  expect(aside).toMatch(/\.db\.\d{14}$/)
  expect(statSync(join(dirname(path), aside)).size).toBeGreaterThan(0)
  const {findings} = await checkJournal({...options, path: join(dirname(path), aside), registryDir: 'none'})
  expect(findings).toContainEqual(expect.objectContaining({kind: 'chain'}))
}

describe.each([
  ['that succeeds', ''],
  ['that fails once the copy is in its place', '1'],
])('a restoration %s', (_what, maxPages) => {
  it('killed at any of its steps, opens for nobody until the same command ends it', {
    timeout: 600_000,
  }, async () => {
    const whole = restoring(maxPages)
    const steps = Number(whole.stdout)
    expect([steps > 15, whole.status]).toEqual([true, maxPages === '' ? 0 : 1])
    let unfinished = 0
    for (let step = 1; step <= steps; step++) {
      const where = `step ${step} of ${steps}`
      const {signal} = restoring(maxPages, {KILL_STEP: String(step)})
      expect([where, signal]).toEqual([where, 'SIGKILL'])
      const answer = await opened()
      expect([where, answer]).toEqual([where, answer === 1 ? 1 : 'restore-unfinished'])
      if (answer !== 1) {
        unfinished += 1
        await expectRefusedToReaders()
      }
      const again = await refusal(restoreJournal({...options, copy}))
      const isSound = answer === 1 && again === 'DMP_JOURNAL_SOUND'
      expect([where, again]).toEqual([where, isSound ? again : 'opened'])
      await expectWhole()
    }
    expect(unfinished).toBeGreaterThan(5)
  })
})

it('a restoration that fails leaves everything as it was', async () => {
  asBefore()
  const named = () => readdirSync(dirname(path)).filter((name) => !/\.locks$|-shm$/.test(name))
  const names = named()
  const reason = refusal(restoreJournal({...options, copy, maxPages: 1}))
  expect(await reason).toBe('disk-full')
  expect(named()).toEqual(names)
  expect(await opened()).toBe(1)
})

async function expectRefusedToReaders(): Promise<void> {
  const because = new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path, reason: 'disk-full'}})
  const {random} = options
  const source = {path, keyDir, random, folder: join(bench.folder, 'tmp')}
  expect(await refusal(openTraceSource(source))).toBe('restore-unfinished')
  expect(await refusal((async () => openJournalToRead({...source, because}))())).toBe('restore-unfinished')
}
