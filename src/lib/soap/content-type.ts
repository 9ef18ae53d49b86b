/** A MIME type and its parameters, names in lower case (RFC 2045 §5.1). */
export interface ContentType {
  /** `type/subtype`, lower case; empty when the header makes no sense. */
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

const TYPE = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)\s*/
const PARAMETER = /;\s*([\w!#$&^.+*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))\s*/y

/** Reads a Content-Type leniently: parameters after the first one that cannot be read are left out. */
export function readContentType(header: string): ContentType {
  const found = TYPE.exec(header)
  const parameters = new Map<string, string>()
  if (!found?.[1]) return {type: '', parameters}
  PARAMETER.lastIndex = found[0].length
  for (let one = PARAMETER.exec(header); one; one = PARAMETER.exec(header)) {
    const name = (one[1] ?? '').toLowerCase()
    const value = one[2] === undefined ? (one[3] ?? '') : one[2].replace(/\\(.)/g, '$1')
    if (!parameters.has(name)) parameters.set(name, value)
  }
  return {type: found[1].toLowerCase(), parameters}
}
