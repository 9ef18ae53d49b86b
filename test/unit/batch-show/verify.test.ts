import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {EntryUuid} from '../../../src/lib/ids/identifiers.ts'
import type {JournalItem} from '../../../src/lib/ports/journal.ts'
import {sampleOf} from '../../../src/lib/usecases/batch/show/verify-choice.ts'
import {verifyCsvLine} from '../../../src/lib/usecases/batch/show/verify-csv.ts'
import {
  isFinding,
  type Mark,
  markOf,
  verifiedDocument,
} from '../../../src/lib/usecases/batch/show/verify-mark.ts'
import {plannedItem, seededRandom} from '../../support/journal-samples.ts'

const one = 'urn:uuid:1' as EntryUuid
const other = 'urn:uuid:2' as EntryUuid

const item = (more: Partial<JournalItem>): JournalItem => ({
  ...plannedItem(1),
  state: 'accepted',
  registryStatus: 'approved',
  attempts: 1,
  plannedAt: 0,
  ...more,
})

describe('the mark of a document', () => {
  it.each<[string, Partial<JournalItem>, readonly EntryUuid[], Mark, boolean]>([
    ['accepted and found', {entryUuid: one}, [one], '=', false],
    ['accepted and found, its entry not known to us', {}, [one], '=', false],
    ['accepted and replaced since, found', {registryStatus: 'deprecated', entryUuid: one}, [one], '=', false],
    ['accepted and not found', {entryUuid: one}, [], '-', true],
    ['accepted and found under another entry', {entryUuid: one}, [other], '*', false],
    ['accepted and found twice', {entryUuid: one}, [one, other], '*', false],
    ['deleted and not found', {registryStatus: 'deleted'}, [], '=', false],
    ['deleted and found', {registryStatus: 'deleted'}, [one], '+', true],
    ['a deletion done, not found', {action: 'delete'}, [], '=', false],
    ['of unknown outcome and found', {state: 'unknown'}, [one], '+', false],
    ['of unknown outcome and not found', {state: 'unknown'}, [], '-', false],
  ])('of one %s', (_, more, found, mark, finding) => {
    const made = item(more)
    expect(markOf(made, found)).toBe(mark)
    expect(isFinding(verifiedDocument(made, {mark, found}))).toBe(finding)
  })

  it('is a word in the table, where a sign would run', () => {
    const line = verifyCsvLine(verifiedDocument(item({}), {mark: '-', found: []}))
    expect(line.startsWith('not-found;accepted;approved;')).toBe(true)
  })
})

async function* numbers(count: number) {
  for (let n = 0; n < count; n++) yield n
}

describe('a sample', () => {
  it('has the size that was asked for, each once, never more than there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({min: 0, max: 60}),
        fc.integer({min: 1, max: 20}),
        fc.string(),
        async (count, size, seed) => {
          const sample = await sampleOf(numbers(count), size, seededRandom(seed))
          expect(sample.length).toBe(Math.min(count, size))
          expect(new Set(sample).size).toBe(sample.length)
        },
      ),
    )
  })

  it('takes each as often as any other', async () => {
    const random = seededRandom('fair')
    const taken = Array.from({length: 20}, () => 0)
    for (let round = 0; round < 2000; round++)
      for (const n of await sampleOf(numbers(20), 5, random)) taken[n] = (taken[n] ?? 0) + 1
    // 500 each is expected, deviation about 19.
    expect(Math.min(...taken)).toBeGreaterThan(400)
    expect(Math.max(...taken)).toBeLessThan(600)
  })
})
