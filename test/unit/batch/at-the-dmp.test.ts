/**
 * The one rule whether a document may be at the DMP, against a registry that knows: whatever was sent, lost its answer, was
 * held, lifted, sent again, forgotten by a journal put back by hand, or closed meanwhile, what is there is never told as
 * what cannot be there, and is never withdrawn.
 */
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {
  isInDoubt,
  isKeptInDoubt,
  isTaken,
  mayBeAtDmp,
  neverLeft,
  toUnknown,
} from '../../../src/lib/batch/at-the-dmp.ts'
import {applyChange, type ItemSituation, plannedSituation} from '../../../src/lib/batch/item-state.ts'
import {keptNotFound, NOT_FOUND_CAUSES} from '../../../src/lib/batch/not-found.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {broughtOver} from '../../../src/lib/journal/bring-over.ts'
import type {ItemChange, JournalItem} from '../../../src/lib/ports/journal.ts'
import {withdrawn} from '../../../src/lib/usecases/batch/delete/settle-deletion.ts'
import type {Ending} from '../../../src/lib/usecases/exchange/call-dmp.ts'
import {onItsWay} from '../../../src/lib/usecases/submission/once-more.ts'
import {type Earlier, settledChanges} from '../../../src/lib/usecases/submission/send-lot.ts'
import {plannedItem} from '../../support/journal-samples.ts'

type Way = 'kept' | 'refused' | 'cut-before' | 'cut-after' | 'busy' | 'unreached'

const ID = 'item-1'
const by = {at: 1, writer: 'w', eventId: 'e'}
const issue = {layer: 'registry', text: '', severity: 'error'} as const
const DUPLICATE = 'XDSDuplicateUniqueIdInRegistry'
const answered = (outcome: 'accepted' | 'refused' | 'later', code = ''): Ending => {
  const answer = {call: 'submit', outcome, issues: code ? [{...issue, code}] : [], httpStatus: 200} as const
  if (outcome === 'accepted') return {answer}
  const taken = code === DUPLICATE ? 'DMP_IDENTIFIER_TAKEN' : 'DMP_REFUSED'
  return {answer, error: new DmpError(outcome === 'later' ? 'DMP_BUSY' : taken)}
}

/** One document, the journal's word of it, and what the registry has. */
class Story {
  item: ItemSituation = plannedSituation(0, 'e')
  there = false
  /** The journal was put back by hand to before the sending, and has not asked the DMP since. */
  forgotten = false
  #copy = this.item

  get whole(): JournalItem {
    return {...plannedItem(1, {id: ID}), ...this.item} as JournalItem
  }

  record(changes: readonly ItemChange[]): void {
    for (const change of changes) {
      const result = applyChange(this.item, change, by)
      if (!result.ok) throw new Error(`${result.from} → ${result.to}`)
      this.item = result.item
    }
  }

  send(way: Way, earlier: Earlier): void {
    const before = this.whole
    this.record([{id: ID, to: 'sending', countAttempt: true}])
    const ending = this.#answer(way, earlier)
    this.record(settledChanges(ending, before, earlier, {retryAt: () => 0}))
    this.forgotten = this.forgotten && (way === 'busy' || way === 'unreached')
  }

  #answer(way: Way, earlier: Earlier): Ending {
    if (way === 'unreached') return {error: new DmpError('DMP_CONNECTION_FAILED')}
    if (way === 'busy') return answered('later')
    if (way === 'cut-before') return {error: new DmpError('DMP_NO_ANSWER')}
    // A repeat that names our own numbers proves the earlier try.
    if (this.there) return earlier === 'nothing' ? answered('refused', DUPLICATE) : answered('accepted')
    if (way === 'refused') return answered('refused', 'XDSRegistryMetadataError')
    this.there = true
    return way === 'cut-after' ? {error: new DmpError('DMP_NO_ANSWER')} : answered('accepted')
  }

  /** The next turn of a run, as `carryOn` does it; `seen`: whether the registry shows what it has. */
  work(way: Way, seen: 'yes' | 'late' | 'closed'): void {
    const {state, cause} = this.item
    const kept = (code: string): void => this.record([{id: ID, to: 'held', cause: code, retryAt: null}])
    if (state === 'planned' || state === 'deferred') this.send(way, 'nothing')
    else if (state !== 'unknown') return
    else if (seen === 'yes' && this.there) this.record([{id: ID, to: 'accepted', cause: null}])
    else if (cause === 'DMP_IDENTIFIER_TAKEN') kept(cause)
    else if (seen === 'closed') kept('DMP_CLOSED_MEANWHILE')
    else this.send(way, 'seen-absent')
  }

  hold(cause: string): void {
    const {state} = this.item
    if (state === 'planned' || state === 'deferred' || state === 'unknown')
      this.record([{id: ID, to: 'held', cause}])
  }

  undo(): void {
    const {whole} = this
    if (neverLeft(whole)) {
      if (!this.forgotten) expect(this.there, 'withdrawn, and there').toBe(false)
      this.record(withdrawn(whole))
    } else if (isInDoubt(whole) && !isTaken(whole)) {
      if (this.there) {
        const found: ItemChange = {id: ID, to: 'accepted', cause: null, retryAt: null}
        this.record([...toUnknown(whole), found, {id: ID, registryStatus: 'deleted'}])
        this.there = false
      } else this.record(keptNotFound(whole))
    } else if (this.item.state === 'accepted' && this.item.registryStatus === 'approved') {
      this.record([{id: ID, registryStatus: 'deleted'}])
      this.there = false
    }
  }

  copy(): void {
    if (this.item.state !== 'sending') this.#copy = this.item
  }

  putBackByHand(): void {
    this.item = this.#copy
    this.forgotten = this.there && !mayBeAtDmp(this.item)
  }

  restore(): void {
    const told = this.whole
    this.item = this.#copy
    const at = {now: 1, closed: new Set<string>(), isPlannedTwice: () => false, isDeletedTwin: () => false}
    this.record(broughtOver(this.whole, told, at).changes)
    this.forgotten = false
  }
}

