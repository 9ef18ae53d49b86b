import type {ExplanationLanguage} from '../../explanations/explanation.ts'
import type {ExplanationSources, InsiCodes} from '../../ports/explanation-sources.ts'
import type {Outputs} from '../../ports/outputs.ts'
import type {StrictExchange} from '../../ports/strict-exchange.ts'
import type {LifecycleBench} from '../cert/ports.ts'
import type {Workbench} from '../ports.ts'

export interface CheckBench
  extends Pick<Workbench, 'clock' | 'files' | 'signal' | 'cdaReader'>,
    Pick<LifecycleBench, 'certificateSources' | 'keyFiles' | 'trustStore' | 'secrets'> {
  readonly strictExchange: StrictExchange
  readonly outputs: Outputs
  readonly explanations?: ExplanationSources
  readonly insiCodes?: InsiCodes
}

export interface ExchangeWish {
  /** A file, or `-`. */
  readonly request: string
  readonly answer?: string | undefined
  readonly auth?: string | undefined
  readonly sign?: string | undefined
  /** PEM files of the authorities that are trusted, in place of those known. */
  readonly authorities: readonly string[]
  readonly passphraseFrom?: string | undefined
  /** When the request was sent, ms since 1970. */
  readonly at?: number | undefined
  readonly ticket?: string | undefined
  readonly language: ExplanationLanguage
  readonly force: boolean
}
