import type {ExitName} from './exit-codes.ts'

/**
 * What a caller may do next, decided when the error is defined and never by reading its text.
 * `never`: sending again cannot help. `later`: may work after a pause. `check-first`: the outcome is not
 * known, ask the registry before sending again. `after:PT5M`: may work after that ISO 8601 duration.
 */
export type RetryClass = 'never' | 'later' | 'check-first' | `after:${string}`

export interface ErrorDefinition {
  readonly exit: ExitName
  readonly retry: RetryClass
}

export type ErrorDefinitions = Readonly<Record<`DMP_${string}`, ErrorDefinition>>
