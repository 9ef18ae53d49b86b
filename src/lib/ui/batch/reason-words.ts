import type {ReportAnswer} from '../../usecases/batch/show/report-line.ts'
import {spokenParams} from '../error-text.ts'
import type {TextParams, Translator} from '../translate.ts'
import {withoutGaps} from './gaps.ts'

type Params = TextParams

function said(key: string, params: Params, t: Translator): string | undefined {
  return t.has(key) ? withoutGaps(t(key, params)) : undefined
}

/** Why a document is not accepted, in words: an error code, or a word of the plan. */
export function reasonWords(code: string, params: Params, t: Translator): string {
  if (code === '-') return t('batch-report.no-code')
  const prefix = code.startsWith('DMP_') ? `error.${code}` : `batch.reason.${code}`
  const key = code.startsWith('DMP_') ? `${prefix}.what` : prefix
  return said(key, spokenParams(prefix, params, t), t) ?? code
}

/** What to do about it, when that is known: the remedy of the DMP's own answer before that of the code. */
export function remedyWords(code: string, answer: Pick<ReportAnswer, 'known'> | null, t: Translator): string {
  const known = answer?.known ? said(`answer.${answer.known}.remedy`, {}, t) : undefined
  const own = code.startsWith('DMP_') ? `error.${code}.todo` : `batch.reason.${code}.todo`
  return known ?? said(own, {}, t)?.replaceAll('\n', ' ') ?? ''
}
