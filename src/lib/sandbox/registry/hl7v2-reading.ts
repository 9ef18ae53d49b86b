/** CX as the DMP uses it: `id^^^&oid&ISO^type[^^date]`. */
export interface Cx {
  readonly id: string
  readonly oid: string
  readonly type: string
}

/** XCN: a person or a system. */
export interface Xcn {
  readonly id: string
  readonly family: string
  readonly given: string
  readonly oid: string
  readonly nameType: string
  readonly idType: string
}

/** XON: an institution. */
export interface Xon {
  readonly name: string
  readonly oid: string
  readonly idType: string
  readonly id: string
}

const ESCAPES: Readonly<Record<string, string>> = {F: '|', S: '^', T: '&', R: '~', E: '\\'}

/** Undoes the escape sequences of HL7 v2 (chapter 2.7). */
export function unescapeHl7(text: string): string {
  return text.replaceAll(/\\([FSTRE])\\/g, (_whole, letter: string) => ESCAPES[letter] ?? '')
}

export function readCx(text: string): Cx | undefined {
  const parts = text.split('^')
  const [id, second, third, authority, type] = parts
  if (!id || second || third || !authority || !type || parts.length > 10) return undefined
  const oid = readAuthority(authority)
  return oid ? {id: unescapeHl7(id), oid, type} : undefined
}

export function readXcn(text: string): Xcn | undefined {
  const parts = text.split('^')
  const oid = readAuthority(parts[8] ?? '')
  if (!parts[0] || !oid || parts.length !== 13) return undefined
  return {
    id: unescapeHl7(parts[0]),
    family: unescapeHl7(parts[1] ?? ''),
    given: unescapeHl7(parts[2] ?? ''),
    oid,
    nameType: parts[9] ?? '',
    idType: parts[12] ?? '',
  }
}

export function readXon(text: string): Xon | undefined {
  const parts = text.split('^')
  const oid = readAuthority(parts[5] ?? '')
  if (!parts[0] || !oid || !parts[9] || parts.length !== 10) return undefined
  return {name: unescapeHl7(parts[0]), oid, idType: parts[6] ?? '', id: unescapeHl7(parts[9])}
}

/** `&oid&ISO` */
function readAuthority(component: string): string | undefined {
  return /^&([0-9.]+)&ISO$/.exec(component)?.[1]
}
