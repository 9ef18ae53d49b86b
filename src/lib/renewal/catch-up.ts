import {forecast} from '../pace/forecast.ts'
import type {SendingWindow} from '../pace/windows.ts'

/** What feeding needs to make up for days on which no certificate served. */
export interface CatchUpInput {
  /** Documents of a day, on average. */
  readonly perDay: number
  /** Days without sending, whole or not. */
  readonly days: number
  readonly perSecond: number
  /** Submissions of a day before notice has to be given. */
  readonly dailyLimit: number
  readonly windows: readonly SendingWindow[]
  /** When sending begins again, ms since 1970. */
  readonly from: number
}

export interface CatchUp {
  readonly documents: number
  /** ms since 1970; absent when new documents alone fill the limit of each day. */
  readonly endsAt?: number
  /** Days of sending until nothing is left over. */
  readonly days?: number
}

const DAY_MS = 86_400_000

/**
 * How long the backlog of an interruption takes beside the new documents of each day, at the pace that the DMP allows
 * (fewer than five a second, 30 000 a day before notice).
 */
export function catchUp(input: CatchUpInput): CatchUp {
  const {perDay, days, perSecond, dailyLimit, windows, from} = input
  const documents = Math.ceil(perDay * days)
  if (documents <= 0) return {documents: 0, endsAt: from, days: 0}
  const room = Math.floor(dailyLimit - perDay)
  if (room <= 0) return {documents}
  const endsAt = forecast({remaining: documents, perSecond, perDay: room, doneToday: 0, windows, now: from})
  if (endsAt === undefined) return {documents}
  return {documents, endsAt, days: Math.max(1, Math.ceil((endsAt - from) / DAY_MS))}
}
