import type {RenewalStep} from '../../renewal/steps.ts'
import type {Translator} from '../translate.ts'

/** What people do, numbered, each with who does it. */
export function stepLines(steps: readonly RenewalStep[], t: Translator): string[] {
  return steps.map(
    ({id, by}, index) => `  ${index + 1}. [${t(`renewal.actor.${by}`)}] ${t(`renewal.step.${id}`)}`,
  )
}
