import {DmpError} from '../../errors/dmp-error.ts'
import {nearest} from '../../profile/nearest.ts'
import {type CheckId, checkIds, type RegisteredCheck, registry} from '../../workstation/registry.ts'

/** Text of a message in the user's language, by its key. */
type Say = (key: string) => string

export interface ExplainedCheck {
  readonly id: CheckId
  readonly group: RegisteredCheck['group']
  /** The gravest that it can be for each use. */
  readonly severity: RegisteredCheck['severity']
  readonly dependsOn: readonly CheckId[]
  readonly needs: RegisteredCheck['needs']
  readonly title: string
  readonly what: string
  readonly why: string
  readonly fix: string
}

export interface WorkstationExplanation {
  /** One check in full, or all of them where none was named. */
  readonly wanted: string | null
  readonly checks: readonly ExplainedCheck[]
}

/**
 * What a check of the workstation looks at, why, and what to do: a view of the registry. Ids are read in any case.
 * @throws DmpError DMP_USAGE with the nearest id
 */
export function explainWorkstationCheck(wanted: string | undefined, say: Say): WorkstationExplanation {
  if (wanted === undefined) return {wanted: null, checks: checkIds.map((id) => explained(id, say))}
  const id = checkIds.find((one) => one === wanted.trim().toLowerCase())
  if (!id) {
    const near = nearest(wanted, checkIds)
    throw new DmpError('DMP_USAGE', {
      params: {
        problem: `doctor explain ${wanted.slice(0, 40)}${near === undefined ? '' : ` → ${near} ?`} (${checkIds.join(', ')})`,
      },
    })
  }
  return {wanted: id, checks: [explained(id, say)]}
}

function explained(id: CheckId, say: Say): ExplainedCheck {
  const {group, severity, dependsOn, needs} = registry[id]
  const text = (part: string) => say(`workstation.check.${id}.${part}`)
  const texts = {title: text('title'), what: text('what'), why: text('why'), fix: text('fix')}
  return {id, group, severity, dependsOn, needs, ...texts}
}
