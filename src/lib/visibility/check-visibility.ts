import {DmpError} from '../errors/dmp-error.ts'
import type {Visibility} from './visibility.ts'

/** Message `error.DMP_VISIBILITY_FORBIDDEN.reason.<reason>`; `contradiction` comes from the flags. */
export type VisibilityFault =
  | 'contradiction'
  | 'cumulation'
  | 'adult'
  | 'minors-rule-off'
  | 'needs-reveal'
  | 'needs-conceal'
  | 'conceal-not-allowed'

export interface VisibilityQuestion {
  /** What the operator or the batch file stated. */
  readonly wanted?: Visibility | undefined
  /** Of the version to be replaced, where the journal knows it. */
  readonly previous?: Visibility | undefined
  /** Is the patient a minor on the day of sending? */
  readonly minor: boolean
  /** param-lps `cumul-invisible_patient-masque_ps` */
  readonly cumulAllowed: boolean
  /** param-lps `fonctions-gestion-mineurs` */
  readonly minorsRule: boolean
  readonly reveal?: boolean
  readonly conceal?: boolean
  /** Setting `visibility.allowConceal` */
  readonly allowConceal?: boolean
}

export interface VisibilityDecision {
  readonly visibility: Visibility
  /** Nothing was stated: the masks are those of the version replaced. */
  readonly inherited: boolean
  /** Something was visible and will be hidden: whoever could see it may have read it. */
  readonly concealed: boolean
  /** Something was hidden and will be shown: cannot be undone. */
  readonly revealed: boolean
}

const MASKS = ['hiddenFromProfessionals', 'hiddenFromPatient', 'hiddenFromLegalRepresentatives'] as const

/**
 * Decides the visibility of a document (EX_2.1-1050). That the mask for legal representatives needs the minors'
 * functions of the DMP to be on is deduced from the name of the parameter.
 * @throws DmpError DMP_VISIBILITY_NOT_STATED, DMP_VISIBILITY_FORBIDDEN {reason}
 */
export function checkVisibility(question: VisibilityQuestion): VisibilityDecision {
  const {wanted, previous} = question
  const visibility = wanted ?? previous
  if (!visibility) throw new DmpError('DMP_VISIBILITY_NOT_STATED')
  const revealed = previous !== undefined && MASKS.some((mask) => previous[mask] && !visibility[mask])
  const concealed = previous !== undefined && MASKS.some((mask) => !previous[mask] && visibility[mask])
  const reason = combinationFault(visibility, question) ?? changeFault(revealed, concealed, question)
  if (reason) throw new DmpError('DMP_VISIBILITY_FORBIDDEN', {params: {reason}, details: {reason}})
  return {visibility, inherited: wanted === undefined, concealed, revealed}
}

function combinationFault(visibility: Visibility, question: VisibilityQuestion): VisibilityFault | undefined {
  if (visibility.hiddenFromPatient && visibility.hiddenFromProfessionals && !question.cumulAllowed) {
    return 'cumulation'
  }
  if (visibility.hiddenFromLegalRepresentatives) {
    if (!question.minor) return 'adult'
    if (!question.minorsRule) return 'minors-rule-off'
  }
  return undefined
}

function changeFault(
  revealed: boolean,
  concealed: boolean,
  question: VisibilityQuestion,
): VisibilityFault | undefined {
  if (revealed && question.reveal !== true) return 'needs-reveal'
  if (!concealed) return undefined
  if (question.allowConceal !== true) return 'conceal-not-allowed'
  return question.conceal === true ? undefined : 'needs-conceal'
}
