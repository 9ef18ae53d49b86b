import type {Cause} from './check.ts'
import type {Report, ReportedCheck} from './report.ts'

export interface ComparedCause {
  readonly id: string
  readonly cause: Cause
  /** The cause on the other side, where it was another. */
  readonly was: Cause | null
}

/**
 * Faults of two reports. `fixed` needs proof: what was a fault and is not found well now (no longer looked at, a mere
 * remark, left out) is `untold`.
 */
export interface Comparison {
  readonly with: {
    readonly at: string
    readonly verdict: Report['verdict']
    readonly version: string
    readonly use: string
  }
  /** Both were made for one use; otherwise one may lack what the other looked at. */
  readonly sameUse: boolean
  readonly fixed: readonly ComparedCause[]
  readonly remaining: readonly ComparedCause[]
  /** Faults where the other had looked and found it well. */
  readonly appeared: readonly ComparedCause[]
  /** Faults of which the other says nothing: not looked at, without an answer, or a mere remark. */
  readonly unseen: readonly ComparedCause[]
  readonly untold: readonly ComparedCause[]
}

const isFault = (check: ReportedCheck | undefined) => check?.status === 'error' || check?.status === 'warn'
/** A remark proves nothing: for another use the same fault is but a remark. */
const isProved = (check: ReportedCheck | undefined) => check?.status === 'ok'

/** What became of the faults of `before` in `after`. Parts of the same fault with another cause remain. */
export function compareReports(before: Report, after: Report): Comparison {
  const now = new Map(after.checks.map((check) => [check.id, check]))
  const then = new Map(before.checks.map((check) => [check.id, check]))
  const old = before.checks.filter(isFault)
  const fresh = after.checks.filter(isFault)
  const told = ({id, cause}: ReportedCheck, was: Cause | null = null): ComparedCause => ({id, cause, was})
  return {
    with: {
      at: before.at,
      verdict: before.verdict,
      version: before.product.version,
      use: before.wanted.use,
    },
    sameUse: before.wanted.use === after.wanted.use,
    fixed: old.filter(({id}) => isProved(now.get(id))).map((check) => told(check)),
    remaining: fresh
      .filter(({id}) => isFault(then.get(id)))
      .map((check) => {
        const was = then.get(check.id)?.cause ?? null
        return told(check, was?.code === check.cause.code ? null : was)
      }),
    appeared: fresh.filter(({id}) => isProved(then.get(id))).map((check) => told(check)),
    unseen: fresh
      .filter(({id}) => !isFault(then.get(id)) && !isProved(then.get(id)))
      .map((check) => told(check)),
    untold: old.filter(({id}) => !isFault(now.get(id)) && !isProved(now.get(id))).map((check) => told(check)),
  }
}
