import type {ReportAnswer} from '../../usecases/batch/show/report-line.ts'
import {spokenParams} from '../error-text.ts'
import type {TextParams, Translator} from '../translate.ts'
import {unbroken, withSlots} from './gaps.ts'

type Params = TextParams

/** Where the sentences of a code are: those of an error, or a word of the plan. */
function keysOf(code: string): {readonly prefix: string; readonly key: string} {
  if (!code.startsWith('DMP_')) return {prefix: `batch.reason.${code}`, key: `batch.reason.${code}`}
  return {prefix: `error.${code}`, key: `error.${code}.what`}
}

/**
 * Why a document is not accepted, in words: an error code, or a word of the plan. Lists know less than the command that
 * failed did: `batch.cause.<code>` is the sentence for what says nothing without its values.
 */
export function reasonWords(code: string, params: Params, t: Translator): string {
  if (code === '-') return t('batch-report.no-code')
  const {prefix, key} = keysOf(code)
  if (!t.has(key)) return code
  const other = (name: string) => (t.has(name) ? t(name) : undefined)
  const others = [other(`batch.cause.${code}`), other(`${prefix}.why`), code]
  return unbroken(t(key), t(key, spokenParams(prefix, params, t)), others)
}

/** What to do about it, when that is known: the remedy of the DMP's own answer before that of the code. */
export function remedyWords(code: string, answer: Pick<ReportAnswer, 'known'> | null, t: Translator): string {
  const keys = [
    answer?.known ? `answer.${answer.known}.remedy` : '',
    `batch.cause.${code}.todo`,
    code.startsWith('DMP_') ? `error.${code}.todo` : `batch.reason.${code}.todo`,
  ]
  const key = keys.find((one) => t.has(one))
  return key === undefined ? '' : withSlots(t(key)).replaceAll('\n', ' ')
}
