/**
 * The life of a document as steps: an intent and its result are one step, a single act is one, and between a step and the
 * one before there is a wait. Pure; what belongs to the life is the caller's to say.
 */
import type {EventOutcome} from '../ports/journal.ts'
import type {TraceRecord} from './trace-record.ts'

export interface LifeStep {
  /** Id of the trace that tells most of it: the result, else the intent or the act. */
  readonly id: string
  readonly journal: string
  readonly operation: string
  readonly at: string
  readonly endedAt: string | null
  /** From the first to the last byte; null for an act and an open call. */
  readonly tookMs: number | null
  /** Since the step before ended; null for the first. Negative where clocks disagree. */
  readonly waitMs: number | null
  /** `open`: begun, and no result was ever written; `act`: nothing was called. */
  readonly outcome: EventOutcome | 'open' | 'act'
  readonly cause: string | null
  /** Codes the other side answered. */
  readonly codes: readonly string[]
  readonly attempt: number | null
  readonly transaction: string | null
  readonly messageId: string | null
  readonly documents: readonly string[]
  readonly submissionSet: string | null
  readonly run: string | null
  /** Number or name of the person, else the account. */
  readonly by: string | null
  readonly reason: string | null
}

/** @param records of one life, in any order */
export function lifeSteps(records: readonly TraceRecord[]): readonly LifeStep[] {
  const results = new Map<string, TraceRecord[]>()
  for (const record of records)
    if (record.phase === 'result' && record.intentId !== undefined) {
      const key = keyOf(record.journal, record.intentId)
      results.set(key, [...(results.get(key) ?? []), record])
    }
  const intents = new Set(records.filter(({phase}) => phase === 'intent').map(keyOfOwn))
  const told = records.flatMap((record): {record: TraceRecord; from: string}[] => {
    if (record.phase === 'intent') {
      const ended = results.get(keyOfOwn(record)) ?? []
      return ended.length === 0
        ? [{record, from: record.occurredAt}]
        : ended.map((result) => ({record: result, from: record.occurredAt}))
    }
    const paired = record.intentId !== undefined && intents.has(keyOf(record.journal, record.intentId))
    return paired ? [] : [{record, from: record.occurredAt}]
  })
  told.sort(
    (a, b) =>
      compare(a.from, b.from) || compare(a.record.journal, b.record.journal) || a.record.n - b.record.n,
  )
  let before: string | undefined
  return told.map(({record, from}) => {
    const waitMs = before === undefined ? null : Date.parse(from) - Date.parse(before)
    before = record.endedAt ?? record.occurredAt
    return stepOf(record, from, waitMs)
  })
}

function stepOf(record: TraceRecord, at: string, waitMs: number | null): LifeStep {
  const {actor, transaction, status} = record
  return {
    id: record.id,
    journal: record.journal,
    operation: record.operation,
    at,
    endedAt: record.endedAt ?? null,
    tookMs: record.durationMs ?? null,
    waitMs,
    outcome: record.outcome ?? (record.phase === 'intent' ? 'open' : 'act'),
    cause: record.cause ?? null,
    codes: [...new Set((status?.errors ?? []).map(({code}) => code))],
    attempt: record.attempt ?? null,
    transaction: transaction?.dmp ?? null,
    messageId: transaction?.messageId ?? null,
    documents: (record.documents ?? []).map(({uniqueId}) => uniqueId),
    submissionSet: record.submissionSet?.uniqueId ?? null,
    run: record.batch?.id ?? null,
    by: actor?.user?.name ?? actor?.user?.id ?? actor?.os?.account ?? null,
    reason: record.reason ?? null,
  }
}

const keyOf = (journal: string, id: string): string => `${journal} ${id}`
const keyOfOwn = ({journal, id}: TraceRecord): string => keyOf(journal, id)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
