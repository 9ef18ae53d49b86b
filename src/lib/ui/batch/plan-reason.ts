import type {PlanRow} from '../../usecases/batch/plan/plan-row.ts'
import type {TextParams, Translator} from '../translate.ts'
import {reasonWords} from './reason-words.ts'

/** The sentence of a reason: ours (`batch.reason.<word>`), or that of an error; it reads on without what is not known. */
export function reasonText(reason: string, t: Translator, params: TextParams = {}): string {
  return reasonWords(reason, params, t)
}

/** Why one record does not go, with what the record itself tells. */
export function rowText({reason = '', params, file, origin}: PlanRow, t: Translator): string {
  const line = origin.line === undefined ? {} : {line: origin.line}
  return reasonText(reason, t, {file: file ?? origin.file, ...line, ...params})
}
