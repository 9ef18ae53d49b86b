import {type DarkCells, halved, type MeanOf, means} from './darkness.ts'

/** A square that may be a symbol, in cells of the level where its texture is looked at. */
export interface Suspect {
  readonly cells: DarkCells
  readonly left: number
  readonly top: number
  readonly side: number
}

/** Sides that are tried, in cells: each level has cells twice as large as the one before. */
const SHORTEST = 16
const LONGEST = 31
/** A symbol takes up to this share of the shorter side of its image: of a label nearly all, of a page a part. */
const [MOST_OF_LABEL, MOST_OF_PAGE] = [0.95, 0.3]
const LARGEST_LABEL = 400
/** On a page of 210 mm a symbol that holds an INS is wider than 8 mm. */
const LEAST_OF_IMAGE = 0.038
const MOST_SUSPECTS = 8

/** Half of the modules of a symbol are dark. */
const [LIGHTEST, DARKEST] = [0.33, 0.85]
const WHITE = 0.18
/** The caption may be near one side, and is lighter than the symbol. */
const NEAR_TEXT = 0.5
const LEAST_EDGE = 0.2

interface Hit {
  readonly left: number
  readonly top: number
  readonly side: number
  readonly score: number
}

/** How much a square stands off the paper around it; 0 when it does not, on at least three sides. */
function standsOff(mean: MeanOf, left: number, top: number, side: number): number {
  const [right, bottom] = [left + side, top + side]
  const inside = mean(left, top, right, bottom)
  if (inside < LIGHTEST || inside > DARKEST) return 0
  const wide = 2
  const above = mean(left, top - 1 - wide, right, top - 1)
  const before = mean(left - 1 - wide, top, left - 1, bottom)
  if (above > WHITE && before > WHITE) return 0
  const below = mean(left, bottom + 1, right, bottom + 1 + wide)
  const behind = mean(right + 1, top, right + 1 + wide, bottom)
  const around = [above, before, below, behind]
  if (around.filter((dark) => dark <= WHITE).length < 3 || Math.max(...around) > NEAR_TEXT * inside) return 0
  const faintest = Math.min(
    mean(left, top, right, top + 1),
    mean(left, bottom - 1, right, bottom),
    mean(left, top, left + 1, bottom),
    mean(right - 1, top, right, bottom),
  )
  return faintest < LEAST_EDGE ? 0 : faintest + inside - (above + before + below + behind)
}

function hitsOf(cells: DarkCells): Hit[] {
  const {width, height, factor} = cells
  const {sums, mean} = means(cells)
  const row = width + 1
  const hits: Hit[] = []
  const isLabel = Math.min(width, height) * factor <= LARGEST_LABEL
  const share = isLabel ? MOST_OF_LABEL : MOST_OF_PAGE
  const longest = Math.min(LONGEST, Math.floor(Math.min(width, height) * share))
  const [least, most] = [LIGHTEST - 0.1, DARKEST + 0.1].map((dark) => dark * SHORTEST * SHORTEST) as [
    number,
    number,
  ]
  const tryAt = (x: number, y: number) => {
    for (let side = SHORTEST; side <= longest && x + side <= width && y + side <= height; side++) {
      const score = standsOff(mean, x, y, side)
      if (score > 0) hits.push({left: x, top: y, side, score})
    }
  }
  for (let y = 0; y + SHORTEST <= height; y++)
    for (let x = 0; x + SHORTEST <= width; x++) {
      // Every square that begins here has this one as its corner: most places of a page are left at once.
      const at = y * row + x
      const low = at + SHORTEST * row
      const core =
        (sums[low + SHORTEST] ?? 0) - (sums[at + SHORTEST] ?? 0) - (sums[low] ?? 0) + (sums[at] ?? 0)
      if (core < least || core > most) continue
      if (mean(x - 2, y, x - 1, y + SHORTEST) > NEAR_TEXT || mean(x, y - 2, x + SHORTEST, y - 1) > NEAR_TEXT)
        continue
      tryAt(x, y)
    }
  return apart(hits)
}

/** The best of squares that lie over each other. */
function apart(hits: Hit[]): Hit[] {
  const kept: Hit[] = []
  for (const hit of hits.sort((one, other) => other.score - one.score)) {
    const meets = kept.some(
      ({left, top, side}) =>
        hit.left < left + side &&
        left < hit.left + hit.side &&
        hit.top < top + side &&
        top < hit.top + hit.side,
    )
    if (!meets) kept.push(hit)
    if (kept.length === MOST_SUSPECTS) break
  }
  return kept
}

/** Squares of half dark cells with paper on at least three sides, at every size that a symbol may have. */
export function* suspectSquares(finest: DarkCells): Generator<Suspect> {
  let finer: DarkCells | undefined
  const least = LEAST_OF_IMAGE * Math.min(finest.width, finest.height)
  for (let cells = finest; Math.min(cells.width, cells.height) >= SHORTEST; cells = halved(cells)) {
    if (cells.factor * LONGEST < least) {
      finer = cells
      continue
    }
    for (const {left, top, side} of hitsOf(cells)) {
      const times = finer ? 2 : 1
      yield {cells: finer ?? cells, left: left * times, top: top * times, side: side * times}
    }
    finer = cells
  }
}