const way = fc.constantFrom<Way>('kept', 'refused', 'cut-before', 'cut-after', 'busy', 'unreached')
type Act = (story: Story) => void
const named = (text: string, act: Act): Act => Object.assign(act, {toString: () => text})
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(way, fc.constantFrom('yes' as const, 'late' as const, 'closed' as const))
      .map(([how, seen]) => named(`work ${how} ${seen}`, (story) => story.work(how, seen))),
  },
  fc
    .constantFrom('DMP_HELD', 'DMP_SOURCE_CHANGED', 'DMP_NO_ANSWER')
    .map((cause) => named(`hold ${cause}`, (story) => story.hold(cause))),
  fc.constant(
    named('retry', (story) => {
      if (story.item.state === 'held') story.record(onItsWay(story.whole, null))
      if (story.item.state === 'refused') story.record([{id: ID, to: 'planned', cause: null}])
    }),
  ),
  fc.constant(named('undo', (story) => story.undo())),
  fc.constant(named('copy', (story) => story.copy())),
  fc.constant(named('put back by hand', (story) => story.putBackByHand())),
)

describe('what may be at the DMP', () => {
  it('is what is there, in every story that the journal can know', () => {
    fc.assert(
      fc.property(fc.array(act, {minLength: 1, maxLength: 14}), (acts) => {
        const story = new Story()
        for (const one of acts) {
          one(story)
          const {whole, there, forgotten} = story
          if (there && !forgotten) expect(mayBeAtDmp(whole), JSON.stringify(story.item)).toBe(true)
          expect(neverLeft(whole) && mayBeAtDmp(whole)).toBe(false)
          expect(isKeptInDoubt(whole) && !isInDoubt(whole)).toBe(false)
        }
      }),
      {numRuns: 3000},
    )
  })

  it('stays so when a copy is put back by a restoration that could read what came since', () => {
    fc.assert(
      fc.property(
        fc.array(act, {maxLength: 8}),
        fc.array(act, {minLength: 1, maxLength: 8}),
        (before, since) => {
          const story = new Story()
          for (const one of before) one(story)
          story.copy()
          for (const one of since) one(story)
          if (story.forgotten) return
          story.restore()
          if (story.there) expect(mayBeAtDmp(story.whole), JSON.stringify(story.item)).toBe(true)
        },
      ),
      {numRuns: 2000},
    )
  })

  it.each(['planned', 'unknown'] as const)(
    'holds a taken number that was held from %s as perhaps there',
    (heldFrom) => {
      const held = {id: ID, state: 'held', heldFrom, cause: 'DMP_IDENTIFIER_TAKEN'} as const
      expect([mayBeAtDmp(held), isInDoubt(held), neverLeft(held)]).toEqual([true, true, false])
      expect(toUnknown(held).at(-1)).toMatchObject({to: 'unknown'})
    },
  )

  it('says nothing of the kind of what was refused, deleted, or held before it left', () => {
    expect(mayBeAtDmp({state: 'refused'})).toBe(false)
    expect(mayBeAtDmp({state: 'accepted', registryStatus: 'deleted'})).toBe(false)
    expect(mayBeAtDmp({state: 'held', heldFrom: 'planned', cause: 'DMP_HELD'})).toBe(false)
    expect(mayBeAtDmp({state: 'held', heldFrom: 'deferred', cause: 'DMP_PATIENT_CLOSED'})).toBe(false)
    for (const cause of NOT_FOUND_CAUSES)
      expect(mayBeAtDmp({state: 'held', heldFrom: 'unknown', cause})).toBe(true)
  })
})
