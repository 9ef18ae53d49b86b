import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {RandomPool} from '../../../src/lib/journal/random-pool.ts'
import {Sealing} from '../../../src/lib/journal/sealing.ts'
import {systemRandom} from '../../../src/lib/system/random.ts'
import {alice, bruno, entry, plannedItem, planning, sending} from '../../support/journal-samples.ts'
import {workbench} from './workbench.ts'

const bench = workbench()
afterAll(() => bench.clear())

describe('the journal at rest', () => {
  it('holds no identity, identifier of the hospital, title, path or type in its files', async () => {
    const journal = await openJournal(bench.options)
    await journal.record([planning(plannedItem(1), plannedItem(2, {ins: bruno}))])
    await journal.record([
      sending('item-1'),
      entry({operation: 'search', patient: bruno, reason: 'REASON-SECRET'}),
    ])
    await journal.hold([
      {kind: 'ipp', value: 'IPP-SECRET-1', reason: 'REASON-SECRET', by: 'OPERATOR-SECRET', createdAt: 1},
    ])
    await journal.backup(join(bench.folder, 'state', 'copy.db'))
    const item = plannedItem(1)
    const secrets = [
      alice.matricule,
      bruno.matricule,
      alice.matricule.slice(0, 13),
      alice.oid,
      'SECRET',
      'TESTNAME',
      'TESTPATH',
      '11506-3',
      item.sourceSha256,
      item.sha1,
      item.documentUniqueId,
      item.setId,
    ]
    // Read by another process: closing a file here would drop the locks of the open journal.
    for (const secret of secrets) {
      const {stdout, status} = spawnSync('grep', ['-rlFa', '--', secret, join(bench.folder, 'state')], {
        encoding: 'utf8',
      })
      expect([secret, stdout, status]).toEqual([secret, '', 1])
    }
    expect(readdirSync(join(bench.folder, 'state'))).toContain('journal.db-wal')
    await journal.close()
    const bytes = readFileSync(bench.options.path)
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false)
    expect(existsSync(bench.options.path)).toBe(true)
  })

  it('never draws the same bytes twice from a pool', () => {
    const pool = new RandomPool(systemRandom)
    const drawn = Array.from({length: 2000}, () => Buffer.from(pool.bytes(12)).toString('hex'))
    expect(new Set(drawn).size).toBe(2000)
    expect(pool.bytes(10_000)).toHaveLength(10_000)
  })

  it('does not open a value that was altered or moved to another row', () => {
    const keys = {
      id: 'k1',
      seal: systemRandom.bytes(32),
      index: systemRandom.bytes(32),
      sign: systemRandom.bytes(32),
    }
    const sealing = new Sealing(keys, systemRandom)
    const sealed = sealing.seal('item:a', {name: 'x'})
    expect(sealing.open('item:a', sealed)).toEqual({name: 'x'})
    expect(() => sealing.open('item:b', sealed)).toThrow()
    expect(() => sealing.open('item:a', `${sealed.slice(0, -4)}AAA=`)).toThrow()
    expect(() => new Sealing({...keys, id: 'k2'}, systemRandom).open('item:a', sealed)).toThrow()
    expect(sealing.seal('item:a', {name: 'x'})).not.toBe(sealed)
  })
})
