/** One operator of a page and the numbers or names before it. */
export interface ContentStep {
  readonly operator: string
  readonly numbers: readonly number[]
  /** The last name before it, without its slash. */
  readonly name: string
}

const TOKEN = /[^\s()<>[\]{}/%]+/y
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const INLINE_END = /\sEI(?=\s|$)/g

/** Skips a string in parentheses; its brackets may be nested. */
function afterString(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\') at += 1
    else if (sign === '(') depth += 1
    else if (sign === ')') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'other'
  readonly text: string
  readonly end: number
}

/** What begins at a place that is no blank; strings, comments and brackets are `other`. */
function tokenAt(text: string, at: number): Token {
  const other = (end: number): Token => ({kind: 'other', text: '', end})
  const sign = text.charAt(at)
  if (sign === '(') return other(afterString(text, at))
  if (sign === '%') return other(after(text, /[\r\n]/g, at))
  if (sign === '<' && text[at + 1] !== '<') return other(after(text, />/g, at))
  const isName = sign === '/'
  TOKEN.lastIndex = isName ? at + 1 : at
  const token = TOKEN.exec(text)?.[0]
  if (token === undefined) return other(at + 1)
  const kind = isName ? 'name' : NUMBER.test(token) ? 'number' : 'operator'
  return {kind, text: token, end: TOKEN.lastIndex}
}

function after(text: string, end: RegExp, at: number): number {
  end.lastIndex = at
  return end.exec(text) ? end.lastIndex : text.length
}

/**
 * Operators of a content stream (ISO 32000, 7.8.2) one by one; strings are skipped and an inline image is one step
 * named `BI`. Never throws: what is no operator is passed over.
 */
export function* contentSteps(text: string): Generator<ContentStep> {
  let numbers: number[] = []
  let name = ''
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at)
    at = token.end
    if (token.kind === 'number') numbers.push(Number(token.text))
    else if (token.kind === 'name') name = token.text
    else if (token.kind === 'operator') {
      yield {operator: token.text, numbers, name}
      numbers = []
      name = ''
      if (token.text === 'BI') at = after(text, INLINE_END, at)
    }
  }
}
