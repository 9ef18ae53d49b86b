/** A value that is not known, or not the same for all that is told of. */
const GAP = '…'

/** What stands in parentheses without the parts of which the value is missing; nothing when no part is left. */
function parenthesis(inside: string): string {
  const whole = inside.split(', ').filter((part) => !part.includes(GAP))
  return whole.length === 0 ? '' : ` (${whole.join(', ')})`
}

/**
 * A sentence that reads on without what is not known: another one where nothing of it is known, or where it would keep a
 * hole all the same.
 * @param template the sentence before its values were put in
 */
export function unbroken(template: string, text: string, others: readonly (string | undefined)[]): string {
  if (!/\{\w+\}/.test(text)) return text
  const mended = withoutGaps(text)
  const [own, ...more] = others
  if (own !== undefined && (text === template || mended.includes(GAP))) return own
  if (!mended.includes(GAP)) return mended
  return more.find((other) => other !== undefined && !/\{\w+\}/.test(other)) ?? mended
}

/** What to do, with the words that a person must put in herself in capitals, as the help of a command writes them. */
export function withSlots(text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.replaceAll(/[A-Z]/g, '_$&').toUpperCase())
}

/**
 * A sentence of which not every value is known reads on without it: `refused: {code} ({text})` is `refused.`, and
 * `{file}, line {line}, column x: y` is `column x: y`. A name of a placeholder is never shown.
 */
export function withoutGaps(text: string): string {
  if (!/\{\w+\}/.test(text)) return text
  return text
    .replaceAll(/\{\w+\}/g, GAP)
    .replaceAll(/\s*[“«"]\s*…\s*[”»"]/g, '')
    .replaceAll(/\s*\(([^()…]*…[^()]*)\)/g, (_, inside: string) => parenthesis(inside))
    .replaceAll(/(?:^|,\s+)(?:\p{L}+\s+)?…(?=,|\s*:\s)/gu, '')
    .replace(/^[\s,:]+/, '')
    .replaceAll(/(\p{L}) …(?= \()/gu, '$1')
    .replaceAll(/…(?:\s+…)+/g, GAP)
    .replace(/(?<=\.)\s[^.:]*:\s*…\s*\.?$/, '')
    .replace(/\s*:\s*…(?:[\s,–-]*…)*\s*\.?$/, '.')
}
