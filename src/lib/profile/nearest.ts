/** Number of single-character edits between two words (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const kept = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The known name most like `word`, whatever its case; undefined when nothing is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  // A longer word is no typing slip of any name, and comparing it would cost for nothing.
  if (word.length > 80) return undefined
  const wanted = word.toLowerCase()
  const lastOf = (name: string) => name.slice(name.lastIndexOf('.') + 1)
  let best: {name: string; edits: number} | undefined
  for (const name of known) {
    const lower = name.toLowerCase()
    // The right name under the wrong section is as near as one slip.
    const edits =
      lastOf(lower) === lastOf(wanted) ? Math.min(1, distance(wanted, lower)) : distance(wanted, lower)
    if (!best || edits < best.edits) best = {name, edits}
  }
  return best && best.edits <= Math.max(2, Math.floor(word.length / 3)) ? best.name : undefined
}
