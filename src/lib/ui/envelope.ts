import type {DmpError} from '../errors/dmp-error.ts'
import type {ExitCode} from '../errors/exit-codes.ts'
import {errorSentences} from './error-text.ts'
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

function warningList(warnings: readonly Warning[], t: Translator) {
  return warnings.map(({code, params}) => ({code, message: t(`warning.${code}`, params)}))
}

export function successEnvelope(
  schema: string,
  data: object,
  exitCode: ExitCode,
  warnings: readonly Warning[],
  t: Translator,
): Envelope {
  return {schema, ok: exitCode === 0, exitCode, data, warnings: warningList(warnings, t), error: null}
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
    error: {code, ...errorSentences(error, t), docs: `docs/errors/${code}.md`, retry, exitCode, details},
  }
}
