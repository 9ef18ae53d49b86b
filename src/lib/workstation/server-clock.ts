import type {Reached} from './reach.ts'

const DAY_MS = 86_400_000

/**
 * What to add to this machine's clock before dates are judged by it, ms: 0 unless every server that is wanted and gave its
 * time is a day or more away. A dead clock battery would else make certificates look ended, or not begun, and hide the
 * one fault that there is.
 */
export function clockGap(network: Reached | undefined): number {
  const dated = (network?.targets ?? []).flatMap(({target, report: {date}}) =>
    target.essential && date.state === 'done' ? [date.skewMs] : [],
  )
  const [first] = dated
  return first !== undefined && dated.every((skew) => Math.abs(skew) >= DAY_MS) ? first : 0
}
