import {descendantsOf, type XmlNode} from '../../xmltree/xml-node.ts'
import {allParts} from '../walk.ts'
import {at, attribute, type Rule, rule, sources} from './rule.ts'

/** Base64 once blanks and line ends are gone: padding at the end only. */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/** True when `text` is base64 of at least one byte, wrapped or not. */
export function isBase64(text: string): boolean {
  const digits = text.replace(/\s+/g, '')
  return digits.length % 4 === 0 && BASE64.test(digits)
}

/** Schemes that make a reader run something; an image inside the document is no danger. */
const SCRIPT = /^\s*(?:javascript\s*:|vbscript\s*:|data\s*:(?!image\/(?:png|jpeg|gif)[;,]))/i
const EXTERNAL = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i
const LINKS = ['href', 'src', 'background', 'action', 'style']
const XLINK = '{http://www.w3.org/1999/xlink}href'
const ACTIVE = new Set(['script', 'iframe', 'object', 'embed', 'applet'])

function activeElement(node: XmlNode): string | undefined {
  if (ACTIVE.has(node.name.toLowerCase())) return node.name
  for (const [name, value] of node.attributes) {
    const local = name.replace(/^\{.*\}/, '')
    if (/^on[a-z]+$/i.test(local)) return `@${local}`
    if (SCRIPT.test(value) && (LINKS.includes(local.toLowerCase()) || local === 'value')) return `@${local}`
  }
  return undefined
}

/** `value` is for references (`<reference value="…">`); an anchor inside the document (`#…`) is no link. */
function externalLink(node: XmlNode): string | undefined {
  const names = node.name === 'reference' || node.name === 'linkHtml' ? [...LINKS, 'value'] : LINKS
  for (const name of [...names, XLINK]) {
    const value = attribute(node, name)
    const url = name === 'style' ? /url\(\s*['"]?\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i : EXTERNAL
    if (value !== undefined && url.test(value)) return `${node.name}/@${name.replace(/^\{.*\}/, '')}`
  }
  return undefined
}

/** Rules about what the document carries. */
export const contentRules: readonly Rule[] = [
  rule('CDA-BODY-MISSING', function* ({root, body}) {
    if (!body) yield at(root)
  }),
  rule(
    'CDA-BODY-REPRESENTATION',
    function* ({body}) {
      if (body?.kind === 'non-xml' && body.representation !== 'B64')
        yield {line: body.line, params: {found: body.representation ?? '-'}}
    },
    sources.xdsSd,
  ),
  rule(
    'CDA-BODY-BASE64',
    function* ({body}, {bodyChecked}) {
      if (body?.kind === 'non-xml' && !bodyChecked && !isBase64(body.content)) yield {line: body.line}
    },
    sources.xdsSd,
  ),
  rule(
    'CDA-BODY-EMPTY',
    function* ({root, body}) {
      if (body?.kind !== 'structured') return
      const sections = allParts(root, 'component', 'structuredBody', 'component', 'section')
      if (sections.length === 0) yield {line: body.line}
    },
    sources.structurationMinimale,
  ),
  rule(
    'DMP-SCRIPT',
    function* ({root}) {
      for (const node of descendantsOf(root)) {
        const element = activeElement(node)
        if (element !== undefined) yield at(node, {element})
      }
    },
    sources.selfPresenting,
  ),
  rule(
    'DMP-EXTERNAL-LINK',
    function* ({root, body}) {
      for (const instruction of root.instructions ?? [])
        if (/^xml-stylesheet\b.*href\s*=\s*["']\s*(?:[a-z][a-z0-9+.-]*:)?\/\//is.test(instruction))
          yield at(root, {element: 'xml-stylesheet/@href'})
      for (const node of body?.kind === 'structured' ? allParts(root, 'component') : [])
        for (const inner of descendantsOf(node)) {
          const element = externalLink(inner)
          if (element !== undefined) yield at(inner, {element})
        }
    },
    sources.selfPresenting,
  ),
]
