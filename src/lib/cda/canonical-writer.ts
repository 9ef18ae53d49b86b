import {DmpError} from '../errors/dmp-error.ts'
import {xmlAttribute, xmlText} from '../xmltext/escape.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'

/**
 * Writes XML that is already in canonical form (Canonical XML 1.0 with comments): no declaration, attributes in
 * alphabetical order (none has a namespace), empty elements with an end tag, the escapes of the recommendation.
 * So the bytes hashed for the XDS entry and those digested for the lot signature are the same.
 *
 * The calls that write the bytes also make the tree that a parser would make of them: what we built needs not be
 * parsed to be read, and the two cannot disagree.
 */

/** Control characters but tab, line feed and carriage return, and the two that are no characters. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** @throws DmpError DMP_CDA_INPUT_INVALID when `text` is blank or holds a character that XML cannot carry */
export function writable(text: string, field: string): string {
  const reason = text.trim() === '' ? 'empty' : UNWRITABLE.test(text) ? 'character' : undefined
  if (reason) throw new DmpError('DMP_CDA_INPUT_INVALID', {params: {field, reason}, details: {field, reason}})
  return text
}

/** Begins with what can be seen, and holds nothing to refuse or to escape: most codes, names and labels. */
const PLAIN = /^[!#-%'-;=?-~][ !#-%'-;=?-\ud7ff]*$/

/** The value as written, in a text or in an attribute. @throws DmpError DMP_CDA_INPUT_INVALID, see {@link writable} */
function written(value: string, field: string, escaped: (text: string) => string): string {
  return PLAIN.test(value) ? value : escaped(writable(value, field))
}

/** Attribute values; those undefined are left out. Keys are written in alphabetical order. */
export type Attributes = Readonly<Record<string, string | undefined>>

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

interface Building extends XmlNode {
  readonly children: XmlNode[]
  text: string
}

/** Names in alphabetical order, the array itself when it is so already. */
function ordered(names: string[]): readonly string[] {
  for (let at = 1; at < names.length; at++) if ((names[at - 1] ?? '') > (names[at] ?? '')) return names.sort()
  return names
}

/** Every element written for `field` goes through {@link writable}: an empty value is an error, not an element. */
export class CanonicalWriter {
  #xml = ''
  #line = 1
  readonly #open: Building[] = []
  #root: XmlNode | undefined

  /** An `xmlns` among the attributes is the namespace of the element and of those below it; there are no prefixes. */
  open(name: string, attributes: Attributes = {}): this {
    const parent = this.#open.at(-1)
    let kept: Map<string, string> | undefined
    let namespace = parent?.namespace ?? ''
    let tag = `<${name}`
    for (const key of ordered(Object.keys(attributes))) {
      const value = attributes[key]
      if (value === undefined) continue
      tag += ` ${key}="${written(value, `${name}/@${key}`, xmlAttribute)}"`
      if (key === 'xmlns') namespace = value
      else {
        kept ??= new Map()
        kept.set(key, value)
      }
    }
    const node: Building = {
      namespace,
      name,
      attributes: kept ?? NO_ATTRIBUTES,
      children: [],
      text: '',
      line: this.#line,
    }
    if (parent) parent.children.push(node)
    else if (this.#root) throw new RangeError('a second root')
    else this.#root = node
    this.#open.push(node)
    this.#xml += `${tag}>`
    return this
  }

  /** @throws RangeError when an element named is not the one open */
  close(...names: readonly string[]): this {
    for (const name of names) {
      if (this.#open.pop()?.name !== name) throw new RangeError(`${name} is not open`)
      this.#xml += `</${name}>`
    }
    return this
  }

  empty(name: string, attributes: Attributes): this {
    return this.open(name, attributes).close(name)
  }

  text(name: string, text: string, attributes: Attributes = {}): this {
    this.open(name, attributes)
    this.#characters(text, written(text, name, xmlText))
    return this.close(name)
  }

  newline(): this {
    this.#characters('\n', '\n')
    return this
  }

  /** A line feed stands as it is in a text, nowhere else. */
  #characters(text: string, xml: string): void {
    const here = this.#open.at(-1)
    if (!here) throw new RangeError('text outside the root')
    here.text += text
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#line++
    this.#xml += xml
  }

  /** What was written since the last call. */
  take(): string {
    const written = this.#xml
    this.#xml = ''
    return written
  }

  /** The document as `openXml` would read it. @throws RangeError while an element is open */
  get root(): XmlNode {
    if (!this.#root || this.#open.length > 0) throw new RangeError('the document is not finished')
    return this.#root
  }
}
