/** Which texts share enough runs of three letters with another to be worth comparing letter by letter. */
export interface TrigramIndex {
  /** Places of the texts most like `folded`, the best first. */
  likely(folded: string, wish: LikelyWish): number[]
}

export interface LikelyWish {
  /** Part of a text's trigrams that must be there. */
  readonly least: number
  readonly most: number
  /** Or that part of the trigrams of `folded`: it may be a piece of the text. */
  readonly either: boolean
  /** Without the trigrams that many texts have: quick over much to read. */
  readonly rareOnly?: boolean
}

/** Blank, digits and letters: what folded text is made of. */
const SIGNS = 37
const CELLS = SIGNS ** 3
/** A trigram of more texts than this tells none of them. */
const COMMON = 100
/** Fewer rare trigrams than this are chance. */
const LEAST_RARE = 5

function signOf(code: number): number {
  if (code >= 0x61) return code - 0x61 + 11
  return code >= 0x30 ? code - 0x30 + 1 : 0
}

/** Calls `use` once for each different trigram, blanks put around; `marks` holds which were seen in this round. */
function eachTrigram(folded: string, marks: Uint32Array, round: number, use: (cell: number) => void): number {
  let cell = 0
  let count = 0
  for (let at = 0; at <= folded.length; at++) {
    const sign = at < folded.length ? signOf(folded.charCodeAt(at)) : 0
    cell = (cell * SIGNS + sign) % CELLS
    if (at === 0 || marks[cell] === round) continue
    marks[cell] = round
    count += 1
    use(cell)
  }
  return count
}

export function trigramIndex(texts: readonly string[]): TrigramIndex {
  const places: (number[] | undefined)[] = new Array(CELLS)
  const marks = new Uint32Array(CELLS)
  let round = 0
  const sizes = texts.map((text, at) => {
    round += 1
    return eachTrigram(text, marks, round, (cell) => {
      const known = places[cell]
      if (known) known.push(at)
      else places[cell] = [at]
    })
  })
  const rare = places.map((known) => (known && known.length <= COMMON ? known : undefined))
  const rareSizes = texts.map(() => 0)
  for (const known of rare) for (const at of known ?? []) rareSizes[at] = (rareSizes[at] ?? 0) + 1
  const hits = new Uint16Array(texts.length)
  const touched: number[] = []
  return {
    likely(folded, {least, most, either, rareOnly = false}) {
      round += 1
      for (const at of touched) hits[at] = 0
      touched.length = 0
      const from = rareOnly ? rare : places
      const of = rareOnly ? rareSizes : sizes
      const count = eachTrigram(folded, marks, round, (cell) => {
        const known = from[cell]
        if (known)
          for (const at of known) {
            if (hits[at] === 0) touched.push(at)
            hits[at] = (hits[at] as number) + 1
          }
      })
      const found: {readonly at: number; readonly share: number}[] = []
      for (const at of touched) {
        const shared = hits[at] as number
        const inText = shared / Math.max(rareOnly ? LEAST_RARE : 1, of[at] as number)
        const ofText = either ? shared / Math.max(1, count) : 0
        // What each has of the other: many texts have a part of a short one, few are as short.
        if (Math.max(inText, ofText) >= least) found.push({at, share: inText + ofText})
      }
      found.sort((a, b) => b.share - a.share || a.at - b.at)
      return found.slice(0, most).map(({at}) => at)
    },
  }
}
