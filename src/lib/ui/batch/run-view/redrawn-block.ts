import {stripVTControlCharacters} from 'node:util'

/** A terminal: where its size is not known it is taken as 80 × 24. */
export interface TerminalOutput {
  write(text: string): unknown
  readonly columns?: number | undefined
  readonly rows?: number | undefined
  on?(event: 'resize', listener: () => void): unknown
  off?(event: 'resize', listener: () => void): unknown
}

const ESC = '\u001b'
const ERASE_BELOW = `\r${ESC}[0J`
const SEQUENCE = new RegExp(`${ESC}\\[[0-9;]*m`, 'y')
const RESET = `${ESC}[0m`

/** The first `columns` signs of a line; colours take none. */
export function cutToWidth(line: string, columns: number): string {
  if (stripVTControlCharacters(line).length <= columns) return line
  let text = ''
  let seen = 0
  for (let at = 0; at < line.length && seen < columns; ) {
    SEQUENCE.lastIndex = at
    const [colour] = SEQUENCE.exec(line) ?? []
    text += colour ?? line[at]
    at += colour?.length ?? 1
    seen += colour === undefined ? 1 : 0
  }
  return `${text}${RESET}`
}

export interface RedrawnBlock {
  draw(lines: readonly string[]): void
  /** Takes the block away; what was written elsewhere stays. */
  erase(): void
}

/**
 * Lines drawn again and again in the same place. The block begins with an empty line and the cursor rests on it: a
 * resize cannot lose the place, and a remark that somebody else writes lands there and stays above the next drawing.
 */
export function redrawnBlock(output: TerminalOutput): RedrawnBlock {
  let shown: readonly string[] = []
  let drawn = false
  const draw = (lines: readonly string[]) => {
    shown = lines
    const {columns = 80, rows = 24} = output
    const fitting = lines.slice(0, Math.max(1, rows - 2)).map((line) => cutToWidth(line, columns - 1))
    const down = fitting.map((line) => `\n${line}`).join('')
    output.write(`${ERASE_BELOW}${down}\r${ESC}[${fitting.length}A`)
    drawn = true
  }
  const redraw = () => {
    if (drawn) draw(shown)
  }
  output.on?.('resize', redraw)
  return {
    draw,
    erase: () => {
      output.off?.('resize', redraw)
      if (drawn) output.write(ERASE_BELOW)
      drawn = false
    },
  }
}
