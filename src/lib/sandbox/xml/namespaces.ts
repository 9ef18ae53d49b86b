import {XmlRefusal} from './refusal.ts'
import type {RawAttribute, RawHandler, RawName} from './scanner.ts'

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'

export interface ResolvedAttribute extends RawAttribute {
  readonly namespace: string
}

/** A start tag with its namespaces; `declared` holds what this tag itself declares, `''` being the default. */
export interface StartTag extends RawName {
  readonly namespace: string
  readonly attributes: readonly ResolvedAttribute[]
  readonly declared: ReadonlyMap<string, string>
}

export interface XmlHandler {
  start(tag: StartTag): void
  end(): void
  text(text: string): void
  comment(text: string): void
  instruction(target: string, data: string): void
}

export interface XmlLimits {
  readonly depth: number
  readonly elements: number
}
export const ordinaryLimits: XmlLimits = {depth: 100, elements: 200_000}

/** Resolves prefixes, pairs tags, keeps the limits, and allows text only inside the one document element. */
export class NamespaceResolver implements RawHandler {
  readonly #handler: XmlHandler
  readonly #limits: XmlLimits
  readonly #open: {readonly name: string; readonly scope: ReadonlyMap<string, string>}[] = []
  #elements = 0

  constructor(handler: XmlHandler, limits: XmlLimits = ordinaryLimits) {
    this.#handler = handler
    this.#limits = limits
  }

  open(name: RawName, raw: readonly RawAttribute[]): void {
    const parent = this.#open.at(-1)
    if (parent === undefined && this.#elements > 0) throw malformed('Plusieurs éléments racines')
    this.#elements += 1
    if (this.#elements > this.#limits.elements || this.#open.length >= this.#limits.depth) {
      throw new XmlRefusal('xml/limits', 'Document XML trop profond ou trop long')
    }
    const declared = new Map<string, string>()
    for (const attribute of raw) declare(attribute, declared)
    const inherited = parent?.scope ?? new Map([['xml', xmlNamespace]])
    const scope = declared.size === 0 ? inherited : new Map([...inherited, ...declared])
    const attributes = resolveAttributes(raw, scope)
    const namespace = name.prefix === '' ? (scope.get('') ?? '') : lookUp(scope, name.prefix)
    this.#open.push({name: qualified(name), scope})
    this.#handler.start({...name, namespace, attributes, declared})
  }

  close(name: RawName): void {
    if (this.#open.pop()?.name !== qualified(name)) throw malformed('Balises mal emboîtées')
    this.#handler.end()
  }

  text(text: string): void {
    if (this.#open.length > 0) this.#handler.text(text)
    else if (/[^ \t\n]/.test(text)) throw malformed('Texte hors de l’élément racine')
  }

  comment(text: string): void {
    this.#handler.comment(text)
  }

  instruction(target: string, data: string): void {
    this.#handler.instruction(target, data)
  }

  finish(): void {
    if (this.#open.length > 0 || this.#elements === 0) throw malformed('Document XML incomplet')
  }
}

function declare(attribute: RawAttribute, declared: Map<string, string>): void {
  if (attribute.prefix === '' && attribute.local === 'xmlns') {
    if (attribute.value === xmlNamespace || attribute.value === xmlnsNamespace)
      throw malformed('Espace de noms réservé')
    declared.set('', attribute.value)
    return
  }
  if (attribute.prefix !== 'xmlns') return
  const {local, value} = attribute
  const reserved =
    local === 'xmlns' || value === xmlnsNamespace || (local === 'xml') !== (value === xmlNamespace)
  if (reserved || value === '') throw malformed('Déclaration d’espace de noms refusée')
  declared.set(local, value)
}

function resolveAttributes(
  raw: readonly RawAttribute[],
  scope: ReadonlyMap<string, string>,
): ResolvedAttribute[] {
  const attributes: ResolvedAttribute[] = []
  const seen = new Set<string>()
  for (const attribute of raw) {
    const isDefault = attribute.prefix === '' && attribute.local === 'xmlns'
    const isDeclaration = isDefault || attribute.prefix === 'xmlns'
    const namespace = isDeclaration || attribute.prefix === '' ? '' : lookUp(scope, attribute.prefix)
    const key = isDeclaration
      ? `xmlns ${isDefault ? '' : attribute.local}`
      : `{${namespace}}${attribute.local}`
    if (seen.has(key)) throw malformed('Attribut répété')
    seen.add(key)
    if (!isDeclaration) attributes.push({...attribute, namespace})
  }
  return attributes
}

function lookUp(scope: ReadonlyMap<string, string>, prefix: string): string {
  const found = scope.get(prefix)
  if (found === undefined || prefix === 'xmlns') throw malformed(`Préfixe non déclaré : ${prefix}`)
  return found
}

function qualified(name: RawName): string {
  return name.prefix === '' ? name.local : `${name.prefix}:${name.local}`
}

function malformed(text: string): XmlRefusal {
  return new XmlRefusal('xml/malformed', text)
}
