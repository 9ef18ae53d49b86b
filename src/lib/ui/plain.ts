/** Text that cannot drive a terminal: control characters (escape sequences, and those that turn the
 * direction of what follows) become visible; newlines and tabs stay. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (char) => {
    if (char === '\n' || char === '\t') return char
    const code = char.charCodeAt(0)
    return code > 0xff
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\x${code.toString(16).padStart(2, '0')}`
  })
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
