import {describe, expect, it} from 'vitest'
import {noRecords} from '../../../src/lib/usecases/batch/plan/plan-row.ts'
import {nextSteps} from '../../../src/lib/usecases/batch/show/report-steps.ts'
import type {ReportTotals} from '../../../src/lib/usecases/batch/show/report-totals.ts'

const none = {planned: 0, accepted: 0, refused: 0, unknown: 0, deferred: 0, held: 0, remaining: 0}
const run = {...none, planned: 12, accepted: 12}

function steps(
  state: 'submitted' | 'closed',
  account: Partial<typeof none>,
  inDmp: {approved?: number; deleted?: number},
  actions = {submit: 12, replace: 0, delete: 0},
  reasons: ReportTotals['reasons'] = [],
  heldInDoubt = 0,
) {
  return nextSteps(
    {id: '20260302-k7m2', state},
    {
      run: {...none, ...account},
      plan: noRecords,
      actions,
      reasons,
      heldInDoubt,
      inDmp: {approved: 0, deprecated: 0, deleted: 0, ...inDmp},
    },
  )
}

describe('what to do next', () => {
  it('is nothing when all is accepted and stands', () => {
    expect(steps('submitted', run, {approved: 12})).toEqual([{code: 'nothing', count: 0, command: null}])
  })

  it.each(['submitted', 'closed'] as const)('says that the documents were deleted since (%s)', (state) => {
    expect(steps(state, run, {deleted: 12})).toEqual([{code: 'deleted', count: 12, command: null}])
  })

  it('says of a run of deletions that all is deleted', () => {
    const deletions = {submit: 0, replace: 0, delete: 12}
    expect(steps('submitted', run, {}, deletions)).toEqual([
      {code: 'deletions-done', count: 12, command: null},
    ])
  })

  it('offers no new try of what a withdrawn run did not send', () => {
    const withdrawn = steps('closed', {planned: 3, refused: 3}, {})
    expect(withdrawn).toEqual([{code: 'withdrawn', count: 0, command: null}])
  })

  it('leads what a withdrawn run left in doubt back to its undo', () => {
    const [first] = steps('closed', {planned: 3, accepted: 2, unknown: 1}, {deleted: 2})
    expect(first).toEqual({code: 'unknown', count: 1, command: 'dmp batch undo 20260302-k7m2'})
  })

  it('sends what was not found back to a look, not to the list of holds', () => {
    const lost = {list: 'held', code: 'DMP_NOT_FOUND_AFTER_SENDING', answer: null, count: 2} as const
    const account = {planned: 3, refused: 1, held: 2}
    expect(steps('closed', account, {}, undefined, [lost])).toEqual([
      {code: 'not-found', count: 2, command: 'dmp batch verify 20260302-k7m2'},
      {code: 'withdrawn', count: 0, command: null},
    ])
  })
})
