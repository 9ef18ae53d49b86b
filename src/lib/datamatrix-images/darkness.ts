import type {GreyImage} from './symbol-reader.ts'

/** How dark each cell of an image is: 0 as its paper, 1 as its ink. */
export interface DarkCells {
  readonly width: number
  readonly height: number
  readonly dark: Float32Array
  /** Points of the image to one cell, across and down. */
  readonly factor: number
}

/** Shares of the points that are taken for ink and for paper: neither speck nor shadow of an edge. */
const INK = 0.0003
const PAPER = 0.8
const LEAST_CONTRAST = 48

/** Cells of one point each; undefined for an image without ink on paper. */
export function darkCells({width, height, grey}: GreyImage): DarkCells | undefined {
  const counts = new Uint32Array(256)
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1
  const level = (share: number) => {
    let seen = 0
    return counts.findIndex((count) => {
      seen += count
      return seen >= share * grey.length
    })
  }
  const [ink, paper] = [level(INK), level(PAPER)]
  if (paper - ink < LEAST_CONTRAST) return undefined
  const table = Float32Array.from({length: 256}, (_, v) =>
    Math.max(0, Math.min(1, (paper - v) / (paper - ink))),
  )
  const dark = new Float32Array(grey.length)
  for (let at = 0; at < grey.length; at++) dark[at] = table[grey[at] ?? 255] ?? 0
  return {width, height, dark, factor: 1}
}

/** Four cells made one. */
export function halved({width, height, dark, factor}: DarkCells): DarkCells {
  const [w, h] = [width >> 1, height >> 1]
  const out = new Float32Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x
      const [a = 0, b = 0, c = 0, d = 0] = [dark[at], dark[at + 1], dark[at + width], dark[at + width + 1]]
      out[y * w + x] = (a + b + c + d) / 4
    }
  return {width: w, height: h, dark: out, factor: factor * 2}
}

/** Mean darkness of a rectangle, which is cut at the edges of the image; 0 where nothing of it is left. */
export type MeanOf = (left: number, top: number, right: number, bottom: number) => number

export interface Sums {
  /** Darkness above and before each corner of a cell, row after row of `width + 1`. */
  readonly sums: Float64Array
  readonly mean: MeanOf
}

/** Sums over rectangles in four steps each. */
export function means({width, height, dark}: DarkCells): Sums {
  const row = width + 1
  const sums = new Float64Array(row * (height + 1))
  for (let y = 0; y < height; y++) {
    let sum = 0
    let at = (y + 1) * row + 1
    for (let x = 0; x < width; x++, at++) {
      sum += dark[y * width + x] ?? 0
      sums[at] = (sums[at - row] ?? 0) + sum
    }
  }
  const mean: MeanOf = (left, top, right, bottom) => {
    const l = left < 0 ? 0 : left
    const t = top < 0 ? 0 : top
    const r = right > width ? width : right
    const b = bottom > height ? height : bottom
    if (r <= l || b <= t) return 0
    const sum =
      (sums[b * row + r] ?? 0) -
      (sums[t * row + r] ?? 0) -
      (sums[b * row + l] ?? 0) +
      (sums[t * row + l] ?? 0)
    return sum / ((r - l) * (b - t))
  }
  return {sums, mean}
}
