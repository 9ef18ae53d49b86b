/**
 * The life of an item against a DMP that may keep or not keep what it gets, answer or not, and show it late: whatever
 * happens, nothing that the DMP keeps is ever taken for unsent or refused, and nothing is sent again in doubt unlooked.
 */
import fc from 'fast-check'
import {expect, it} from 'vitest'
import type {Answer, Outcome} from '../../../src/lib/answers/answer.ts'
import {HistoryCheck} from '../../../src/lib/batch/history-check.ts'
import {applyChange, type ItemSituation, plannedSituation} from '../../../src/lib/batch/item-state.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {DocumentUniqueId, SubmissionSetUniqueId} from '../../../src/lib/ids/identifiers.ts'
import type {EventOutcome, ItemChange, JournalItem} from '../../../src/lib/ports/journal.ts'
import type {Ending} from '../../../src/lib/usecases/exchange/call-dmp.ts'
import {type Earlier, settleItem} from '../../../src/lib/usecases/submission/send-lot.ts'

/** What happens to one call: never leaves, is kept or not, and what comes back of it. */
const fates = fc.constantFrom(
  'not-sent',
  'busy',
  'kept',
  'kept-lost',
  'lost',
  'refused',
  'killed',
  'killed-kept',
)
const looks = fc.constantFrom('honest', 'late', 'refused', 'no-line')
type Fate = 'not-sent' | 'busy' | 'kept' | 'kept-lost' | 'lost' | 'refused' | 'killed' | 'killed-kept'
type Look = 'honest' | 'late' | 'refused' | 'no-line'

class World {
  situation: ItemSituation = plannedSituation(0, 'plan')
  kept = false
  absentBefore = false
  sendings = 0
  readonly check = new HistoryCheck()
  #events = 0

  change(change: Omit<ItemChange, 'id'>, takeover = false): void {
    const at = this.#events
    const result = applyChange(
      this.situation,
      {id: 'i', ...change},
      {at, writer: 'w', eventId: `${at}`, takeover},
    )
    if (!result.ok) throw new Error(`${result.from} → ${result.to}`)
    this.situation = result.item
  }

  event(
    operation: string,
    phase: 'intent' | 'result' | 'event',
    more: {outcome?: EventOutcome; intentId?: string} = {},
  ) {
    this.#events += 1
    const id = `e${this.#events}`
    this.check.see({id, operation, phase, itemId: 'i', batchId: 'b', patientRef: 'p', ...more})
    return id
  }

  send(fate: Fate, earlier: Earlier): void {
    this.sendings += 1
    const attempts = this.situation.attempts
    this.change({to: 'sending', countAttempt: true})
    const intentId = this.event('submit', 'intent')
    const before = this.kept
    if ((fate === 'kept' || fate === 'kept-lost' || fate === 'killed-kept') && !before) this.kept = true
    if (fate === 'killed' || fate === 'killed-kept') {
      this.change({to: 'unknown', cause: 'DMP_INTERRUPTED'}, true)
      this.event('submit', 'result', {intentId, outcome: 'unknown'})
      return
    }
    const ending = endingOf(fate, before, earlier)
    const item = {id: 'i', attempts} as JournalItem
    const {id: _, ...change} = settleItem(ending, item, earlier, {retryAt: () => 1})
    this.change(change)
    this.event('submit', 'result', {intentId, outcome: traceOf(ending)})
    this.absentBefore = false
  }

  /** One turn of the engine. */
  turn(fate: Fate, look: Look): void {
    const {state} = this.situation
    if (state === 'planned' || state === 'deferred') this.send(fate, 'nothing')
    else if (state === 'unknown') this.lookThenSend(fate, look)
  }

  lookThenSend(fate: Fate, look: Look): void {
    this.event('search', 'intent')
    if (look === 'no-line') return
    if (look === 'refused') {
      this.send(fate, 'maybe')
      return
    }
    this.event('recover', 'event')
    if (this.kept && look === 'honest') this.change({to: 'accepted', cause: null})
    else if (this.absentBefore) this.send(fate, 'seen-absent')
    else this.absentBefore = true
  }
}

const answer = (outcome: Outcome): Answer => ({call: 'submit', outcome, issues: [], httpStatus: 200})

/** What comes back; a lot that is there already is a duplicate, which a repeat takes for proof. */
function endingOf(fate: Fate, before: boolean, earlier: Earlier): Ending {
  const error = (
    code: 'DMP_CONNECTION_FAILED' | 'DMP_NO_ANSWER' | 'DMP_BUSY' | 'DMP_REFUSED',
    sent?: boolean,
  ) => new DmpError(code, sent === undefined ? {} : {details: {sent}})
  switch (fate) {
    case 'not-sent':
      return {error: error('DMP_CONNECTION_FAILED', false)}
    case 'busy':
      return {answer: answer('later'), error: error('DMP_BUSY')}
    case 'kept':
      if (before && earlier === 'nothing') return {answer: answer('refused'), error: error('DMP_REFUSED')}
      return {answer: answer('accepted')}
    case 'refused':
      if (before && earlier !== 'nothing') return {answer: answer('accepted')}
      return {answer: answer('refused'), error: error('DMP_REFUSED')}
    default:
      return {error: error('DMP_NO_ANSWER', true)}
  }
}

function traceOf({answer: given, error}: Ending): EventOutcome {
  if (!given) return error.details['sent'] === false ? 'failure' : 'unknown'
  if (given.outcome === 'accepted') return 'success'
  return given.outcome === 'later' ? 'failure' : 'refused'
}

it('never takes what the DMP keeps for unsent, deferred or refused, and never sends it after acceptance', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fates, looks), {minLength: 1, maxLength: 25}), (turns) => {
      const world = new World()
      for (const [fate, look] of turns) {
        const before = world.situation.state
        const sendings = world.sendings
        world.turn(fate, look)
        const {state, attempts} = world.situation
        if (before === 'accepted' || before === 'refused') expect(world.sendings).toBe(sendings)
        if (state === 'planned' || state === 'deferred' || state === 'refused') expect(world.kept).toBe(false)
        if (state === 'accepted') expect(world.kept).toBe(true)
        expect(attempts).toBeGreaterThanOrEqual(0)
        expect(attempts).toBeLessThanOrEqual(world.sendings)
      }
      const item = {
        id: 'i',
        state: world.situation.state,
        action: 'submit',
        documentUniqueId: '1.2' as DocumentUniqueId,
        submissionSetUniqueId: '1.3' as SubmissionSetUniqueId,
      } as const
      // A repeat that the DMP refused while in doubt stays in doubt: only the journal's own word counts there.
      const faults = world.check.finish([item]).filter(({kind}) => kind !== 'sent-after-refusal')
      expect(faults).toEqual([])
    }),
    {numRuns: 500},
  )
})

it('does not count an attempt that never left', () => {
  const world = new World()
  for (let n = 0; n < 5; n++) world.turn('not-sent', 'honest')
  expect(world.situation).toMatchObject({state: 'deferred', attempts: 0})
  world.turn('kept', 'honest')
  expect(world.situation).toMatchObject({state: 'accepted', attempts: 1})
})
