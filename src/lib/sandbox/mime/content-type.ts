/** A media type with its parameters; names in lower case, values as sent. */
export interface ContentType {
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const typeAt = new RegExp(`^(${token}/${token})`)
const parameterAt = new RegExp(`[ \\t]*;[ \\t]*(${token})=(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))[ \\t]*`, 'y')

/** Reads a Content-Type (RFC 9110 §8.3, RFC 2045 §5.1). Undefined when it is malformed or repeats a parameter. */
export function readContentType(header: string | undefined): ContentType | undefined {
  const found = typeAt.exec(header ?? '')
  if (header === undefined || found?.[1] === undefined) return undefined
  const parameters = new Map<string, string>()
  let at = found[0].length
  while (at < header.length) {
    parameterAt.lastIndex = at
    const parameter = parameterAt.exec(header)
    const name = parameter?.[1]?.toLowerCase()
    if (parameter === null || name === undefined || parameters.has(name)) return undefined
    parameters.set(name, parameter[2]?.replaceAll(/\\(.)/g, '$1') ?? parameter[3] ?? '')
    at = parameterAt.lastIndex
  }
  return {type: found[1].toLowerCase(), parameters}
}

/** Content-ID without its angle brackets; undefined when they are missing. */
export function contentIdOf(text: string | undefined): string | undefined {
  return /^<([^<>\s]+)>$/.exec(text?.trim() ?? '')?.[1]
}
