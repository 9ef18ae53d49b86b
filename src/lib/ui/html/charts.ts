import {type Markup, markup} from './markup.ts'

/** A part of a bar: its colour is `var(--<kind>)`. */
export interface Part {
  readonly kind: string
  readonly name: string
  readonly value: number
}

export interface Bar {
  readonly label: string
  readonly parts: readonly Part[]
}

type Figure = (value: number) => string

const WIDTH = 860
const round = (value: number) => Math.round(value * 100) / 100
const total = ({parts}: Bar) => parts.reduce((sum, {value}) => sum + value, 0)

/** The parts with their colours, names and numbers: what the chart says can be read without seeing colours. */
export function legend(parts: readonly Part[], figure: Figure): Markup {
  const items = parts.map(
    ({kind, name, value}) =>
      markup`<li><i style="background:var(--${kind})"></i>${name} <strong data-part="${kind}" data-value="${value}">${figure(value)}</strong></li>`,
  )
  return markup`<ul class="legend">${items}</ul>`
}

/** One whole as one bar. */
export function stackedBar(id: string, title: string, parts: readonly Part[], figure: Figure): Markup {
  const whole = parts.reduce((sum, {value}) => sum + value, 0)
  let x = 0
  const rects = parts
    .filter(({value}) => value > 0)
    .map(({kind, name, value}) => {
      const width = (WIDTH * value) / whole
      const rect = markup`<rect x="${round(x)}" y="0" width="${round(Math.max(1, width - 1))}" height="26" fill="var(--${kind})"><title>${name}: ${figure(value)}</title></rect>`
      x += width
      return rect
    })
  return markup`<figure id="${id}"><svg viewBox="0 0 ${WIDTH} 26" role="img" aria-label="${title}"><title>${title}</title>${rects}</svg>${legend(parts, figure)}</figure>
`
}

/** A round number at or above `value` for the top of an axis. */
export function roundTop(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10
  return Math.max(1, Math.ceil(step * power))
}

const PLOT = {left: 64, top: 8, width: WIDTH - 72, height: 180}
const MOST_LABELS = 12
const MOST_WIDE = 70

/** Upright bars side by side, with an axis; labels are thinned so that they do not touch. */
export function columnChart(id: string, title: string, bars: readonly Bar[], figure: Figure): Markup {
  const {left, top, width, height} = PLOT
  const highest = roundTop(Math.max(0, ...bars.map(total)))
  const step = width / Math.max(1, bars.length)
  const every = Math.ceil(bars.length / MOST_LABELS)
  const lines = [0, 0.5, 1].map((share) => {
    const y = round(top + height * (1 - share))
    return markup`<line x1="${left}" x2="${left + width}" y1="${y}" y2="${y}" stroke="var(--line)"/><text class="soft" x="${left - 6}" y="${y + 4}" text-anchor="end">${figure(Math.round(highest * share * 10) / 10)}</text>`
  })
  const columns = bars.map((bar, at) => {
    const wide = Math.min(MOST_WIDE, Math.max(0.5, step * 0.86))
    let y = top + height
    const rects = bar.parts
      .filter(({value}) => value > 0)
      .map(({kind, name, value}) => {
        const tall = (height * value) / highest
        y -= tall
        return markup`<rect x="${round(left + (at + 0.5) * step - wide / 2)}" y="${round(y)}" width="${round(wide)}" height="${round(tall)}" fill="var(--${kind})"><title>${bar.label} · ${name}: ${figure(value)}</title></rect>`
      })
    const label =
      at % every === 0
        ? markup`<text class="soft" x="${round(left + (at + 0.5) * step)}" y="${top + height + 16}" text-anchor="middle">${bar.label}</text>`
        : undefined
    return [rects, label]
  })
  return markup`<figure id="${id}"><svg viewBox="0 0 ${WIDTH} ${top + height + 24}" role="img" aria-label="${title}"><title>${title}</title>${lines}${columns.flat(2)}</svg></figure>
`
}

const ROW = 24
const NAMES = 330

/** Lying bars, one a line, with names to the left and numbers to the right. */
export function rowChart(id: string, title: string, bars: readonly Bar[], figure: Figure): Markup {
  const longest = Math.max(1, ...bars.map(total))
  const room = WIDTH - NAMES - 90
  const rows = bars.map((bar, at) => {
    const y = at * ROW
    let x = NAMES
    const rects = bar.parts.map(({kind, name, value}) => {
      const width = Math.max(1, (room * value) / longest)
      const rect = markup`<rect x="${round(x)}" y="${y + 4}" width="${round(width)}" height="${ROW - 8}" fill="var(--${kind})"><title>${bar.label} · ${name}: ${figure(value)}</title></rect>`
      x += width
      return rect
    })
    return markup`<text x="${NAMES - 8}" y="${y + 16}" text-anchor="end">${bar.label}</text>${rects}<text class="soft" x="${round(x + 6)}" y="${y + 16}">${figure(total(bar))}</text>`
  })
  return markup`<figure id="${id}"><svg viewBox="0 0 ${WIDTH} ${Math.max(1, bars.length) * ROW}" role="img" aria-label="${title}"><title>${title}</title>${rows}</svg></figure>
`
}
