import type {Cause, CheckResult, CheckStatus, Evidence, Params} from './check.ts'
import {type CheckGroup, registry} from './registry.ts'
import type {DoctorVerdict, Summary, Untested} from './verdict.ts'
import {type Wanted, wantedUses} from './wanted.ts'

/** Version of the form of a report. A field added keeps it; one that goes or changes its meaning raises it. */
export const reportVersion = 1

/** A check as a report has it: ids are words, since a report may come from another version of the program. */
export interface ReportedCheck {
  readonly id: string
  readonly group: CheckGroup | null
  readonly status: CheckStatus
  readonly because: string | null
  readonly cause: Cause
  readonly evidence: readonly Evidence[]
  readonly remedy: Evidence | null
  readonly durationMs: number | null
}

/** A check of this version, as a report has it. */
export function reportedCheck(result: CheckResult): ReportedCheck {
  return {
    id: result.id,
    group: registry[result.id].group,
    status: result.status,
    because: result.status === 'skipped' ? result.because : null,
    cause: result.cause,
    evidence: result.evidence,
    remedy: result.remedy ?? null,
    durationMs: result.durationMs ?? null,
  }
}

/** One diagnosis as it is written and read again, masked. */
export interface Report {
  readonly reportVersion: number
  /** ISO 8601. */
  readonly at: string
  readonly product: {readonly name: string; readonly version: string}
  readonly wanted: Wanted & {readonly from: 'flag' | 'profile' | 'answer' | 'assumed'}
  readonly settings: {readonly offline: boolean; readonly noCard: boolean; readonly only: readonly string[]}
  readonly verdict: DoctorVerdict
  readonly main: ReportedCause | null
  readonly also: readonly ReportedCause[]
  readonly untested: readonly (Omit<Untested, 'id' | 'because'> & {
    readonly id: string
    readonly because: string
  })[]
  /** Absent from reports of older versions. */
  readonly notAsked?: readonly Evidence[]
  readonly next: {readonly id: string; readonly action: NonNullable<Summary['next']>['action']} | null
  readonly checks: readonly ReportedCheck[]
  readonly durationMs: number
}

export interface ReportedCause {
  readonly id: string
  readonly cause: Cause
}

export type ReadReport =
  | {readonly state: 'read'; readonly report: Report; readonly older: boolean}
  | {readonly state: 'unreadable'; readonly problem: 'not-json' | 'not-a-report' | 'newer' | 'damaged'}

/**
 * A report out of what a file held: the answer of `--json`, or its `data` alone. What is newer than this program knows
 * is refused; what is not whole is refused too, rather than half read.
 */
export function readReport(text: string): ReadReport {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return {state: 'unreadable', problem: 'not-json'}
  }
  const body = isRecord(json) && isRecord(json['data']) ? json['data'] : json
  if (!isRecord(body) || typeof body['reportVersion'] !== 'number')
    return {state: 'unreadable', problem: 'not-a-report'}
  const version = body['reportVersion']
  if (!Number.isInteger(version) || version < 1) return {state: 'unreadable', problem: 'not-a-report'}
  if (version > reportVersion) return {state: 'unreadable', problem: 'newer'}
  return isReport(body)
    ? {state: 'read', report: body, older: version < reportVersion}
    : {state: 'unreadable', problem: 'damaged'}
}

const statuses: readonly unknown[] = ['ok', 'warn', 'error', 'info', 'skipped', 'unknown']
const verdicts: readonly unknown[] = ['blocked', 'incomplete', 'at-risk', 'ready']
const MOST_ENTRIES = 500

function isReport(body: unknown): body is Report {
  if (!isRecord(body)) return false
  const {at, product, wanted, verdict, main, also, untested, notAsked, checks, settings} = body
  return (
    typeof at === 'string' &&
    isRecord(product) &&
    typeof product['version'] === 'string' &&
    isRecord(wanted) &&
    (wantedUses as readonly unknown[]).includes(wanted['use']) &&
    isRecord(settings) &&
    verdicts.includes(verdict) &&
    (main === null || isCause(main)) &&
    isList(also, isCause) &&
    isList(untested, isUntested) &&
    (notAsked === undefined || isList(notAsked, isCode)) &&
    isList(checks, isCheck) &&
    (checks as readonly unknown[]).length > 0 &&
    // An error blocks: a report that says otherwise was changed by somebody.
    (verdict === 'blocked' || !checks.some((one) => isRecord(one) && one['status'] === 'error'))
  )
}

function isCheck(one: unknown): boolean {
  return (
    isRecord(one) &&
    typeof one['id'] === 'string' &&
    statuses.includes(one['status']) &&
    isCode(one['cause']) &&
    (one['because'] === null || typeof one['because'] === 'string') &&
    isList(one['evidence'], isCode) &&
    (one['remedy'] === null || isCode(one['remedy']))
  )
}

function isUntested(one: unknown): boolean {
  return isRecord(one) && typeof one['id'] === 'string' && typeof one['because'] === 'string'
}

function isList(value: unknown, isOne: (one: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= MOST_ENTRIES && value.every(isOne)
}

function isCause(one: unknown): boolean {
  return isRecord(one) && typeof one['id'] === 'string' && isCode(one['cause'])
}

function isCode(one: unknown): boolean {
  return (
    isRecord(one) &&
    typeof one['code'] === 'string' &&
    (one['params'] === undefined || isParams(one['params']))
  )
}

function isParams(params: unknown): params is Params {
  return (
    isRecord(params) && Object.values(params).every((value) => ['string', 'number'].includes(typeof value))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
