/**
 * Causes that lie in the figures and not in our documents. Each takes its amount out of what is unexplained by a rule
 * written here, on evidence that stands in a file or in our traces, never on what happens to remain:
 *
 * - `other-lps`: what the measure counts for software that is not ours, in full, against the declaration.
 * - `wrong-measure`: the declaration is, to the unit, another measure (the stays, or the documents produced, sent or
 *   accepted where its indicator says another of these), of 20 at least: its whole distance from what should be declared.
 * - `subcontracted-laboratory`: declared beyond what we know of, up to what the measure counts under the laboratories
 *   that the directory says work for the site.
 * - `export-incomplete`: only where the export counts documents without FINESS or type, and at least as many as all
 *   figures together that are measured too low: each of them in full.
 */
import type {GapCause, GapCauseCode} from './gap.ts'

/** Smaller figures are equal by chance. */
const TELLING = 20

export interface KeyEvidence {
  readonly declared: number
  /** What our traces would have declared, by the indicator's own rule and by the others. */
  readonly expected: number
  readonly alternatives: readonly number[]
  readonly stays: number | undefined
  /** Measured for other software. */
  readonly others: number
  /** Measured under laboratories that work for this site. */
  readonly laboratories: number
}

export function figureCause(code: GapCauseCode, amount: number): GapCause {
  return {code, amount, plus: Math.max(amount, 0), minus: Math.max(-amount, 0)}
}

/** Causes that a key shows by itself, in the order of `gapCauses`; without amounts of zero. */
export function figureCauses(evidence: KeyEvidence): readonly GapCause[] {
  const {declared, expected, alternatives, stays, others, laboratories} = evidence
  const beyond = declared - expected
  const isOther = beyond !== 0 && declared >= TELLING && [...alternatives, stays].includes(declared)
  const ofLaboratories = isOther ? 0 : Math.min(Math.max(beyond, 0), laboratories)
  return [
    figureCause('subcontracted-laboratory', ofLaboratories),
    figureCause('other-lps', -others),
    figureCause('wrong-measure', isOther ? beyond : 0),
  ].filter(({amount}) => amount !== 0)
}

/**
 * What a cut export takes out of each figure's unexplained rest.
 * @param bucket documents that the export counts without saying whose or of what type they are
 */
export function cutExport(rests: readonly number[], bucket: number): readonly number[] {
  const missing = rests.map((rest) => Math.max(rest, 0))
  const sum = missing.reduce((all, one) => all + one, 0)
  return sum > 0 && sum <= bucket ? missing : rests.map(() => 0)
}
