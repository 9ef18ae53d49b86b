/** Text that cannot drive a terminal: control characters (escape sequences included) become visible; newlines and tabs stay. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) =>
    char === '\n' || char === '\t' ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
