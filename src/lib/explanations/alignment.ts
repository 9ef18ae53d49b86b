/** How well a wording is found in a text: letters added, lost, changed or swapped with their neighbour count one each. */
export interface Alignment {
  /** Edits between the wording and the part of the text most like it. */
  readonly edits: number
  /** Where that part ends in the text. */
  readonly end: number
  /** The wording begun at the end of a text that was cut: how much of it, at how many edits. */
  readonly begun: {readonly length: number; readonly edits: number}
}

/** The least of a begun wording that is looked at. */
const LEAST_BEGUN = 15

interface Columns {
  /** Of the text's letter before the last, of the last, and the one being filled. */
  before: Uint16Array
  last: Uint16Array
  current: Uint16Array
}

/** Sellers' algorithm with transpositions: O(wording × text) steps, three columns held. */
export function align(wording: string, text: string): Alignment {
  const height = wording.length
  const empty = () => new Uint16Array(height + 1)
  const columns: Columns = {
    before: empty(),
    last: Uint16Array.from({length: height + 1}, (_, i) => i),
    current: empty(),
  }
  let edits = height
  let end = 0
  for (let j = 1; j <= text.length; j++) {
    fillColumn(wording, text, j, columns)
    const {before, last, current} = columns
    const whole = current[height] as number
    if (whole < edits) {
      edits = whole
      end = j
    }
    columns.before = last
    columns.last = current
    columns.current = before
  }
  return {edits, end, begun: begunAt(columns.last)}
}

/** Edits of each begin of the wording against what ends at the `j`-th letter of the text. */
function fillColumn(wording: string, text: string, j: number, {before, last, current}: Columns): void {
  const sign = text.charCodeAt(j - 1)
  const signBefore = j > 1 ? text.charCodeAt(j - 2) : -1
  current[0] = 0
  let previous = -1
  for (let i = 1; i <= wording.length; i++) {
    const own = wording.charCodeAt(i - 1)
    let best = (last[i - 1] as number) + (own === sign ? 0 : 1)
    best = Math.min(best, (last[i] as number) + 1, (current[i - 1] as number) + 1)
    if (previous === sign && own === signBefore) best = Math.min(best, (before[i - 2] as number) + 1)
    current[i] = best
    previous = own
  }
}

function begunAt(column: Uint16Array): Alignment['begun'] {
  let found = {length: 0, edits: 0}
  for (let i = LEAST_BEGUN; i < column.length; i++) {
    const edits = column[i] as number
    if (i - 4 * edits > found.length - 4 * found.edits) found = {length: i, edits}
  }
  return found
}

/** Edits between two whole words. */
export function wordEdits(a: string, b: string): number {
  if (a === b) return 0
  const {edits} = align(a, `${b}`)
  // A substring may be nearer than the whole: what is left over counts.
  return Math.max(edits, Math.abs(a.length - b.length), align(b, a).edits)
}
