import {describe, expect, it} from 'vitest'
import {parseWindows} from '../../../src/lib/pace/windows.ts'
import {nextPause} from '../../../src/lib/usecases/batch/show/next-pause.ts'

const MINUTE = 60_000
/** 10:00 in Paris. */
const now = Date.UTC(2026, 2, 2, 9)
const open = {remaining: 400_000, perSecond: 4, perDay: 30_000, doneToday: 0, windows: [], now}

describe('the next pause', () => {
  it('comes when the calls of the day are used up', () => {
    expect(nextPause(open)).toEqual({at: now + 125 * MINUTE, reason: 'guard'})
    expect(nextPause({...open, doneToday: 29_760})).toEqual({at: now + MINUTE, reason: 'guard'})
  })

  it('comes at the end of the hours, whichever is first', () => {
    const windows = parseWindows('09:00-11:00')
    expect(nextPause({...open, windows})).toEqual({at: now + 60 * MINUTE, reason: 'window'})
    expect(nextPause({...open, windows, doneToday: 29_760})).toEqual({at: now + MINUTE, reason: 'guard'})
  })

  it('is told of the next opening when nothing may leave now', () => {
    const windows = parseWindows('20:00-07:00')
    expect(nextPause({...open, windows, perDay: undefined})).toEqual({
      at: now + 21 * 60 * MINUTE,
      reason: 'window',
    })
  })

  it('does not come when all leaves before, when nothing is left, or when nothing moves', () => {
    expect(nextPause({...open, remaining: 400})).toBeUndefined()
    expect(nextPause({...open, remaining: 0})).toBeUndefined()
    expect(nextPause({...open, perSecond: 0})).toBeUndefined()
    expect(nextPause({...open, perDay: undefined})).toBeUndefined()
  })
})
