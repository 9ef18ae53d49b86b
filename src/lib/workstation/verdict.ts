import type {Cause, CheckResult, Evidence, SkipReason} from './check.ts'
import {notAskedOf} from './not-asked.ts'
import {type CheckId, registry} from './registry.ts'
import type {Wanted} from './wanted.ts'

/**
 * `blocked`: something that is wanted cannot work. `incomplete`: nothing of it was seen, but not all that matters was
 * looked at; never to be taken for `ready`. `at-risk`: it works, with doubts. `ready`: every check that matters was run
 * and has evidence.
 */
export type DoctorVerdict = 'blocked' | 'incomplete' | 'at-risk' | 'ready'

export interface NamedCause {
  readonly id: CheckId
  readonly cause: Cause
}

export interface Untested {
  readonly id: CheckId
  /** Why it was skipped; `unknown` when it was looked at in vain. */
  readonly because: CheckId | SkipReason | 'unknown'
}

export interface Summary {
  readonly verdict: DoctorVerdict
  /** The first fault of the root-cause order. */
  readonly main: NamedCause | null
  readonly also: readonly NamedCause[]
  /** Checks that matter for what is wanted and that prove nothing. */
  readonly untested: readonly Untested[]
  /** What was not asked for, and is not needed for the verdict. */
  readonly notAsked: readonly Evidence[]
  /** The single next action: the remedy of `id`, or how to have what was not tested tested (`untested-<because>`). */
  readonly next: {readonly id: CheckId; readonly action: Evidence} | null
}

/** Skips that leave nothing to be proved. */
const harmless: ReadonlySet<string> = new Set(['not-wanted', 'other-system', 'not-asked'])

/** Root cause, doubts and next action out of all results, which come in root-cause order. */
export function summarise(results: readonly CheckResult[], {use}: Wanted): Summary {
  const errors = results.filter(({status}) => status === 'error')
  const warnings = results.filter(({status}) => status === 'warn')
  const failed = new Set<string>(errors.map(({id}) => id))
  const untested = results.flatMap((result): Untested[] => {
    if (registry[result.id].severity[use] !== 'error') return []
    const vague = result.status === 'info' && result.evidence.length === 0
    if (result.status === 'unknown' || vague) return [{id: result.id, because: 'unknown'}]
    if (result.status !== 'skipped') return []
    const {id, because} = result
    return harmless.has(because) || failed.has(because) ? [] : [{id, because}]
  })
  const verdict =
    errors.length > 0
      ? 'blocked'
      : untested.length > 0
        ? 'incomplete'
        : warnings.length > 0
          ? 'at-risk'
          : 'ready'
  const [main, ...also] = [...errors, ...warnings].map(({id, cause}) => ({id, cause}))
  return {
    verdict,
    main: main ?? null,
    also,
    untested,
    notAsked: notAskedOf(results),
    next: nextAction(verdict, errors, warnings, untested, results),
  }
}

function nextAction(
  verdict: DoctorVerdict,
  errors: readonly CheckResult[],
  warnings: readonly CheckResult[],
  untested: readonly Untested[],
  results: readonly CheckResult[],
): Summary['next'] {
  const remedied = verdict === 'incomplete' ? undefined : (errors[0] ?? warnings[0])
  if (remedied?.remedy) return {id: remedied.id, action: remedied.remedy}
  const first = untested.find(({because}) => because !== 'not-selected') ?? untested[0]
  if (!first) return null
  const own = results.find(({id}) => id === first.id)?.remedy
  return {id: first.id, action: own ?? untestedAction(first, results)}
}

function untestedAction({id, because}: Untested, results: readonly CheckResult[]): Evidence {
  const params = {check: id}
  const root = results.find((result) => result.id === because)
  if (root?.status === 'skipped') return {code: `untested-${root.because}`, params: {check: root.id}}
  return {code: root ? 'untested-unknown' : `untested-${because}`, params: root ? {check: root.id} : params}
}
