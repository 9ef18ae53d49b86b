/** Text that cannot drive a terminal: control characters (escape sequences included) become visible; newlines and tabs stay. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) =>
    char === '\n' || char === '\t' ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/** A line of a view, whatever values it was made of: only the colours that views put themselves pass. */
export function plainLine(line: string): string {
  return line
    .split(COLOURS)
    .map((part, index) => (index % 2 === 0 ? plain(part) : part))
    .join('')
}

/** SGR sequences: they change how text looks and nothing else. */
const COLOURS = new RegExp(`(${String.fromCharCode(27)}\\[[0-9;]*m)`)
