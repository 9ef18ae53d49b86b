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

/** A value from outside on one line: a name of a file may hold colours of its own, and newlines. */
export function plainValue(text: string): string {
  return plain(text).replaceAll('\n', '\\x0a').replaceAll('\t', '\\x09')
}

/** The values of a sentence, each on one line. */
export function plainParams<Value extends string | number>(
  params: Readonly<Record<string, Value>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? plainValue(value) : value,
    ]),
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
