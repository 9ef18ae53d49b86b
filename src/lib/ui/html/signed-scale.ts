import {roundTop} from './charts.ts'

/** A figure that may be below zero, and how it stands to a threshold. */
export interface SignedMark {
  readonly label: string
  /** As data fields hold it, `+3.17`; null where there is none: an absent figure is not a zero. */
  readonly value: string | null
  /** As a reader sees it; what stands in its place where there is none. */
  readonly text: string
  readonly over: boolean
}

export interface SignedScale {
  /** The axis goes from `-top` to `top`. */
  readonly top: number
  /** Beyond the axis: drawn to its end and marked so. */
  isBeyond(value: number): boolean
}

/** Beyond six times the threshold a bar is cut, and told in figures: the threshold itself must be seen. */
const MOST_THRESHOLDS = 6

/** One axis for figures of both signs; the threshold is always on it. */
export function signedScale(values: readonly number[], threshold: number | undefined): SignedScale {
  const highest = Math.max(0, ...values.map(Math.abs), (threshold ?? 0) * 1.6)
  const top = threshold ? Math.min(roundTop(highest), threshold * MOST_THRESHOLDS) : roundTop(highest)
  return {top, isBeyond: (value) => Math.abs(value) > top}
}

/** Two decimals are finer than a screen. */
export const placed = (value: number) => Math.round(value * 100) / 100

export const numberOf = ({value}: Pick<SignedMark, 'value'>) => (value === null ? undefined : Number(value))
