import type {FinessLevel} from '../count-line.ts'
import type {Directory} from '../directory.ts'
import type {Indicator, MeasuredRule} from '../indicator.ts'
import type {MonthRange} from '../months.ts'
import type {Figures} from '../reading/figures.ts'

export interface PreparationInput {
  readonly indicators: readonly Indicator[]
  readonly measured: MeasuredRule
  readonly period: MonthRange
  /** Civil date: documents are counted as they stood at its end. */
  readonly asOf: string
  readonly environment: string
  readonly directory: Directory
  readonly own: {readonly finessEj: string; readonly finessEg: string}
  readonly level?: FinessLevel | undefined
  readonly elastic?: Figures | undefined
  readonly denominators?: Figures | undefined
}
