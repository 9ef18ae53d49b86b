import {type ErrorCode, errorCatalogue} from './catalogue.ts'
import type {ErrorDefinition, RetryClass} from './definition.ts'
import {type ExitCode, exitCodes} from './exit-codes.ts'

export type ErrorParams = Readonly<Record<string, string | number>>

export interface DmpErrorOptions {
  /** Values for the placeholders of the error's sentences. Never a secret, a trait or a whole INS. */
  readonly params?: ErrorParams
  /** Structured facts for `--json`, free of patient data. */
  readonly details?: Readonly<Record<string, unknown>>
  /** Overrides the class of the catalogue, e.g. with the server's Retry-After. */
  readonly retry?: RetryClass
  readonly cause?: unknown
}

/**
 * The one error a user can meet. It carries a code and parameters; `ui` alone makes sentences of them.
 * Both `exitCode` and `oclif.exit` are set because oclif reads one in text mode and the other under `--json`.
 */
export class DmpError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly details: Readonly<Record<string, unknown>>
  readonly retry: RetryClass
  readonly exitCode: ExitCode
  readonly oclif: {readonly exit: ExitCode}

  constructor(code: ErrorCode, options: DmpErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : {cause: options.cause})
    const definition: ErrorDefinition = errorCatalogue[code]
    this.name = 'DmpError'
    this.code = code
    this.params = options.params ?? {}
    this.details = options.details ?? {}
    this.retry = options.retry ?? definition.retry
    this.exitCode = exitCodes[definition.exit]
    this.oclif = {exit: this.exitCode}
  }
}
