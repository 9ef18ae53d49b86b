import {stripVTControlCharacters} from 'node:util'
import type {Screen} from './screen.ts'

const GAP = '  '

/** Columns aligned by blanks alone: reads the same in a terminal, a log and a ticket. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  {color}: Screen,
): string[] {
  const all = [head.map((word) => color.bold(word)), ...rows].map((row) =>
    row.map((cell) => {
      const text = cell.replace(/[\t\r\n]+/g, ' ')
      return {text, width: columnsOf(text)}
    }),
  )
  const widths: number[] = []
  for (const row of all)
    for (const [column, {width}] of row.entries()) widths[column] = Math.max(widths[column] ?? 1, width)
  return all.map((row) => {
    const cells = row.map(({text, width}, column) => text + ' '.repeat((widths[column] ?? width) - width))
    return (GAP + cells.join(GAP)).trimEnd()
  })
}

/** Letters and signs of one column each: nearly all there is, told without looking at each. */
const PLAIN =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2713-\u2718]*$/
const UNSEEN = /[\p{Mark}\p{Control}\p{Format}]/u
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u
const HALF = /[\uff61-\uffdc]/

/** Columns that a text takes on a terminal: colours and accents put on letters take none, East Asian signs two. */
function columnsOf(text: string): number {
  const seen = stripVTControlCharacters(text)
  if (PLAIN.test(seen)) return seen.length
  let columns = 0
  for (const sign of seen) columns += UNSEEN.test(sign) ? 0 : WIDE.test(sign) && !HALF.test(sign) ? 2 : 1
  return columns
}
