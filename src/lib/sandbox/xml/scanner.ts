import {checkCharacters, expandReferences, isNcName, qNameAt} from './characters.ts'
import {XmlRefusal} from './refusal.ts'

/** An attribute or tag name as written, before its prefix is resolved. */
export interface RawName {
  readonly prefix: string
  readonly local: string
}
export interface RawAttribute extends RawName {
  readonly value: string
}

/** What the scanner meets, in document order. Long texts come in several pieces. */
export interface RawHandler {
  open(name: RawName, attributes: readonly RawAttribute[]): void
  close(name: RawName): void
  text(text: string): void
  comment(text: string): void
  instruction(target: string, data: string): void
}

/** A start tag longer than this is refused: no honest message has one. */
const longestMarkup = 262_144
const xmlDeclaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.[0-9]+\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/
const space = /[ \t\n]*/y
const equals = /[ \t\n]*=[ \t\n]*(?:"([^"<]*)"|'([^'<]*)')/y

/**
 * A strict XML 1.0 scanner fed with text in chunks. It knows no DTD: a DOCTYPE is refused, so are entities other
 * than the five predefined ones. Written for the sandbox alone, so that a mistake of the client's own reader shows.
 */
export class XmlScanner {
  readonly #handler: RawHandler
  #buffer = ''
  #begun = false
  #inCdata = false

  constructor(handler: RawHandler) {
    this.#handler = handler
  }

  feed(text: string): void {
    this.#buffer += text
    this.#scan(false)
  }

