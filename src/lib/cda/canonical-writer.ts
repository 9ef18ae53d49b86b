import {DmpError} from '../errors/dmp-error.ts'

/**
 * Writes XML that is already in canonical form (Canonical XML 1.0 with comments): no declaration, attributes in
 * the order given by the caller (who keeps it alphabetical; none has a namespace), empty elements with an end
 * tag, the escapes of the recommendation. So the bytes hashed for the XDS entry and those digested for the lot
 * signature are the same.
 */

/** Control characters but tab, line feed and carriage return, and the two that are no characters. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** @throws DmpError DMP_CDA_INPUT_INVALID when `text` is blank or holds a character that XML cannot carry */
export function writable(text: string, field: string): string {
  const reason = text.trim() === '' ? 'empty' : UNWRITABLE.test(text) ? 'character' : undefined
  if (reason) throw new DmpError('DMP_CDA_INPUT_INVALID', {params: {field, reason}, details: {field, reason}})
  return text
}

const TEXT: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;'}
const ATTRIBUTE: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (char) => TEXT[char] ?? char)
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&<"\t\n\r]/g, (char) => ATTRIBUTE[char] ?? char)
}

/** Attribute values; those undefined are left out. Keys are written in alphabetical order. */
export type Attributes = Readonly<Record<string, string | undefined>>

/** Every element written for `field` goes through {@link writable}: an empty value is an error, not an element. */
export class CanonicalWriter {
  readonly #pieces: string[] = []

  open(name: string, attributes: Attributes = {}): this {
    this.#pieces.push('<', name)
    for (const key of Object.keys(attributes).sort()) {
      const value = attributes[key]
      if (value !== undefined)
        this.#pieces.push(' ', key, '="', escapeAttribute(writable(value, `${name}/@${key}`)), '"')
    }
    this.#pieces.push('>')
    return this
  }

  close(...names: readonly string[]): this {
    for (const name of names) this.#pieces.push('</', name, '>')
    return this
  }

  empty(name: string, attributes: Attributes): this {
    return this.open(name, attributes).close(name)
  }

  text(name: string, text: string, attributes: Attributes = {}): this {
    this.open(name, attributes)
    this.#pieces.push(escapeText(writable(text, name)))
    return this.close(name)
  }

  newline(): this {
    this.#pieces.push('\n')
    return this
  }

  toString(): string {
    return this.#pieces.join('')
  }
}
