import {describe, expect, it} from 'vitest'
import {checkHistory, type HistoryEvent, type HistoryItem} from '../../../src/lib/batch/history-check.ts'
import type {DocumentUniqueId, SubmissionSetUniqueId} from '../../../src/lib/ids/identifiers.ts'
import type {EventOutcome, ItemState} from '../../../src/lib/ports/journal.ts'

const item = (id: string, state: ItemState, uniqueId = `1.2.${id}`): HistoryItem => ({
  id,
  state,
  action: 'submit',
  documentUniqueId: uniqueId as DocumentUniqueId,
  submissionSetUniqueId: `1.3.${id}` as SubmissionSetUniqueId,
})
let n = 0
const intent = (itemId: string, patientRef = itemId): HistoryEvent => {
  n += 1
  return {id: `e${n}`, phase: 'intent', operation: 'submit', itemId, batchId: 'b', patientRef}
}
const result = (of: HistoryEvent, outcome: EventOutcome): HistoryEvent => ({
  id: `r${of.id}`,
  phase: 'result',
  operation: 'submit',
  intentId: of.id,
  outcome,
})
const look = (itemId: string): HistoryEvent => ({id: 's', phase: 'event', operation: 'recover', itemId})
const kinds = async (events: HistoryEvent[], items: HistoryItem[]) =>
  (await checkHistory(events, items)).map(({kind}) => kind)

describe('the history of a run', () => {
  it('holds when each was sent once, or again after a look', async () => {
    const [a, b, c] = [intent('a'), intent('b'), intent('b')]
    const events = [a, result(a, 'success'), b, result(b, 'unknown'), look('b'), c, result(c, 'success')]
    expect(await kinds(events, [item('a', 'accepted'), item('b', 'accepted')])).toEqual([])
  })

  it('tells what was delivered again after an acceptance', async () => {
    const [a, again] = [intent('a'), intent('a')]
    const events = [a, result(a, 'success'), again, result(again, 'success')]
    expect(await kinds(events, [item('a', 'accepted')])).toEqual(['sent-after-kept'])
  })

  it('tells what was sent again in doubt without a look', async () => {
    const [a, again] = [intent('a'), intent('a')]
    const events = [a, result(a, 'unknown'), again, result(again, 'success')]
    expect(await kinds(events, [item('a', 'accepted')])).toEqual(['sent-unlooked'])
  })

  it('tells two sendings at once, of an item and of a patient', async () => {
    const [a, same, other] = [intent('a', 'p'), intent('a', 'p'), intent('b', 'p')]
    expect(await kinds([a, same], [item('a', 'unknown')])).toEqual(['two-at-once'])
    expect(await kinds([a, other], [item('a', 'unknown'), item('b', 'unknown')])).toEqual(['patient-at-once'])
  })

  it('tells what was lost: kept by the DMP and not counted, or never settled', async () => {
    const a = intent('a')
    expect(await kinds([a, result(a, 'success')], [item('a', 'deferred')])).toEqual(['kept-uncounted'])
    expect(await kinds([a], [item('a', 'sending')])).toEqual(['left-under-way'])
  })

  it('tells what is counted without proof, or twice', async () => {
    expect(await kinds([], [item('a', 'accepted')])).toEqual(['counted-unproven'])
    const [a, b] = [intent('a'), intent('b')]
    const events = [a, result(a, 'success'), b, result(b, 'success')]
    expect(await kinds(events, [item('a', 'accepted', '1.9'), item('b', 'accepted', '1.9')])).toEqual([
      'twice-counted',
    ])
  })

  it('lets a refused document go again on the operator’s word alone', async () => {
    const word: HistoryEvent = {id: 'w', phase: 'event', operation: 'batch-retry', batchId: 'b'}
    const [a, again] = [intent('a'), intent('a')]
    const end = result(again, 'success')
    expect(await kinds([a, result(a, 'refused'), again, end], [item('a', 'accepted')])).toEqual([
      'sent-after-refusal',
    ])
    expect(await kinds([a, result(a, 'refused'), word, again, end], [item('a', 'accepted')])).toEqual([])
  })
})

describe('what was sent and not found', () => {
  const patient = {matricule: '265059999900142', oid: '1.2.250.1.213.1.4.10'}
  const same = {sourceSha256: 'ab', ins: patient} as Partial<HistoryItem>
  const search = (itemId: string, outcome: EventOutcome): HistoryEvent => ({
    id: 's',
    phase: 'result',
    operation: 'search',
    itemId,
    outcome,
  })
  const word = (itemId: string): HistoryEvent => ({
    id: 'w',
    phase: 'event',
    operation: 'batch-retry',
    itemId,
    batchId: 'b',
  })
  const notFound: HistoryItem = {
    ...item('a', 'held'),
    ...same,
    heldFrom: 'unknown',
    cause: 'DMP_NOT_FOUND_AFTER_SENDING',
  }
  const unseen = () => {
    const a = intent('a')
    return [a, result(a, 'unknown'), search('a', 'failure')]
  }

  it('stays so without fault, and is counted once it appears', async () => {
    expect(await kinds(unseen(), [notFound])).toEqual([])
    expect(await kinds([...unseen(), search('a', 'success')], [item('a', 'accepted')])).toEqual([])
    expect(await kinds(unseen(), [item('a', 'accepted')])).toEqual(['counted-unproven'])
  })

  it('goes again on a word, after another look, under its own identifiers', async () => {
    const again = intent('a')
    const end = result(again, 'success')
    const accepted = [item('a', 'accepted')]
    expect(await kinds([...unseen(), word('a'), search('a', 'failure'), again, end], accepted)).toEqual([])
    expect(await kinds([...unseen(), word('a'), again, end], accepted)).toEqual(['sent-unlooked'])
  })

  it.each(['planned', 'refused'] as const)(
    'is lost when it is told as what never left (%s)',
    async (state) => {
      expect(await kinds(unseen(), [{...notFound, state}])).toEqual(['doubt-dropped'])
    },
  )

  it('is refused in earnest when the same lot went again and the DMP refused it', async () => {
    const again = intent('a')
    expect(await kinds([...unseen(), again, result(again, 'refused')], [item('a', 'refused')])).toEqual([])
  })

  it('is doubled when the same content goes as another lot', async () => {
    const b = intent('b', 'other')
    const events = [...unseen(), b, result(b, 'success')]
    const twin = {...item('b', 'accepted'), ...same}
    expect(await kinds(events, [notFound, twin])).toEqual(['sent-beside-doubt'])
    expect(await kinds(events, [twin, notFound])).toEqual(['sent-beside-doubt'])
    const lot = {...twin, submissionSetUniqueId: notFound.submissionSetUniqueId}
    expect(await kinds(events, [notFound, lot])).toEqual([])
    const elsewhere = {...twin, ins: {...patient, matricule: '165059999900140'}} as HistoryItem
    expect(await kinds(events, [notFound, elsewhere])).toEqual([])
  })

  it('does not speak against what had left before it', async () => {
    const b = intent('b', 'other')
    const events = [b, result(b, 'success'), ...unseen()]
    expect(await kinds(events, [notFound, {...item('b', 'accepted'), ...same}])).toEqual([])
  })
})
