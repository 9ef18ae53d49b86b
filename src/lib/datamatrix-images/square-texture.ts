import type {Suspect} from './suspect-squares.ts'

/** Darkness of parts of a symbol: coded data are even throughout, portraits and letters are not. */
const [LIGHTEST, LIGHTEST_PART, MOST_UNEVEN, MOST_UNEVEN_BLURRED] = [0.4, 0.22, 0.15, 0.1]
/** Even greys are no code, nor stripes one way. */
const LEAST_TEXTURE = 0.045
/** Nor is a shaded box with something in its middle. */
const [LEAST_IN_PART, MOST_FLAT_PARTS] = [0.035, 1]
const MOST_STRIPED = 2.5
const PARTS = 4
/** Two modules away a code of 36 has forgotten what it was, and a picture has not: 1 forgotten, 0 the same. */
const [FORGETS_OVER, LEAST_FORGOTTEN, SOON_FORGOTTEN] = [18, 0.14, 0.3]
/** An ornament is the same from the left and from the right. */
const MOST_MIRRORED = 0.5
/** Of the side, not looked at: the edge of anything is a change. */
const RIM = 0.08

const deviation = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

interface Texture {
  readonly parts: readonly number[]
  /** Standard deviation within the parts. */
  readonly grain: number
  /** Parts of one even grey. */
  readonly flat: number
  /** Changes one way against changes the other way, at least 1. */
  readonly striped: number
  readonly forgotten: number
}

/** How far points that are a little apart differ, against points anywhere in the square. */
function forgotten({cells: {width, dark}, left, top, side}: Suspect, inset: number): number {
  const away = Math.max(1, Math.round(side / FORGETS_OVER))
  let [count, sum, squares, differences, pairs] = [0, 0, 0, 0, 0]
  const [right, bottom] = [left + side - inset, top + side - inset]
  for (let y = top + inset; y < bottom; y++)
    for (let x = left + inset; x < right; x++) {
      const here = dark[y * width + x] ?? 0
      count += 1
      sum += here
      squares += here * here
      if (x + away >= right || y + away >= bottom) continue
      differences += (here - (dark[y * width + x + away] ?? 0)) ** 2
      differences += (here - (dark[(y + away) * width + x] ?? 0)) ** 2
      pairs += 2
    }
  const variance = squares / count - (sum / count) ** 2
  return variance <= 0 || pairs === 0 ? 0 : differences / pairs / (2 * variance)
}

/** Correlation of the square with its mirror image. */
function mirrored({cells: {width, dark}, left, top, side}: Suspect): number {
  let [sum, squares, products] = [0, 0, 0]
  for (let y = top; y < top + side; y++)
    for (let x = left; x < left + side; x++) {
      const here = dark[y * width + x] ?? 0
      sum += here
      squares += here * here
      products += here * (dark[y * width + 2 * left + side - 1 - x] ?? 0)
    }
  const mean = sum / side ** 2
  return (products / side ** 2 - mean ** 2) / (squares / side ** 2 - mean ** 2)
}

function textureOf(suspect: Suspect): Texture {
  const {cells, left, top, side} = suspect
  const {width, dark} = cells
  const inset = Math.ceil(side * RIM)
  const inner = side - 2 * inset
  const at = (n: number) => inset + Math.round((n * inner) / PARTS)
  const parts: number[] = []
  let squares = 0
  let flat = 0
  let [across, down] = [0, 0]
  for (let part = 0; part < PARTS * PARTS; part++) {
    const [row, column] = [Math.floor(part / PARTS), part % PARTS]
    const [x1, x2, y1, y2] = [left + at(column), left + at(column + 1), top + at(row), top + at(row + 1)]
    let [sum, own] = [0, 0]
    for (let y = y1; y < y2; y++)
      for (let x = x1; x < x2; x++) {
        const here = dark[y * width + x] ?? 0
        sum += here
        own += here * here
        if (x + 1 < x2) across += Math.abs(here - (dark[y * width + x + 1] ?? 0))
        if (y + 1 < y2) down += Math.abs(here - (dark[(y + 1) * width + x] ?? 0))
      }
    const count = (x2 - x1) * (y2 - y1)
    parts.push(sum / count)
    const spread = own - (sum * sum) / count
    squares += spread
    if (Math.sqrt(Math.max(0, spread) / count) < LEAST_IN_PART) flat += 1
  }
  return {
    parts,
    grain: Math.sqrt(squares) / inner,
    flat,
    striped: Math.max(across, down) / Math.min(across, down),
    forgotten: forgotten(suspect, inset),
  }
}

/** Whether a square has the texture of a matrix code: dark and light everywhere alike, in both directions, at small size. */
export function hasCodeTexture(suspect: Suspect): boolean {
  const {parts, grain, flat, striped, forgotten} = textureOf(suspect)
  return (
    parts.every((part) => part >= LIGHTEST_PART) &&
    parts.reduce((sum, part) => sum + part, 0) >= LIGHTEST * parts.length &&
    deviation(parts) <= (forgotten < SOON_FORGOTTEN ? MOST_UNEVEN_BLURRED : MOST_UNEVEN) &&
    flat <= MOST_FLAT_PARTS &&
    grain >= LEAST_TEXTURE &&
    striped <= MOST_STRIPED &&
    forgotten >= LEAST_FORGOTTEN &&
    mirrored(suspect) <= MOST_MIRRORED
  )
}
