import {DmpError} from '../errors/dmp-error.ts'

/** The number of a call that was let in; or how long to wait before asking again. */
export type Reservation = {readonly n: number} | {readonly againInMs: number}

/** How long the call still has to wait before it leaves; or before it asks again. */
export type Passing = {readonly leaveInMs: number} | {readonly againInMs: number}

/**
 * Where the calls of one establishment and software are written down for all who send for it. Each method is one
 * transaction that no other process comes between.
 */
export interface PaceLedger {
  /** Lets a call in whose turn is at most `leadMs` away. @throws DmpError DMP_DAILY_GUARD */
  reserve(leadMs: number): Promise<Reservation>
  /** Lets call `n` leave, now or in a moment, and counts it as about to leave; or says when to ask again. */
  pass(n: number): Promise<Passing>
  /** Call `n`, which passed, has left. */
  left(n: number): Promise<void>
  /** Nothing of call `n` will leave. */
  drop(n: number): Promise<void>
  /** Calls counted today. */
  doneToday(): Promise<number>
  close(): Promise<void>
}

export interface DailyGuard {
  readonly perDay: number
  readonly dailyNoticeGiven?: boolean | undefined
  /** Whom to tell, shown in the error. */
  readonly noticeContact?: string | undefined
}

/** @throws DmpError DMP_DAILY_GUARD */
export function guardDay(guard: DailyGuard, day: string, count: number): void {
  const {perDay, dailyNoticeGiven = false, noticeContact} = guard
  if (dailyNoticeGiven || count < perDay) return
  throw new DmpError('DMP_DAILY_GUARD', {
    params: {
      limit: perDay,
      day,
      ...(noticeContact === undefined ? {} : {case: 'contact', contact: noticeContact}),
    },
    details: {limit: perDay, day},
  })
}
