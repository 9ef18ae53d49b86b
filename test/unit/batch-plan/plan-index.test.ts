import {randomBytes, randomUUID} from 'node:crypto'
import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openPlanIndex} from '../../../src/lib/plan-index/sqlite-plan-index.ts'
import type {RecordClass} from '../../../src/lib/ports/plan-index.ts'
import {inOrder} from '../../../src/lib/usecases/batch/plan/in-order.ts'
import {OneByOne} from '../../../src/lib/usecases/batch/plan/one-by-one.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-index-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

const random = {uuid: () => randomUUID(), bytes: (count: number) => randomBytes(count)}
const open = () => openPlanIndex({folder, random})

describe('the working memory of a plan', () => {
  it('leaves no file behind, not even while it is open', async () => {
    const index = open()
    await index.survey({key: 'a', wish: 'submit', patient: '279035121518989'})
    if (process.platform !== 'win32') expect(readdirSync(folder)).toEqual([])
    await index.close()
    expect(readdirSync(folder)).toEqual([])
  })

  it('says what relates any records to each other, as a plain search would', async () => {
    const few = (letters: string) => fc.constantFrom(...letters)
    const record = fc.record({
      content: few('xyz'),
      patient: few('pq'),
      sourceId: few('stuv'),
      wish: few('ab'),
      verdict: fc.constantFrom<RecordClass>('ready', 'held', 'rejected', 'excluded'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(record, {minLength: 1, maxLength: 15}), async (records) => {
        const index = open()
        for (const [at, {verdict: _, ...facts}] of records.entries())
          await index.survey({key: `k${at}`, ...facts})
        expect(await index.surveyed()).toBe(records.length)
        const groups = new Map<number, string | undefined>()
        for (const [at, self] of records.entries()) {
          const n = at + 1
          const {group} = (await index.find(`k${at}`)) ?? {}
          const relations = await index.relations(n)
          const others = records.map((other, place) => ({...other, n: place + 1}))
          const same = others.filter(({content}) => content === self.content)
          // Records of one group are judged one after the other: those that could be each other's twins.
          expect(group !== undefined).toBe(same.length > 1)
          const alike = same.filter(({wish}) => wish === self.wish)
          groups.set(n, group)
          if (group !== undefined) for (const one of alike) expect(groups.get(one.n) ?? group).toBe(group)
          const twin = same.find(
            (one) =>
              one.n < n &&
              one.wish === self.wish &&
              one.patient === self.patient &&
              ['ready', 'held'].includes(one.verdict),
          )
          expect(relations.twin).toBe(twin?.n)
          const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)
          expect(sorted(relations.strangers)).toEqual(
            same.filter(({patient}) => patient !== self.patient).map((one) => one.n),
          )
          expect(sorted(relations.otherBytes)).toEqual(
            others
              .filter((one) => one.sourceId === self.sourceId && one.content !== self.content)
              .map((one) => one.n),
          )
          await index.decide(n, self.verdict)
        }
        const left = []
        for await (const {n} of index.undecided()) left.push(n)
        expect(left).toEqual([])
        await index.close()
      }),
      {numRuns: 40},
    )
  })

  it('numbers restored records as before, and new ones after them', async () => {
    const index = open()
    await index.restore('b', 2, 'ready')
    await index.restore('gone', 3, 'held')
    const numbers = []
    for (const key of ['new', 'b', 'newer']) numbers.push(await index.survey({key, wish: 'submit'}))
    expect(numbers).toEqual([4, 2, 5])
    await index.surveyed()
    expect(await index.find('b')).toEqual({n: 2, decided: 'ready'})
    expect(await index.find('gone')).toBeUndefined()
    await index.close()
  })

  it('remembers the last number of a word', async () => {
    const index = open()
    for (const n of [3, 9, 5]) await index.note('deleted', 'D1', n)
    expect(await index.noted('deleted', 'D1')).toBe(9)
    expect(await index.noted('deleted', 'D2')).toBeUndefined()
    expect(await index.noted('other', 'D1')).toBeUndefined()
    await index.close()
  })
})

describe('working on several records at once', () => {
  it('answers in order, never more at once than asked, and what is alone starts when all before it was taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), {maxLength: 12}),
        fc.integer({min: 1, max: 4}),
        async (scheduler, loners, width) => {
          const taken: number[] = []
          let running = 0
          const source = async function* () {
            for (const at of loners.keys()) yield at
          }
          const work = async (at: number) => {
            running += 1
            expect(running).toBeLessThanOrEqual(width)
            if (loners[at]) expect(taken).toHaveLength(at)
            await scheduler.schedule(Promise.resolve())
            running -= 1
            return at
          }
          const all = (async () => {
            for await (const at of inOrder(source(), width, work, (one) => loners[one] ?? false))
              taken.push(at)
          })()
          await scheduler.waitFor(all)
          expect(taken).toEqual([...loners.keys()])
        },
      ),
    )
  })

  it('tells the failure of the record that failed', async () => {
    const source = async function* () {
      yield* [1, 2, 3]
    }
    const failing = async (one: number) => {
      if (one === 2) throw new RangeError('two')
      return one
    }
    const taken: number[] = []
    const all = async () => {
      for await (const one of inOrder(source(), 2, failing)) taken.push(one)
    }
    await expect(all()).rejects.toThrow('two')
    expect(taken).toEqual([1])
  })

  it('keeps what has one key one after the other', async () => {
    const groups = new OneByOne()
    const said: string[] = []
    const step = (name: string) => async () => {
      said.push(`${name} begins`)
      await Promise.resolve()
      said.push(`${name} ends`)
    }
    const failing = async () => {
      throw new RangeError('x')
    }
    await Promise.all([
      groups.run('k', step('a')),
      groups.run('k', failing).catch(() => undefined),
      groups.run('k', step('b')),
    ])
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })
})
