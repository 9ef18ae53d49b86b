import type {Cause} from './check.ts'
import type {Report} from './report.ts'
import type {DoctorVerdict} from './verdict.ts'

export interface NamedReport {
  /** Name of its file. */
  readonly file: string
  readonly report: Report
}

export interface CountedCause {
  readonly id: string
  /** With what is the same in all reports that have it; what differs is `…`. */
  readonly cause: Cause
  /** Reports of which it is the main cause, and those that have it beside another. */
  readonly main: number
  readonly also: number
  /** Of the reports of which it is the main cause, a few, in order. */
  readonly files: readonly string[]
}

export interface FleetSummary {
  readonly reports: number
  readonly verdicts: Readonly<Record<DoctorVerdict, number>>
  /** The commonest main cause first. */
  readonly causes: readonly CountedCause[]
  /** What kept reports from a verdict: the first check that proves nothing, and how many reports it keeps. */
  readonly untested: readonly {readonly id: string; readonly because: string; readonly count: number}[]
}

const MOST_FILES = 20
const DIFFERENT = '…'

/** One workstation's reader, host or date is not that of the others. */
function common(one: Cause, other: Cause): Cause {
  const {params = {}} = one
  const same = Object.entries(params).map(([name, value]) => [
    name,
    other.params?.[name] === value ? value : DIFFERENT,
  ])
  return same.length === 0 ? one : {...one, params: Object.fromEntries(same)}
}

/** Causes of many reports counted; files of one cause in their order. */
export function summarizeReports(reports: readonly NamedReport[]): FleetSummary {
  const verdicts = {blocked: 0, incomplete: 0, 'at-risk': 0, ready: 0}
  const causes = new Map<string, {id: string; cause: Cause; main: number; also: number; files: string[]}>()
  const untested = new Map<string, {id: string; because: string; count: number}>()
  const counted = (id: string, cause: Cause) => {
    const key = `${id} ${cause.code}`
    const before = causes.get(key)
    const found = before ?? {id, cause, main: 0, also: 0, files: []}
    if (before) before.cause = common(before.cause, cause)
    causes.set(key, found)
    return found
  }
  for (const {file, report} of reports) {
    verdicts[report.verdict] += 1
    if (report.main) {
      const one = counted(report.main.id, report.main.cause)
      one.main += 1
      if (one.files.length < MOST_FILES) one.files.push(file)
    }
    for (const {id, cause} of report.also) counted(id, cause).also += 1
    const [first] = report.verdict === 'incomplete' ? report.untested : []
    if (!first) continue
    const key = `${first.id} ${first.because}`
    const found = untested.get(key) ?? {id: first.id, because: first.because, count: 0}
    untested.set(key, found)
    found.count += 1
  }
  return {
    reports: reports.length,
    verdicts,
    causes: [...causes.values()].toSorted(
      (a, b) => b.main - a.main || b.also - a.also || a.id.localeCompare(b.id, 'en'),
    ),
    untested: [...untested.values()].toSorted((a, b) => b.count - a.count || a.id.localeCompare(b.id, 'en')),
  }
}
