import {DmpError} from '../../errors/dmp-error.ts'
import type {CertificateRule} from '../../pki/checks/check.ts'
import {certificateChecks, findRule} from '../../pki/checks/registry.ts'
import {nearest} from '../../profile/nearest.ts'

/** Text of a message in the user's language, by its key. */
type Say = (key: string) => string

export interface ExplainedCheck {
  readonly id: string
  readonly scope: CertificateRule['scope']
  /** The gravest that it can be. */
  readonly severity: CertificateRule['severity']
  readonly source: string
  readonly what: string
  readonly why: string
  readonly fix: string
}

export interface CertExplanation {
  /** One check in full, or all of them where none was named. */
  readonly wanted: string | null
  readonly checks: readonly ExplainedCheck[]
}

/**
 * What a check looks at, why, and what to do: a view of the registry. Ids are read in any case.
 * @throws DmpError DMP_USAGE with the nearest id
 */
export function explainCheck(wanted: string | undefined, say: Say): CertExplanation {
  if (wanted === undefined)
    return {wanted: null, checks: certificateChecks.map((rule) => explained(rule, say))}
  const rule = findRule(wanted)
  if (!rule) {
    const near = nearest(
      wanted,
      certificateChecks.map(({id}) => id),
    )
    throw new DmpError('DMP_USAGE', {
      params: {
        problem: `cert explain ${wanted.slice(0, 40)}${near === undefined ? '' : ` → ${near} ?`} (dmp cert explain)`,
      },
    })
  }
  return {wanted: rule.id, checks: [explained(rule, say)]}
}

function explained({id, scope, severity, source}: CertificateRule, say: Say): ExplainedCheck {
  const text = (part: string) => say(`certificate.check.${id}.${part}`)
  return {id, scope, severity, source, what: text('what'), why: text('why'), fix: text('fix')}
}
