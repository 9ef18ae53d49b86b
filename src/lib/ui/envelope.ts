import type {DmpError} from '../errors/dmp-error.ts'
import type {ExitCode} from '../errors/exit-codes.ts'
import {hideMatriculesInText, hideMatriculesWithin} from '../ins/hide-matricules.ts'
import {answerOf, errorSentences} from './error-text.ts'
import type {TextParams, Translator} from './translate.ts'

/** A remark that does not stop the command: a message key `warning.<code>` and its parameters. */
export interface Warning {
  readonly code: string
  readonly params?: TextParams
}

/** The one JSON document of a command (`--json`), success or failure. */
export interface Envelope {
  readonly schema: string
  readonly ok: boolean
  readonly exitCode: ExitCode
  readonly data: object | null
  readonly warnings: readonly {code: string; message: string}[]
  readonly error: object | null
}

/** The sentence of a remark, a fault of a line in its own words; a point of `dmp config check` is a message of its own. */
export function remarkText({code, params}: Warning, t: Translator): string {
  const reason = `error.DMP_MANIFEST_LINE.reason.${params?.['reason']}`
  const spoken = t.has(reason) ? {...params, reason: t(reason, params)} : params
  return hideMatriculesInText(t(t.has(`warning.${code}`) ? `warning.${code}` : code, spoken))
}

function warningList(warnings: readonly Warning[], t: Translator) {
  return warnings.map((warning) => ({code: warning.code, message: remarkText(warning, t)}))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same value, each failure in it (`code`, `details`) told what is known of the DMP's answer. */
function explained(value: unknown, t: Translator): unknown {
  if (Array.isArray(value)) return value.map((item) => explained(item, t))
  if (!isRecord(value)) return value
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, explained(part, t)]))
  const {code, details} = value
  if (typeof code !== 'string' || !code.startsWith('DMP_') || !isRecord(details)) return parts
  const answer = answerOf({details}, t)
  return answer ? {...parts, answer} : parts
}

export function successEnvelope(
  schema: string,
  data: object,
  exitCode: ExitCode,
  warnings: readonly Warning[],
  t: Translator,
): Envelope {
  return {
    schema,
    ok: exitCode === 0,
    exitCode,
    data: explained(data, t) as object,
    warnings: warningList(warnings, t),
    error: null,
  }
}

export function errorEnvelope(
  schema: string,
  error: DmpError,
  warnings: readonly Warning[],
  t: Translator,
): Envelope {
  const {code, retry, exitCode, details} = error
  return {
    schema,
    ok: false,
    exitCode,
    data: null,
    warnings: warningList(warnings, t),
    error: hideMatriculesWithin({
      code,
      ...errorSentences(error, t),
      docs: `docs/errors/${code}.md`,
      retry,
      exitCode,
      details,
    }),
  }
}
