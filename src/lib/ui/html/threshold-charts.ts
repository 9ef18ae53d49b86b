import {fittedName, namesWidth} from './chart-names.ts'
import {type Markup, markup} from './markup.ts'
import {numberOf, placed, type SignedMark, signedScale} from './signed-scale.ts'

export interface ThresholdChart {
  readonly title: string
  readonly marks: readonly SignedMark[]
  /** In the unit of the marks; undefined where none can be drawn. */
  readonly threshold: number | undefined
  /** A figure of the axis as a reader sees it. */
  shown(value: number): string
}

const WIDTH = 860
const MOST_LABELS = 14

const colour = ({over}: SignedMark) => `var(--${over ? 'refused' : 'bar'})`
const title = ({label, text}: SignedMark) => markup`<title>${label}: ${text}</title>`
const values = (marks: readonly SignedMark[]) => marks.flatMap((mark) => numberOf(mark) ?? [])

/** A small arrow where a bar goes on beyond the axis. */
function arrow(x: number, y: number, [dx, dy]: readonly [number, number]): Markup {
  const [a, b] = dx === 0 ? [5, 0] : [0, 5]
  return markup`<path d="M${placed(x - a)} ${placed(y - b)}L${placed(x + dx * 8)} ${placed(y + dy * 8)}L${placed(x + a)} ${placed(y + b)}Z" fill="var(--ink)"/>`
}

const PLOT = {left: 72, top: 26, width: WIDTH - 84, height: 200}

/** Upright bars to both sides of zero, with a line at the threshold above and below. */
export function thresholdColumns({title: name, marks, threshold, shown}: ThresholdChart): Markup {
  const {left, top, width, height} = PLOT
  const scale = signedScale(values(marks), threshold)
  const zero = top + height / 2
  const at = (value: number) =>
    zero - (height / 2) * (Math.max(-scale.top, Math.min(scale.top, value)) / scale.top)
  const step = width / Math.max(1, marks.length)
  const wide = Math.min(64, step * 0.7)
  const every = Math.ceil(marks.length / MOST_LABELS)
  const ticks = [scale.top, 0, -scale.top].map(
    (value) =>
      markup`<line x1="${left}" x2="${left + width}" y1="${placed(at(value))}" y2="${placed(at(value))}" stroke="var(--${value === 0 ? 'soft-ink' : 'line'})"/><text class="soft" x="${left - 8}" y="${placed(at(value) + 4)}" text-anchor="end">${shown(value)}</text>`,
  )
  const limits = limitsOf(threshold).map(
    (value) =>
      markup`<line class="limit" data-threshold="${value}" x1="${left}" x2="${left + width}" y1="${placed(at(value))}" y2="${placed(at(value))}"/><text x="${left - 8}" y="${placed(at(value) + 4)}" text-anchor="end">${shown(value)}</text>`,
  )
  const columns = marks.map((mark, index) => {
    const middle = left + (index + 0.5) * step
    return column(mark, {middle, wide, zero, at, isBeyond: scale.isBeyond, room: every === 1 ? step : 0})
  })
  const labels = marks.map((mark, index) =>
    index % every === 0
      ? markup`<text class="soft" x="${placed(left + (index + 0.5) * step)}" y="${top + height + 34}" text-anchor="middle">${mark.label}</text>`
      : undefined,
  )
  const texts = [columns.map(({figure}) => figure), labels]
  return markup`<svg viewBox="0 0 ${WIDTH} ${top + height + 42}" role="img" aria-label="${name}" data-top="${scale.top}" data-span="${height / 2}"><title>${name}</title>${ticks}${columns.map(({bar}) => bar)}${limits}${texts.flat()}</svg>`
}

interface Place {
  readonly middle: number
  readonly wide: number
  readonly zero: number
  /** For figures, in width; none where there are too many columns. */
  readonly room: number
  at(value: number): number
  isBeyond(value: number): boolean
}

