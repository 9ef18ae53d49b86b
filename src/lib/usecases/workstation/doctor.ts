import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {nearest} from '../../profile/nearest.ts'
import type {CheckResult, DoctorSettings} from '../../workstation/check.ts'
import {judges} from '../../workstation/checks/judges.ts'
import {clientReportOf} from '../../workstation/client-report.ts'
import {type Comparison, compareReports} from '../../workstation/compare.ts'
import type {FactName} from '../../workstation/facts.ts'
import {judgeAll} from '../../workstation/judge-all.ts'
import {maskWithin} from '../../workstation/mask.ts'
import {type CheckId, checkIds, registry} from '../../workstation/registry.ts'
import {type Report, reportedCheck, reportVersion} from '../../workstation/report.ts'
import {keepSelected, selectableWords, selectedBy, withCauses} from '../../workstation/select.ts'
import {type Summary, summarise} from '../../workstation/verdict.ts'
import type {WantedUse} from '../../workstation/wanted.ts'
import type {DoctorWish} from './doctor-wish.ts'
import {gatherFacts} from './gather.ts'
import {networkAct} from './network-act.ts'
import type {DoctorBench} from './ports.ts'
import {namedHosts, type RoadWish} from './reach-targets.ts'
import {readReportFile} from './report-file.ts'
import {settleWanted} from './settle-wanted.ts'

export interface Diagnosis extends Report {
  readonly comparison: Comparison | null
  /** Path of the page that was written. */
  readonly written: string | null
}

/** Makes the page of a diagnosis. */
export interface DoctorWords {
  readonly page: (made: Diagnosis) => Promise<string>
}

const TOTAL_MS = 30_000

/**
 * `dmp doctor`: looks at the workstation and judges what it saw. Reads only: no PIN, nothing written on the machine or
 * a card, no right of an administrator, no repair. What was asked of the network in the name of a profile is traced in its
 * journal, where there is one.
 * @throws DmpError DMP_USAGE (`--only`), DMP_WORKSTATION_REPORT_UNREADABLE, DMP_FILE_UNREADABLE, DMP_FILE_EXISTS,
 * DMP_FILE_UNWRITABLE, those of a named profile
 */
export async function diagnose(bench: DoctorBench, wish: DoctorWish, words: DoctorWords): Promise<Diagnosis> {
  const made = await examine(bench, wish)
  if (!wish.page) return made
  const written = bench.files.resolve(wish.page.path)
  const diagnosis = {...made, written}
  await bench.files.write(written, await words.page(diagnosis), {force: wish.page.force})
  return diagnosis
}

async function examine(bench: DoctorBench, wish: DoctorWish): Promise<Diagnosis> {
  const started = bench.clock.monotonic()
  const only = selection(wish.only)
  const before = wish.compare === undefined ? undefined : await readReportFile(bench, wish.compare)
  const client =
    wish.clientReport === undefined
      ? undefined
      : clientReportOf(await readReportFile(bench, wish.clientReport))
  const hosts = await namedHosts(wish.hosts)
  const {wanted, profile} = await settleWanted(bench, wish)
  const settings: DoctorSettings = {
    now: bench.clock.now(),
    offline: wish.offline,
    noCard: wish.noCard,
    testPin: false,
  }
  const roads: RoadWish = {
    use: wanted.use,
    hosts,
    environment: wish.environment,
    usableProfile: profile === 'usable',
  }
  const facts = await gatherFacts(
    {bench, settings, profile, client, roads, module: wish.module},
    factsFor(only, wanted.use),
    wish.timeoutMs ?? TOTAL_MS,
  )
  const act = profile === 'usable' ? networkAct(facts) : undefined
  if (act) await bench.recordAct?.(act)
  const judged = judgeAll(facts, {wanted, settings}, judges)
  const results = keepSelected(judged, only)
  const summary = summarise(leaveOut(judged, results), wanted)
  const shown = wish.onlyProblems ? results.filter((one) => isProblem(one, summary)) : results
  const report: Report = {
    reportVersion,
    at: new Date(settings.now).toISOString(),
    product: bench.product,
    wanted,
    settings: {offline: wish.offline, noCard: wish.noCard, only: only ?? []},
    ...summary,
    checks: shown.map(reportedCheck),
    durationMs: Math.max(0, Math.round(bench.clock.monotonic() - started)),
  }
  // A report from elsewhere may have been kept unmasked.
  const shownAs = wish.unmask ? (one: Report) => one : (one: Report) => maskWithin(one)
  const told = shownAs(report)
  return {...told, comparison: before ? compareReports(shownAs(before), told) : null, written: null}
}

/**
 * Errors are findings. Under `--strict` so are warnings, and what matters and was looked at in vain.
 */
export function doctorExit({checks, untested}: Diagnosis, strict: boolean): ExitCode {
  const found = checks.some(({status}) => status === 'error' || (strict && status === 'warn'))
  const vain = strict && untested.some(({because}) => because === 'unknown')
  return found || vain ? exitCodes.findings : exitCodes.done
}

function selection(words: readonly string[]): readonly CheckId[] | undefined {
  if (words.length === 0) return undefined
  const ids = words.flatMap((word) => {
    const found = selectedBy(word)
    if (found) return found
    const near = nearest(word, selectableWords())
    throw new DmpError('DMP_USAGE', {
      params: {problem: `--only ${word.slice(0, 40)}${near === undefined ? '' : ` → ${near} ?`}`},
    })
  })
  return checkIds.filter((id) => ids.includes(id))
}

/** The facts that the checks to be run read, and those of what they depend on. */
function factsFor(only: readonly CheckId[] | undefined, use: WantedUse): ReadonlySet<FactName> {
  const ids = only ? withCauses(only) : new Set(checkIds)
  const looked = [...ids].filter((id) => registry[id].severity[use] !== 'none')
  const more = looked.flatMap((id) => judges[id]?.mayRead ?? [])
  // A module is loaded for those only to whom the card matters, never for what it might say besides.
  const forCard = registry['p11.load'].severity[use] !== 'none'
  return new Set([
    'host',
    ...looked.flatMap((id) => judges[id]?.reads ?? []),
    ...more.filter((name) => forCard || name !== 'cpsModule'),
  ])
}

/** What was not asked for proves nothing: a part of the checks never makes a workstation ready. */
function leaveOut(all: readonly CheckResult[], kept: readonly CheckResult[]): readonly CheckResult[] {
  return all.map((one): CheckResult => {
    if (kept.includes(one)) return one
    return {id: one.id, status: 'skipped', because: 'not-selected', cause: {code: 'not-looked'}, evidence: []}
  })
}

/** Faults, and what proves nothing although it matters. */
function isProblem({id, status}: CheckResult, {untested}: Summary): boolean {
  return status === 'error' || status === 'warn' || untested.some((one) => one.id === id)
}
