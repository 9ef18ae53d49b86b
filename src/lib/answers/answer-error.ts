import type {ErrorCode} from '../errors/catalogue.ts'
import type {RetryClass} from '../errors/definition.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {type Answer, type AnswerIssue, changesRegistry} from './answer.ts'

const NO_ISSUE: AnswerIssue = {layer: 'registry', code: '', text: '', severity: 'error'}

const DUPLICATE = 'XDSDuplicateUniqueIdInRegistry'

/** Refused for nothing but its number: another document, or this one from another sending, has it at the DMP. */
export function isTaken({outcome, issues}: Pick<Answer, 'outcome' | 'issues'>): boolean {
  const errors = issues.filter(({severity}) => severity === 'error')
  return outcome === 'refused' && errors.length > 0 && errors.every(({code}) => code === DUPLICATE)
}

function codeOf(answer: Answer): ErrorCode {
  switch (answer.outcome) {
    case 'later':
      return 'DMP_BUSY'
    case 'systemic':
      return 'DMP_ACCESS_REFUSED'
    case 'unknown':
      return changesRegistry(answer.call) ? 'DMP_UNKNOWN_OUTCOME' : 'DMP_ANSWER_UNREADABLE'
    default:
      return isTaken(answer) ? 'DMP_IDENTIFIER_TAKEN' : 'DMP_REFUSED'
  }
}

/** Whether the DMP did what was asked. */
export function isAccepted(answer: Answer): boolean {
  return answer.outcome === 'accepted' || answer.outcome === 'accepted-with-warnings'
}

/**
 * The error that stands for an answer that is not an acceptance. The DMP's own code and text stay in `params` and
 * `details` (EX_GEN-1145). @throws RangeError when the answer is an acceptance
 */
export function answerError(answer: Answer): DmpError {
  if (isAccepted(answer)) throw new RangeError('an acceptance is no error')
  const [first = NO_ISSUE] = answer.issues
  const wait = answer.retryAfterSeconds
  const retry: RetryClass | undefined =
    answer.outcome === 'later' && wait !== undefined ? `after:PT${wait}S` : undefined
  return new DmpError(codeOf(answer), {
    params: {layer: first.layer, code: first.code || '-', text: first.text || '-'},
    details: {
      outcome: answer.outcome,
      layer: first.layer,
      code: first.code,
      text: first.text,
      ...(first.location === undefined ? {} : {location: first.location}),
      ...(first.known === undefined ? {} : {known: first.known}),
      httpStatus: answer.httpStatus,
      issues: answer.issues,
    },
    ...(retry === undefined ? {} : {retry}),
  })
}
