import {fittedName, namesWidth} from './chart-names.ts'
import {type Markup, markup} from './markup.ts'
import {placed} from './signed-scale.ts'

/** One step of a sum; `kind` names its colour. */
export interface Step {
  readonly label: string
  readonly amount: number
  readonly kind: string
  /** The amount as a reader sees it, with what cancels in it. */
  readonly text: string
}

export interface Waterfall {
  readonly title: string
  readonly steps: readonly Step[]
  /** The sum, drawn from zero at the end. */
  readonly total: Step
  /** A sum beyond it, of either sign, is too much; undefined where there is none. */
  readonly limit?: number | undefined
}

const WIDTH = 860
const ROW = 24

/** Each step begins where the one before ended: what adds and what takes away, down to the sum. */
export function waterfall({title, steps, total, limit}: Waterfall): Markup {
  const ends: number[] = []
  let level = 0
  for (const {amount} of steps) {
    level += amount
    ends.push(level)
  }
  const least = Math.min(0, total.amount, ...ends)
  const most = Math.max(0, total.amount, ...ends)
  const names = namesWidth([...steps, total].map(({label}) => label))
  // letters of a figure are narrow, and there may be three of them: `+1 (+3 -2)`
  const figures = Math.max(90, ...[...steps, total].map(({text}) => text.length * 8 + 16))
  const room = WIDTH - names - figures
  const at = (value: number) => names + (most === least ? 0 : (room * (value - least)) / (most - least))
  const bar = ({label, amount, kind, text}: Step, from: number, row: number): Markup => {
    const y = row * ROW + 4
    const [left, right] = [at(Math.min(from, from + amount)), at(Math.max(from, from + amount))]
    const next =
      row < steps.length
        ? markup`<line x1="${placed(at(from + amount))}" x2="${placed(at(from + amount))}" y1="${y}" y2="${y + ROW}" stroke="var(--soft-ink)"/>`
        : undefined
    return markup`<text x="${names - 8}" y="${y + 13}" text-anchor="end">${fittedName(label)}</text><rect data-value="${amount}" x="${placed(left)}" y="${y}" width="${placed(Math.max(amount === 0 ? 0 : 1, right - left))}" height="${ROW - 8}" fill="var(--${kind})"><title>${label}: ${text}</title></rect>${next}<text x="${placed(right + 7)}" y="${y + 13}">${text}</text>`
  }
  const rows = steps.map((step, row) => bar(step, (ends[row] ?? 0) - step.amount, row))
  const bottom = (steps.length + 1) * ROW + 4
  const limits = limit === undefined ? [] : [limit, -limit].filter((value) => value > least && value < most)
  const lines = limits.map(
    (value) =>
      markup`<line class="limit" data-threshold="${value}" x1="${placed(at(value))}" x2="${placed(at(value))}" y1="0" y2="${bottom}"/>`,
  )
  return markup`<svg viewBox="0 0 ${WIDTH} ${bottom}" role="img" aria-label="${title}" data-room="${room}" data-range="${most - least}"><title>${title}</title><line x1="${placed(at(0))}" x2="${placed(at(0))}" y1="0" y2="${bottom}" stroke="var(--soft-ink)"/>${rows}${bar(total, 0, steps.length)}${lines}</svg>`
}
