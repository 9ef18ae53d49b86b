import {contentSteps} from './content-tokens.ts'

/** `x' = a x + c y + e`, `y' = b x + d y + f`. */
export type Matrix = readonly [number, number, number, number, number, number]

export const UNCHANGED: Matrix = [1, 0, 0, 1, 0, 0]

export function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}

export type Point = readonly [number, number]

export interface PaintedShape {
  readonly outlines: readonly (readonly Point[])[]
  readonly evenOdd: boolean
  /** 0 black … 255. */
  readonly grey: number
}

export interface DrawnContent {
  readonly shapes: PaintedShape[]
  /** Names of the resources that are painted in place, and where. */
  readonly uses: {readonly name: string; readonly at: Matrix}[]
  /** Names of the patterns that surfaces are filled with. */
  readonly patterns: string[]
  inlineImages: number
}

interface State {
  readonly at: Matrix
  readonly fill: number
  readonly stroke: number
  readonly line: number
}

const MOST_STEPS = 400_000

function greyOfNumbers(numbers: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0] = numbers
  if (numbers.length === 1) return a * 255
  if (numbers.length === 3) return (a * 0.3 + b * 0.59 + c * 0.11) * 255
  return numbers.length === 4 ? 255 - Math.min(1, a * 0.3 + b * 0.59 + c * 0.11 + d) * 255 : 0
}

/**
 * Surfaces that a content stream fills, and straight lines thick enough to be modules; text and shadings are left out,
 * and curves are cut straight.
 * @returns false when there was too much of it
 */
export function drawnContent(text: string, from: Matrix, drawn: DrawnContent): boolean {
  let state: State = {at: from, fill: 0, stroke: 0, line: 1}
  const saved: State[] = []
  let outlines: Point[][] = []
  let steps = 0
  const put = (x = 0, y = 0): Point => {
    const [a, b, c, d, e, f] = state.at
    return [a * x + c * y + e, b * x + d * y + f]
  }
  const paint = (how: 'fill' | 'even-odd' | 'stroke') => {
    if (outlines.length === 0) return
    if (how !== 'stroke') drawn.shapes.push({outlines, evenOdd: how === 'even-odd', grey: state.fill})
    else drawn.shapes.push(...thickLines(outlines, state))
  }
  for (const {operator, numbers, name} of contentSteps(text)) {
    steps += 1
    if (steps > MOST_STEPS) return false
    const [x, y, w = 0, h = 0] = numbers
    const last = numbers.length
    switch (operator) {
      case 'q':
        saved.push(state)
        break
      case 'Q':
        state = saved.pop() ?? state
        break
      case 'cm':
        if (last === 6) state = {...state, at: times(numbers as unknown as Matrix, state.at)}
        break
      case 'w':
        state = {...state, line: x ?? 1}
        break
      case 'g':
      case 'rg':
      case 'k':
      case 'sc':
      case 'scn':
        state = {...state, fill: greyOfNumbers(numbers)}
        if (name !== '') drawn.patterns.push(name)
        break
      case 'G':
      case 'RG':
      case 'K':
      case 'SC':
      case 'SCN':
        state = {...state, stroke: greyOfNumbers(numbers)}
        break
      case 're': {
        const [left = 0, low = 0] = [x, y]
        outlines.push([put(left, low), put(left + w, low), put(left + w, low + h), put(left, low + h)])
        break
      }
      case 'm':
        outlines.push([put(x, y)])
        break
      case 'l':
        outlines.at(-1)?.push(put(x, y))
        break
      case 'c':
      case 'v':
      case 'y':
        outlines.at(-1)?.push(put(numbers[last - 2], numbers[last - 1]))
        break
      case 'f':
      case 'F':
      case 'B':
      case 'b':
        paint('fill')
        outlines = []
        break
      case 'f*':
      case 'B*':
      case 'b*':
        paint('even-odd')
        outlines = []
        break
      case 'S':
      case 's':
        paint('stroke')
        outlines = []
        break
      case 'n':
        outlines = []
        break
      case 'Do':
        drawn.uses.push({name, at: state.at})
        break
      case 'BI':
        drawn.inlineImages += 1
        break
    }
  }
  return true
}

/** Some programs draw a row of modules as one thick line. */
function thickLines(outlines: readonly (readonly Point[])[], {line, at, stroke}: State): PaintedShape[] {
  const half = (line * Math.hypot(at[0], at[1])) / 2
  return outlines.flatMap((outline) =>
    outline.slice(1).flatMap(([x2, y2], index): PaintedShape[] => {
      const [x1, y1] = outline[index] ?? [x2, y2]
      const length = Math.hypot(x2 - x1, y2 - y1)
      if (length === 0) return []
      const [dx, dy] = [((x2 - x1) / length) * half, ((y2 - y1) / length) * half]
      const around: Point[] = [
        [x1 - dy, y1 + dx],
        [x2 - dy, y2 + dx],
        [x2 + dy, y2 - dx],
        [x1 + dy, y1 - dx],
      ]
      return [{outlines: [around], evenOdd: false, grey: stroke}]
    }),
  )
}
