import type {Corner, Corners, GreyImage} from './symbol-reader.ts'

/** How far beyond its corners a symbol is taken away: its blurred edge is no code of its own. */
const BEYOND = 1.12

function grown(corners: Corners, scale: number): readonly Corner[] {
  const middle = (of: (corner: Corner) => number) =>
    corners.reduce((sum, corner) => sum + of(corner), 0) / corners.length
  const [cx, cy] = [middle(({x}) => x), middle(({y}) => y)]
  return corners.map(({x, y}) => ({x: (cx + (x - cx) * BEYOND) * scale, y: (cy + (y - cy) * BEYOND) * scale}))
}

/** Where the row of points crosses the outline; undefined above and below it. */
function crossing(outline: readonly Corner[], y: number): readonly [number, number] | undefined {
  const at = outline.flatMap((from, n) => {
    const to = outline[(n + 1) % outline.length] ?? from
    if (from.y === to.y || Math.min(from.y, to.y) > y || Math.max(from.y, to.y) < y) return []
    return [from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y)]
  })
  return at.length < 2 ? undefined : [Math.min(...at), Math.max(...at)]
}

/**
 * The same image with paper where symbols were read, so that what is left is looked at for itself.
 * @param scale points of this image to one of the image in which the symbols were found
 */
export function withoutCodes(image: GreyImage, codes: readonly Corners[], scale: number): GreyImage {
  if (codes.length === 0) return image
  const {width, height} = image
  const grey = Uint8Array.from(image.grey)
  for (const code of codes) {
    const outline = grown(code, scale)
    const rows = outline.map(({y}) => y)
    const last = Math.min(height - 1, Math.ceil(Math.max(...rows)))
    for (let y = Math.max(0, Math.floor(Math.min(...rows))); y <= last; y++) {
      const [from, to] = crossing(outline, y) ?? [0, -1]
      if (to >= from)
        grey.fill(
          255,
          y * width + Math.max(0, Math.floor(from)),
          y * width + Math.min(width, Math.ceil(to) + 1),
        )
    }
  }
  return {width, height, grey}
}