/** Wide enough for the words that stand in place of a figure. */
const WORDS = 120

/** A bar, and its figure, which stands before the lines of the threshold. */
function column(
  mark: SignedMark,
  {middle, wide, zero, room, at, isBeyond}: Place,
): {readonly bar?: Markup; readonly figure: Markup | undefined} {
  const value = numberOf(mark)
  if (value === undefined) {
    const text = room >= WORDS ? mark.text : '–'
    const fill = mark.over ? markup` fill="var(--refused)"` : undefined
    return {
      figure: markup`<text data-value="" x="${placed(middle)}" y="${zero - 5}" text-anchor="middle"${fill}>${text}${title(mark)}</text>`,
    }
  }
  const [from, to] = [Math.min(zero, at(value)), Math.max(zero, at(value))]
  const end = isBeyond(value) ? arrow(middle, at(value), [0, value > 0 ? -1 : 1]) : undefined
  const y = value < 0 ? to + (end ? 20 : 14) : from - (end ? 11 : 5)
  return {
    bar: markup`<rect data-value="${mark.value}" x="${placed(middle - wide / 2)}" y="${placed(from)}" width="${placed(wide)}" height="${placed(Math.max(value === 0 ? 0 : 1, to - from))}" fill="${colour(mark)}">${title(mark)}</rect>${end}`,
    figure:
      room > 0
        ? markup`<text x="${placed(middle)}" y="${placed(y)}" text-anchor="middle">${mark.text}</text>`
        : undefined,
  }
}

const limitsOf = (threshold: number | undefined) => (threshold ? [threshold, -threshold] : [])

const ROW = 24
const FIGURES = 110

/** Lying bars to both sides of zero, one a line, names to the left and figures to the right. */
export function thresholdRows({title: name, marks, threshold, shown}: ThresholdChart): Markup {
  const scale = signedScale(values(marks), threshold)
  const names = namesWidth(marks.map(({label}) => label))
  const half = (WIDTH - names - FIGURES) / 2
  const zero = names + half
  const at = (value: number) => zero + half * (Math.max(-scale.top, Math.min(scale.top, value)) / scale.top)
  const bottom = marks.length * ROW + 4
  const line = (value: number, kind: string) =>
    markup`<line ${{html: kind}} x1="${placed(at(value))}" x2="${placed(at(value))}" y1="0" y2="${bottom}"/>`
  const foot = (value: number) =>
    markup`<text class="soft" x="${placed(at(value))}" y="${bottom + 14}" text-anchor="middle">${shown(value)}</text>`
  const limits = limitsOf(threshold).map((value) => [
    line(value, `class="limit" data-threshold="${value}"`),
    foot(value),
  ])
  const rows = marks.map((mark, index) => {
    const y = index * ROW + 4
    const value = numberOf(mark)
    const named = markup`<text x="${names - 8}" y="${y + 13}" text-anchor="end">${fittedName(mark.label)}</text>`
    const figure = (text: string) => markup`<text x="${WIDTH - FIGURES + 12}" y="${y + 13}">${text}</text>`
    if (value === undefined) return markup`${named}<g data-value="">${figure(mark.text)}</g>`
    const [from, to] = [Math.min(zero, at(value)), Math.max(zero, at(value))]
    const beyond = scale.isBeyond(value) ? arrow(at(value), y + 8, [value > 0 ? 1 : -1, 0]) : undefined
    return markup`${named}<rect data-value="${mark.value}" x="${placed(from)}" y="${y}" width="${placed(Math.max(value === 0 ? 0 : 1, to - from))}" height="${ROW - 8}" fill="${colour(mark)}">${title(mark)}</rect>${beyond}${figure(mark.text)}`
  })
  return markup`<svg viewBox="0 0 ${WIDTH} ${bottom + 22}" role="img" aria-label="${name}" data-top="${scale.top}" data-span="${half}"><title>${name}</title>${line(0, 'stroke="var(--soft-ink)"')}${rows}${limits}</svg>`
}
