import type {ResolvedAttribute, StartTag, XmlHandler} from './namespaces.ts'
import {xmlNamespace} from './namespaces.ts'
import type {SourceElement} from './tree.ts'

/** Canonical XML 1.0 (`inclusive`) or Exclusive XML Canonicalization 1.0. */
export interface CanonicalForm {
  readonly method: 'inclusive' | 'exclusive'
  readonly comments: boolean
  /** InclusiveNamespaces PrefixList of the exclusive form; `#default` is written `''`. */
  readonly prefixList?: readonly string[]
}

type Scope = ReadonlyMap<string, string>
const noScope: Scope = new Map()

/**
 * Writes the canonical form of what it is told, piece by piece, to `sink`. Given a whole document it also places
 * the line feeds around comments and instructions outside the root.
 */
export class CanonicalWriter implements XmlHandler {
  readonly #form: CanonicalForm
  readonly #sink: (text: string) => void
  /** Per open element: its tag as written, the namespaces in scope, and those already rendered. */
  readonly #open: {readonly name: string; readonly scope: Scope; readonly rendered: Scope}[] = []
  #rootSeen = false

  constructor(form: CanonicalForm, sink: (text: string) => void) {
    this.#form = form
    this.#sink = sink
  }

  start(tag: StartTag): void {
    this.#begin(tag, tag.declared, tag.attributes)
  }

  /** Starts a subtree whose apex inherits `scope` and, in the inclusive form, `xml:` attributes of its ancestors. */
  startApex(element: SourceElement, scope: Scope, inherited: readonly ResolvedAttribute[]): void {
    const attributes = [...inherited, ...element.attributeList]
    this.#begin({prefix: element.prefix, local: element.name}, scope, attributes)
  }

  end(): void {
    this.#sink(`</${this.#open.pop()?.name ?? ''}>`)
  }

  text(text: string): void {
    if (/[&<>\r]/.test(text)) this.#sink(text.replaceAll(/[&<>\r]/g, escapeText))
    else this.#sink(text)
  }

  comment(text: string): void {
    if (this.#form.comments) this.#aside(`<!--${text}-->`)
  }

  instruction(target: string, data: string): void {
    this.#aside(data === '' ? `<?${target}?>` : `<?${target} ${data.replaceAll('\r', '&#xD;')}?>`)
  }

  #aside(text: string): void {
    if (this.#open.length > 0) this.#sink(text)
    else this.#sink(this.#rootSeen ? `\n${text}` : `${text}\n`)
  }

  #begin(
    tag: {prefix: string; local: string},
    declared: Scope,
    attributes: readonly ResolvedAttribute[],
  ): void {
    this.#rootSeen = true
    const parent = this.#open.at(-1)
    const above = parent?.scope ?? noScope
    const scope = declared.size === 0 ? above : new Map([...above, ...declared])
    const rendered = new Map(parent?.rendered ?? noScope)
    const name = tag.prefix === '' ? tag.local : `${tag.prefix}:${tag.local}`
    let text = `<${name}`
    for (const prefix of [...this.#candidates(tag.prefix, attributes, scope)].sort(byText)) {
      const uri = scope.get(prefix) ?? ''
      if (prefix === 'xml' || (rendered.get(prefix) ?? '') === uri) continue
      rendered.set(prefix, uri)
      text += prefix === '' ? ` xmlns="${escaped(uri)}"` : ` xmlns:${prefix}="${escaped(uri)}"`
    }
    for (const attribute of [...attributes].sort(byNamespaceThenName)) {
      const attributeName =
        attribute.prefix === '' ? attribute.local : `${attribute.prefix}:${attribute.local}`
      text += ` ${attributeName}="${escaped(attribute.value)}"`
    }
    this.#open.push({name, scope, rendered})
    this.#sink(`${text}>`)
  }

  /** Prefixes that may have to be written here. */
  #candidates(prefix: string, attributes: readonly ResolvedAttribute[], scope: Scope): Set<string> {
    if (this.#form.method === 'inclusive') return new Set(scope.keys())
    const used = new Set([prefix])
    for (const attribute of attributes) if (attribute.prefix !== '') used.add(attribute.prefix)
    for (const listed of this.#form.prefixList ?? []) if (scope.has(listed)) used.add(listed)
    return used
  }
}

/** Canonical form of an element with its subtree, as text; `omit` is left out (enveloped-signature transform). */
export function canonicalText(element: SourceElement, form: CanonicalForm, omit?: SourceElement): string {
  const pieces: string[] = []
  const writer = new CanonicalWriter(form, (text) => pieces.push(text))
  const ancestors: SourceElement[] = []
  for (let above = element.parent; above !== undefined; above = above.parent) ancestors.unshift(above)
  const scope = new Map([...ancestors, element].flatMap((each) => [...each.declared]))
  writer.startApex(element, scope, form.method === 'inclusive' ? inheritedXml(element, ancestors) : [])
  writeContent(element, writer, omit)
  return pieces.join('')
}

function inheritedXml(element: SourceElement, ancestors: readonly SourceElement[]): ResolvedAttribute[] {
  const found = new Map<string, ResolvedAttribute>()
  for (const each of ancestors) {
    for (const attribute of each.attributeList) {
      if (attribute.namespace === xmlNamespace) found.set(attribute.local, attribute)
    }
  }
  for (const own of element.attributeList) if (own.namespace === xmlNamespace) found.delete(own.local)
  return [...found.values()]
}

function writeContent(
  element: SourceElement,
  writer: CanonicalWriter,
  omit: SourceElement | undefined,
): void {
  for (const child of element.content) {
    if (typeof child === 'string') writer.text(child)
    else if ('kind' in child) {
      if (child.kind === 'comment') writer.comment(child.data)
      else writer.instruction(child.target, child.data)
    } else if (child !== omit) {
      writer.start({
        prefix: child.prefix,
        local: child.name,
        namespace: child.namespace,
        attributes: child.attributeList,
        declared: child.declared,
      })
      writeContent(child, writer, omit)
    }
  }
  writer.end()
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function byNamespaceThenName(left: ResolvedAttribute, right: ResolvedAttribute): number {
  return byText(left.namespace, right.namespace) || byText(left.local, right.local)
}

const inText: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;'}
const inAttribute: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

function escapeText(character: string): string {
  return inText[character] ?? character
}

/** Attribute value in canonical form. */
export function escaped(value: string): string {
  return value.replaceAll(/[&<"\t\n\r]/g, (character) => inAttribute[character] ?? character)
}
