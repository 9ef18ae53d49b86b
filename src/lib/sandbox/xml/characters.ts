import {XmlRefusal} from './refusal.ts'

const start =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const part = `${start}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040`
const ncName = `[${start}][${part}]*`

/** QName of Namespaces in XML 1.0: at most one colon, never at an end. */
export const qNameAt = new RegExp(`(?:(${ncName}):)?(${ncName})`, 'uy')
const ncNameWhole = new RegExp(`^${ncName}$`, 'u')
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/
const loneSurrogate = /\p{Surrogate}/u
const reference = /&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]*));/y
const predefined: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"}

export function isNcName(text: string): boolean {
  return ncNameWhole.test(text)
}

/** Refuses the characters XML 1.0 §2.2 does not allow. */
export function checkCharacters(text: string): void {
  if (forbidden.test(text) || loneSurrogate.test(text)) {
    throw new XmlRefusal('xml/malformed', 'Caractère interdit en XML 1.0')
  }
}

function character(code: number): string {
  const allowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  if (!allowed) throw new XmlRefusal('xml/malformed', 'Référence à un caractère interdit en XML 1.0')
  return String.fromCodePoint(code)
}

/** Replaces character references and the five predefined entities; any other entity is refused. */
export function expandReferences(text: string): string {
  let at = text.indexOf('&')
  if (at < 0) return text
  let expanded = ''
  let from = 0
  while (at >= 0) {
    reference.lastIndex = at
    const found = reference.exec(text)
    if (found === null) throw new XmlRefusal('xml/malformed', 'Référence « & » mal formée')
    const [whole, hex, decimal, name] = found
    const replaced =
      hex !== undefined
        ? character(Number.parseInt(hex, 16))
        : decimal !== undefined
          ? character(Number.parseInt(decimal, 10))
          : predefined[name ?? '']
    if (replaced === undefined) throw new XmlRefusal('xml/entity', `Entité XML refusée : &${name};`)
    expanded += text.slice(from, at) + replaced
    from = at + whole.length
    at = text.indexOf('&', from)
  }
  return expanded + text.slice(from)
}
