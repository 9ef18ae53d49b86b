import {DOUBT_CAUSES, isInDoubt} from '../../../batch/at-the-dmp.ts'
import {parisDate} from '../../../civil-time/paris.ts'
import {hideMatricules} from '../../../ins/hide-matricules.ts'
import type {ItemAction, ItemState, JournalItem, RegistryStatus} from '../../../ports/journal.ts'
import type {CandidateOrigin, LocalFacts, VerdictClass} from '../candidate.ts'
import type {PlanRow} from '../plan/plan-row.ts'
import {isoOf, shownStatus} from './standing.ts'

/** What the DMP itself answered last: its code, its text without the patient, and what is known of it. */
export interface ReportAnswer {
  readonly code: string
  readonly text: string
  /** Id of docs/known-answers.md. */
  readonly known: string | null
}

/** One record of the plan, one document of the run, or (nearly always) both: what it is and what became of it. */
export interface ReportLine {
  /** Number of the record in the plan; null for a document that no record names. */
  readonly n: number | null
  readonly class: VerdictClass | null
  readonly action: ItemAction
  /** Null for a record that never became something to send. */
  readonly state: ItemState | null
  /** Error code, or word of the plan (`batch.reason.<word>`), when it is not accepted. */
  readonly code: string | null
  readonly params: Readonly<Record<string, string | number>>
  readonly answer: ReportAnswer | null
  readonly ipp: string | null
  readonly venue: string | null
  readonly sourceId: string | null
  readonly unit: string | null
  readonly typeCode: string | null
  readonly documentDate: string | null
  readonly uniqueId: string | null
  readonly entryUuid: string | null
  readonly registryStatus: RegistryStatus | null
  /** Sent or possibly sent, neither accepted nor proven absent: `yes`; null for what never became something to send. */
  readonly mayBeInDmp: 'yes' | 'no' | null
  readonly file: string | null
  readonly line: number | null
  readonly part: string | null
  readonly attempts: number
  readonly plannedAt: string | null
  readonly sentAt: string | null
  readonly settledAt: string | null
  readonly retryAt: string | null
  /** From the last sending to its outcome. */
  readonly tookMs: number | null
  readonly itemId: string | null
}

const iso = (ms: number | undefined) => (ms === undefined ? null : isoOf(ms))

const mayBeInDmp = (item: JournalItem): 'yes' | 'no' =>
  isInDoubt(item) && item.action !== 'delete' ? 'yes' : 'no'

function situation(item: JournalItem | undefined) {
  const {sentAt, settledAt} = item ?? {}
  const took =
    sentAt === undefined || settledAt === undefined || settledAt < sentAt ? null : settledAt - sentAt
  return {
    state: item?.state ?? null,
    entryUuid: item?.entryUuid ?? null,
    registryStatus: (item && shownStatus(item)) ?? null,
    mayBeInDmp: item ? mayBeInDmp(item) : null,
    attempts: item?.attempts ?? 0,
    plannedAt: iso(item?.plannedAt),
    sentAt: iso(sentAt),
    settledAt: iso(settledAt),
    retryAt: iso(item?.retryAt),
    tookMs: took,
    itemId: item?.id ?? null,
  }
}

const shown = (text: string | undefined) => (text === undefined ? null : hideMatricules(text))

/** By what the hospital finds it: the source first, then what the document itself says. */
function localNames(row: PlanRow | undefined, item: JournalItem | undefined) {
  const {ipp, venue, sourceId, unit, typeCode} = {...given(item), ...given(row?.local)}
  return {
    ipp: shown(ipp),
    venue: shown(venue),
    sourceId: shown(sourceId),
    unit: shown(unit),
    typeCode: shown(typeCode),
    documentDate: shown(row?.local.documentDate),
  }
}

function given(facts: LocalFacts | undefined): LocalFacts {
  return Object.fromEntries(Object.entries(facts ?? {}).filter(([, value]) => value !== undefined))
}

function place(row: PlanRow | undefined, item: JournalItem | undefined) {
  const origin: Partial<CandidateOrigin> = row?.origin ?? item?.origin ?? {}
  return {file: shown(origin.file), line: origin.line ?? null, part: shown(origin.part)}
}

type Params = ReportLine['params']

function shownParams(params: Params): Params {
  const shownOf = (value: string | number) => (typeof value === 'string' ? hideMatricules(value) : value)
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shownOf(value)]))
}

/** What the item itself tells of its cause; never its file, whose name may be the patient's. */
function ownParams({cause, documentUniqueId, sentAt}: JournalItem): Params {
  if (!DOUBT_CAUSES.includes(cause ?? '') || sentAt === undefined) return {}
  return {uniqueId: documentUniqueId, date: parisDate(sentAt)}
}

/** Why it is not accepted, if it is not. */
function reasonOf(row: PlanRow | undefined, item: JournalItem | undefined, told: Params) {
  if (item?.state === 'accepted') return {code: null, params: {}}
  if (item) return {code: item.cause ?? null, params: shownParams({...ownParams(item), ...told})}
  if (row?.reason === undefined) return {code: null, params: {}}
  return {code: row.reason, params: shownParams(row.params ?? {})}
}

/**
 * A record of the plan with the document that it became, or a document without a record.
 * @param told what the journal noted of its cause, when it was kept back
 */
export function lineOf(
  row: PlanRow | undefined,
  item: JournalItem | undefined,
  answer: ReportAnswer | undefined,
  told: Params = {},
): ReportLine {
  return {
    n: row?.n ?? null,
    class: row?.class ?? null,
    action: item?.action ?? row?.action ?? 'submit',
    uniqueId: item?.documentUniqueId ?? row?.uniqueId ?? null,
    answer: answer ?? null,
    ...reasonOf(row, item, told),
    ...localNames(row, item),
    ...place(row, item),
    ...situation(item),
  }
}
