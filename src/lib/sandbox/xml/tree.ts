import type {XmlElement} from './element.ts'
import type {ResolvedAttribute, StartTag, XmlHandler} from './namespaces.ts'
import {XmlRefusal} from './refusal.ts'

/** A comment or processing instruction, which canonical forms may need. */
export interface Aside {
  readonly kind: 'comment' | 'instruction'
  readonly target: string
  readonly data: string
}

/** An element as it was written: prefixes, declarations, parent and asides, for canonical forms and id look-up. */
export interface SourceElement extends XmlElement {
  readonly prefix: string
  readonly attributeList: readonly ResolvedAttribute[]
  readonly declared: ReadonlyMap<string, string>
  readonly parent: SourceElement | undefined
  readonly children: readonly (SourceElement | string)[]
  /** Children with comments and processing instructions. */
  readonly content: readonly (SourceElement | Aside | string)[]
}

export interface SourceDocument {
  readonly root: SourceElement
  /** Comments and instructions before and after the root. */
  readonly before: readonly Aside[]
  readonly after: readonly Aside[]
}

interface Growing extends SourceElement {
  readonly children: (SourceElement | string)[]
  readonly content: (SourceElement | Aside | string)[]
}

/** Keeps a document in memory; refuses more text than `maxTextLength` characters. */
export class TreeBuilder implements XmlHandler {
  readonly #maxTextLength: number
  readonly #before: Aside[] = []
  readonly #after: Aside[] = []
  #root: Growing | undefined
  #current: Growing | undefined
  #textLength = 0

  constructor(maxTextLength: number) {
    this.#maxTextLength = maxTextLength
  }

  start(tag: StartTag): void {
    const element: Growing = {
      namespace: tag.namespace,
      name: tag.local,
      prefix: tag.prefix,
      attributes: new Map(
        tag.attributes.map((attribute) => [
          attribute.namespace === '' ? attribute.local : `{${attribute.namespace}}${attribute.local}`,
          attribute.value,
        ]),
      ),
      attributeList: tag.attributes,
      declared: tag.declared,
      parent: this.#current,
      children: [],
      content: [],
    }
    this.#current?.children.push(element)
    this.#current?.content.push(element)
    this.#root ??= element
    this.#current = element
  }

  end(): void {
    this.#current = this.#current?.parent as Growing | undefined
  }

  text(text: string): void {
    this.#textLength += text.length
    if (this.#textLength > this.#maxTextLength) throw new XmlRefusal('xml/limits', 'Texte XML trop long')
    const parent = this.#current
    if (parent === undefined) return
    append(parent.children, text)
    append(parent.content, text)
  }

  comment(text: string): void {
    this.#aside({kind: 'comment', target: '', data: text})
  }

  instruction(target: string, data: string): void {
    this.#aside({kind: 'instruction', target, data})
  }

  document(): SourceDocument {
    if (this.#root === undefined) throw new XmlRefusal('xml/malformed', 'Document XML vide')
    return {root: this.#root, before: this.#before, after: this.#after}
  }

  #aside(aside: Aside): void {
    if (this.#current !== undefined) this.#current.content.push(aside)
    else if (this.#root === undefined) this.#before.push(aside)
    else this.#after.push(aside)
  }
}

function append(list: (SourceElement | Aside | string)[], text: string): void {
  const last = list.length - 1
  const previous = list[last]
  if (typeof previous === 'string') list[last] = previous + text
  else list.push(text)
}
