/**
 * A terminal as far as our views use one: text, newline, carriage return, erase below, cursor up, colours. Lines wrap at
 * the right edge and the top scrolls away, as in a real one; a resize keeps what is shown (no reflow) and cuts it.
 */
export class Terminal {
  columns: number
  rows: number
  #lines: string[] = ['']
  #row = 0
  #column = 0
  #listeners: (() => void)[] = []

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
  }

  on(_event: 'resize', listener: () => void): void {
    this.#listeners.push(listener)
  }

  off(_event: 'resize', listener: () => void): void {
    this.#listeners = this.#listeners.filter((one) => one !== listener)
  }

  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
    this.#lines = this.#lines.map((line) => line.slice(0, columns))
    const above = Math.max(0, this.#lines.length - rows)
    const kept = Math.min(above, this.#row)
    this.#lines = this.#lines.slice(kept)
    this.#row -= kept
    this.#lines.length = Math.min(this.#lines.length, rows)
    for (const listener of this.#listeners) listener()
  }

  write(text: string): boolean {
    let rest = text
    while (rest !== '') {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences of the terminal are what it understands
      const sequence = /^\u001b\[([0-9;]*)([A-Za-z])/.exec(rest)
      if (sequence) {
        this.#obey(sequence[2] ?? '', sequence[1] ?? '')
        rest = rest.slice(sequence[0].length)
        continue
      }
      const [sign = ''] = rest
      rest = rest.slice(sign.length)
      this.#put(sign)
    }
    return true
  }

  /** What is seen, without blanks at the ends and empty lines below. */
  screen(): string[] {
    const lines = this.#lines.map((line) => line.trimEnd())
    while (lines.at(-1) === '') lines.pop()
    return lines
  }

  #obey(letter: string, value: string): void {
    if (letter === 'A') this.#row = Math.max(0, this.#row - Number(value || 1))
    else if (letter === 'J') {
      this.#lines.length = this.#row + 1
      this.#lines[this.#row] = (this.#lines[this.#row] ?? '').slice(0, this.#column)
    } else if (letter !== 'm') throw new Error(`unknown sequence ${letter}`)
  }

  #put(sign: string): void {
    if (sign === '\r' || sign === '\n') {
      if (sign === '\n') this.#down()
      this.#column = 0
      return
    }
    if (this.#column >= this.columns) this.#down()
    const line = (this.#lines[this.#row] ?? '').padEnd(this.#column)
    this.#lines[this.#row] = line.slice(0, this.#column) + sign + line.slice(this.#column + 1)
    this.#column += 1
  }

  /** The line feed of a terminal in its usual mode also returns to the left edge. */
  #down(): void {
    this.#column = 0
    this.#row += 1
    this.#lines[this.#row] ??= ''
    if (this.#row < this.rows) return
    this.#lines.shift()
    this.#row -= 1
  }
}
