import type {Answer} from '../../answers/answer.ts'
import type {StatusTrace} from '../../traces/trace-fields.ts'

/** What the other side answered, as traces tell it; its texts are masked when the event is made. */
export function answerStatus(answer: Answer | undefined): StatusTrace | undefined {
  if (!answer) return undefined
  return {
    http: answer.httpStatus,
    ...(answer.registryStatus ? {registryStatus: answer.registryStatus} : {}),
    ...(answer.faultCode ? {faultCode: answer.faultCode} : {}),
    errors: answer.issues.map(({code, severity, location, text}) => ({
      code,
      severity,
      context: text,
      ...(location ? {location} : {}),
    })),
  }
}
