import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {plannedItem, planning} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from './workbench.ts'

let bench: Workbench
beforeEach(() => {
  bench = workbench()
})
afterEach(() => bench.clear())

/** Plans documents 0 to 19 under ids of its own once told to; prints one line for each. */
function planner(name: string): {ready: Promise<void>; go: () => void; said: Promise<string[]>} {
  const {path, keyDir, registryDir = '', oidRoot} = bench.options
  const script = join(import.meta.dirname, 'planner.ts')
  const child = spawn(process.execPath, [script, path, keyDir, registryDir, oidRoot, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  const said = new Promise<string[]>((done) =>
    child.on('close', () => done(text.trim().split('\n').slice(1))),
  )
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      text += String(chunk)
      resolve()
    })
    child.on('exit', () => reject(new Error('the planner ended before it was told to begin')))
  })
  return {ready, go: () => child.stdin.end('go\n'), said}
}

describe('two that plan the same documents at once', () => {
  it('lets one of two connections plan each', async () => {
    const one = await openJournal(bench.options)
    const other = await openJournal(bench.options)
    for (let n = 0; n < 20; n++) {
      const ends = await Promise.allSettled(
        [one, other].map((journal, who) => journal.record([planning(plannedItem(n, {id: `${who}-${n}`}))])),
      )
      expect(ends.map(({status}) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(ends.find(({status}) => status === 'rejected')).toMatchObject({
        reason: {code: 'DMP_ALREADY_SENT'},
      })
    }
    expect(await one.items({})).toHaveLength(20)
    expect((await other.health()).faults).toEqual([])
    await one.close()
    await other.close()
  })

  it('lets one of two processes plan each', {timeout: 60_000}, async () => {
    const both = [planner('a'), planner('b')]
    await Promise.all(both.map(({ready}) => ready))
    for (const {go} of both) go()
    const said = (await Promise.all(both.map((one) => one.said))).flat()
    expect(said).toHaveLength(40)
    expect(said.filter((line) => line.startsWith('planned'))).toHaveLength(20)
    expect(said.filter((line) => line.startsWith('DMP_ALREADY_SENT'))).toHaveLength(20)
    const journal = await openJournal(bench.options)
    const items = await journal.items({})
    expect(new Set(items.map(({sourceSha256}) => sourceSha256)).size).toBe(20)
    expect(items).toHaveLength(20)
    await journal.close()
  })
})
