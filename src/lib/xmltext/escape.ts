/**
 * Writing of XML text in the very form the canonicaliser would give it (Canonical XML 1.0, section 2.3), so that
 * what our templates emit needs no canonicalisation before it is signed.
 *
 * Only writes: reading is `src/lib/xml`. Characters that XML 1.0 cannot carry at all are refused, never dropped:
 * a silent loss would change what a document says.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u
/** Nothing to refuse and nothing to escape, in a text or in an attribute: most codes, names and labels. */
const PLAIN = /^[ !#-%'-;=?-\ud7ff]*$/
const NEEDS_TEXT = /[&<>\r]/g
const NEEDS_ATTRIBUTE = /[&<"\t\n\r]/g

const TEXT: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;'}
const ATTRIBUTE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

/** Whether XML 1.0 can carry this text (`Char` production). */
export function isXmlText(text: string): boolean {
  return !FORBIDDEN.test(text)
}

function refuseForbidden(text: string): void {
  const found = FORBIDDEN.exec(text)
  if (!found) return
  const point = (found[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0')
  throw new RangeError(`U+${point} cannot be written in XML`)
}

/** Character data between tags. @throws RangeError on a character XML 1.0 forbids */
export function xmlText(text: string): string {
  if (PLAIN.test(text)) return text
  refuseForbidden(text)
  return text.replace(NEEDS_TEXT, (found) => TEXT[found] ?? found)
}

/** Value of an attribute written between double quotes. @throws RangeError on a character XML 1.0 forbids */
export function xmlAttribute(text: string): string {
  if (PLAIN.test(text)) return text
  refuseForbidden(text)
  return text.replace(NEEDS_ATTRIBUTE, (found) => ATTRIBUTE[found] ?? found)
}
