import type {PlanRow} from '../../usecases/batch/plan/plan-row.ts'
import {errorSentences, spokenParams} from '../error-text.ts'
import type {TextParams, Translator} from '../translate.ts'
import {withoutGaps} from './gaps.ts'

/** The sentence of a reason: ours (`batch.reason.<word>`), or that of an error; it reads on without what is not known. */
export function reasonText(reason: string, t: Translator, params: TextParams = {}): string {
  const own = `batch.reason.${reason}`
  if (t.has(own)) return withoutGaps(t(own, spokenParams(own, params, t)))
  if (!t.has(`error.${reason}.what`)) return reason
  const spoken = {code: reason, params, details: {}} as unknown as Parameters<typeof errorSentences>[0]
  return withoutGaps(errorSentences(spoken, t).message)
}

/** Why one record does not go, with what the record itself tells. */
export function rowText({reason = '', params, file, origin}: PlanRow, t: Translator): string {
  const line = origin.line === undefined ? {} : {line: origin.line}
  return reasonText(reason, t, {file: file ?? origin.file, ...line, ...params})
}
