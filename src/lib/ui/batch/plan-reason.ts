import {errorSentences, spokenParams} from '../error-text.ts'
import type {TextParams, Translator} from '../translate.ts'

/** The sentence of a reason: ours (`batch.reason.<word>`), or that of an error, whose place in the sentence is generic. */
export function reasonText(reason: string, t: Translator, params: TextParams = {}): string {
  const own = `batch.reason.${reason}`
  if (t.has(own)) return t(own, spokenParams(own, params, t))
  if (!t.has(`error.${reason}.what`)) return reason
  const spoken = {code: reason, params, details: {}} as unknown as Parameters<typeof errorSentences>[0]
  // What the record itself tells stands in other columns.
  return errorSentences(spoken, t).message.replaceAll(/\{\w+\}/g, '…')
}