  finish(): void {
    this.#scan(true)
    if (this.#inCdata || this.#buffer !== '') throw malformed('Document XML incomplet')
  }

  #scan(last: boolean): void {
    if (!this.#begun) {
      if (!last && this.#buffer.length < 1024 && !this.#buffer.includes('>')) return
      this.#begun = true
      this.#declaration()
    }
    let at = 0
    while (at < this.#buffer.length) {
      const next = this.#inCdata ? this.#cdata(at, last) : this.#step(at, last)
      if (next === at) break
      at = next
    }
    this.#buffer = this.#buffer.slice(at)
  }

  #declaration(): void {
    if (!/^<\?xml[ \t\n?]/.test(this.#buffer)) return
    const found = xmlDeclaration.exec(this.#buffer)
    if (found === null) throw malformed('Déclaration XML mal formée')
    this.#buffer = this.#buffer.slice(found[0].length)
  }

  /** Handles one piece from `at`; gives the position after it, or `at` when more text is needed. */
  #step(at: number, last: boolean): number {
    if (this.#buffer[at] !== '<') return this.#text(at, last)
    const lead = this.#buffer.slice(at, at + 9)
    if (lead.startsWith('<!--')) return this.#comment(at)
    if (lead.startsWith('<?')) return this.#instruction(at)
    if (lead.startsWith('<![CDATA[')) {
      this.#inCdata = true
      return at + 9
    }
    if (/^<!d/i.test(lead)) throw new XmlRefusal('xml/doctype', 'DOCTYPE refusé')
    if (lead.startsWith('<!')) {
      if (lead.length < 9 && ('<![CDATA['.startsWith(lead) || '<!--'.startsWith(lead))) return this.#wait(at)
      throw malformed('Balisage « <! » non reconnu')
    }
    return lead.startsWith('</') ? this.#closeTag(at) : this.#openTag(at)
  }

  #text(at: number, last: boolean): number {
    const markup = this.#buffer.indexOf('<', at)
    let end = markup < 0 ? this.#buffer.length : markup
    if (markup < 0 && !last) {
      // A reference or `]]>` may go on in the next chunk; so may a surrogate pair.
      const ampersand = this.#buffer.lastIndexOf('&')
      if (ampersand >= at && this.#buffer.length - ampersand < 16 && !this.#buffer.includes(';', ampersand)) {
        end = ampersand
      } else {
        end = Math.max(at, this.#buffer.length - 2)
        const code = this.#buffer.charCodeAt(end - 1)
        if (end > at && code >= 0xd800 && code <= 0xdbff) end -= 1
        const reference = this.#buffer.lastIndexOf('&', end - 1)
        if (reference >= at && end - reference < 16 && this.#buffer.indexOf(';', reference) >= end)
          end = reference
      }
      if (end <= at) return at
    }
    const text = this.#buffer.slice(at, end)
    if (text.includes(']]>')) throw malformed('« ]]> » dans un texte')
    checkCharacters(text)
    this.#handler.text(expandReferences(text))
    return end
  }

  #cdata(at: number, last: boolean): number {
    const close = this.#buffer.indexOf(']]>', at)
    let end = close
    if (close < 0) {
      if (last) return at
      end = Math.max(at, this.#buffer.length - 2)
      const code = this.#buffer.charCodeAt(end - 1)
      if (end > at && code >= 0xd800 && code <= 0xdbff) end -= 1
      if (end <= at) return at
    }
    const text = this.#buffer.slice(at, end)
    checkCharacters(text)
    if (text !== '') this.#handler.text(text)
    if (close < 0) return end
    this.#inCdata = false
    return close + 3
  }

  #wait(at: number): number {
    if (this.#buffer.length - at > longestMarkup) throw new XmlRefusal('xml/limits', 'Balise XML trop longue')
    return at
  }

  #comment(at: number): number {
    const end = this.#buffer.indexOf('--', at + 4)
    if (end < 0 || this.#buffer.length < end + 3) return this.#wait(at)
    if (this.#buffer[end + 2] !== '>') throw malformed('« -- » dans un commentaire')
    const text = this.#buffer.slice(at + 4, end)
    checkCharacters(text)
    this.#handler.comment(text)
    return end + 3
  }

  #instruction(at: number): number {
    const end = this.#buffer.indexOf('?>', at)
    if (end < 0) return this.#wait(at)
    const found = /^([^ \t\n]+)(?:[ \t\n]+([\s\S]*))?$/.exec(this.#buffer.slice(at + 2, end))
    const target = found?.[1] ?? ''
    if (!isNcName(target) || target.toLowerCase() === 'xml')
      throw malformed('Instruction de traitement refusée')
    const data = found?.[2] ?? ''
    checkCharacters(data)
    this.#handler.instruction(target, data)
    return end + 2
  }

  #closeTag(at: number): number {
    const end = this.#buffer.indexOf('>', at)
    if (end < 0) return this.#wait(at)
    const name = this.#name(at + 2)
    space.lastIndex = qNameAt.lastIndex
    space.test(this.#buffer)
    if (space.lastIndex !== end) throw malformed('Balise fermante mal formée')
    this.#handler.close(name)
    return end + 1
  }

  #openTag(at: number): number {
    const end = this.#tagEnd(at)
    if (end < 0) return this.#wait(at)
    const tag = this.#buffer
    const name = this.#name(at + 1)
    const attributes: RawAttribute[] = []
    let here = qNameAt.lastIndex
    for (;;) {
      space.lastIndex = here
      space.test(tag)
      const after = space.lastIndex
      if (after === end || (tag[after] === '/' && after + 1 === end)) {
        this.#handler.open(name, attributes)
        if (after !== end) this.#handler.close(name)
        return end + 1
      }
      if (after === here) throw malformed('Espace attendu avant un attribut')
      const attribute = this.#name(after)
      equals.lastIndex = qNameAt.lastIndex
      const value = equals.exec(tag)
      if (value === null) throw malformed('Attribut mal formé')
      const raw = value[1] ?? value[2] ?? ''
      checkCharacters(raw)
      attributes.push({...attribute, value: expandReferences(raw.replaceAll(/[\t\n]/g, ' '))})
      here = equals.lastIndex
    }
  }

  #name(at: number): RawName {
    qNameAt.lastIndex = at
    const found = qNameAt.exec(this.#buffer)
    if (found === null) throw malformed('Nom XML mal formé')
    return {prefix: found[1] ?? '', local: found[2] ?? ''}
  }

  /** Position of the `>` that ends the tag, outside attribute values; -1 when it is not there yet. */
  #tagEnd(at: number): number {
    let here = at + 1
    for (;;) {
      const end = this.#buffer.indexOf('>', here)
      if (end < 0) return -1
      // Looked for inside the tag alone: over a text without quotes each tag would read to the end of the buffer.
      const opened = /["']/.exec(this.#buffer.slice(here, end))
      if (opened === null) return end
      const closed = this.#buffer.indexOf(opened[0], here + opened.index + 1)
      if (closed < 0) return -1
      here = closed + 1
    }
  }
}

function malformed(text: string): XmlRefusal {
  return new XmlRefusal('xml/malformed', text)
}
