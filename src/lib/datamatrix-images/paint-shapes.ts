import type {PaintedShape, Point} from './drawn-content.ts'
import type {GreyImage} from './symbol-reader.ts'

/** Fewer surfaces than a symbol that holds an INS has. */
export const FEWEST_SHAPES = 30

export function outlineCount(shapes: readonly PaintedShape[]): number {
  return shapes.reduce((sum, {outlines}) => sum + outlines.length, 0)
}

const MOST_POINTS = 4_000_000
const FINEST = 4
const MARGIN = 12

/** Paints the shapes on white, as finely as `MOST_POINTS` allows; undefined where there is nothing to see. */
export function paintShapes(shapes: readonly PaintedShape[]): GreyImage | undefined {
  const box = boxOf(shapes)
  if (!box) return undefined
  const [left, low, right, high] = box
  const [w, h] = [right - left, high - low]
  const scale = Math.min(FINEST, Math.sqrt(MOST_POINTS / Math.max(1, w * h)))
  const width = Math.ceil(w * scale) + 2 * MARGIN
  const height = Math.ceil(h * scale) + 2 * MARGIN
  if (width * height > 2 * MOST_POINTS) return undefined
  const grey = new Uint8Array(width * height).fill(255)
  for (const shape of shapes)
    fill(shape, {width, height, grey}, (([x, y]) => [
      (x - left) * scale + MARGIN,
      (high - y) * scale + MARGIN,
    ]) as (point: Point) => Point)
  return {width, height, grey}
}

function boxOf(shapes: readonly PaintedShape[]): readonly [number, number, number, number] | undefined {
  let box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const {outlines, grey} of shapes) {
    if (grey > 250) continue
    for (const outline of outlines)
      for (const [x, y] of outline)
        box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
  }
  return box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1] ? box : undefined
}

type Crossings = Map<number, [x: number, way: number][]>

/** Where the side between two points crosses the middle of each row. */
function cross(crossings: Crossings, [x1, y1]: Point, [x2, y2]: Point, height: number): void {
  if (y1 === y2) return
  const way = y1 < y2 ? 1 : -1
  const first = Math.max(0, Math.ceil(Math.min(y1, y2) - 0.5))
  const end = Math.min(height, Math.ceil(Math.max(y1, y2) - 0.5))
  for (let row = first; row < end; row++) {
    const x = x1 + ((row + 0.5 - y1) / (y2 - y1)) * (x2 - x1)
    const there = crossings.get(row)
    if (there) there.push([x, way])
    else crossings.set(row, [[x, way]])
  }
}

/** Scan lines through the middle of each row of points; both winding rules of ISO 32000. */
function fill(
  {outlines, evenOdd, grey}: PaintedShape,
  image: GreyImage,
  place: (point: Point) => Point,
): void {
  const crossings: Crossings = new Map()
  for (const outline of outlines) {
    const placed = outline.map(place)
    for (const [index, point] of placed.entries())
      cross(crossings, placed.at(index - 1) ?? point, point, image.height)
  }
  for (const [row, there] of crossings)
    for (const [from, to] of spans(there, evenOdd)) {
      const [first, end] = [Math.max(0, from), Math.min(image.width, to)]
      if (end > first) image.grey.fill(grey, row * image.width + first, row * image.width + end)
    }
}

/** Points inside, of one row. */
function spans(crossings: [x: number, way: number][], evenOdd: boolean): [from: number, to: number][] {
  const inside: [number, number][] = []
  let winding = 0
  for (const [index, [x, way]] of crossings.sort(([one], [other]) => one - other).entries()) {
    winding += evenOdd ? 1 : way
    const next = crossings[index + 1]
    const isInside = evenOdd ? winding % 2 === 1 : winding !== 0
    if (next && isInside) inside.push([Math.ceil(x - 0.5), Math.ceil(next[0] - 0.5)])
  }
  return inside
}
