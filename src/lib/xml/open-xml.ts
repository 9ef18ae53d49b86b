import {type SaxesAttributeNS, SaxesParser} from 'saxes'
import type {XmlNode} from '../xmltree/xml-node.ts'
import {decodeXml, refuseXml} from './decode.ts'

export type {XmlNode} from '../xmltree/xml-node.ts'

/** Bounds on what a file may make us build. */
export interface XmlLimits {
  readonly maxBytes: number
  readonly maxDepth: number
  readonly maxElements: number
  readonly maxAttributes: number
}

export const defaultXmlLimits: XmlLimits = {
  maxBytes: 16 * 1024 * 1024,
  maxDepth: 200,
  maxElements: 500_000,
  maxAttributes: 256,
}

interface Building {
  namespace: string
  name: string
  attributes: Map<string, string>
  children: XmlNode[]
  text: string
  line: number
}

const XMLNS = 'http://www.w3.org/2000/xmlns/'

function attributesOf(given: Readonly<Record<string, SaxesAttributeNS>>): Map<string, string> {
  const kept = new Map<string, string>()
  for (const one of Object.values(given)) {
    if (one.uri === XMLNS || one.name === 'xmlns') continue
    kept.set(one.uri ? `{${one.uri}}${one.local}` : one.local, one.value)
  }
  return kept
}

/**
 * Opens untrusted XML: the only way into the client for a document, an answer or a style sheet's input.
 * Strict XML 1.0 with namespaces; no DOCTYPE, no external anything.
 * @param limits overrides of {@link defaultXmlLimits}
 * @throws DmpError DMP_XML_REFUSED {reason, line}
 */
export function openXml(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): XmlNode {
  const bounds = {...defaultXmlLimits, ...limits}
  const text = decodeXml(bytes, bounds.maxBytes)
  const parser = new SaxesParser({xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true})
  const stack: Building[] = []
  let elements = 0
  let root: XmlNode | undefined
  let startLine = 1
  const instructions: string[] = []

  parser.on('error', (cause) => {
    throw refuseXml('malformed', parser.line, cause)
  })
  parser.on('doctype', () => {
    throw refuseXml('doctype', parser.line)
  })
  parser.on('opentagstart', () => {
    startLine = parser.line
  })
  parser.on('opentag', (tag) => {
    if (stack.length >= bounds.maxDepth) throw refuseXml('too-deep', startLine)
    if (++elements > bounds.maxElements) throw refuseXml('too-many-elements', startLine)
    const attributes = attributesOf(tag.attributes)
    if (attributes.size > bounds.maxAttributes) throw refuseXml('too-many-attributes', startLine)
    const node: Building = {
      namespace: tag.uri,
      name: tag.local,
      attributes,
      children: [],
      text: '',
      line: startLine,
    }
    stack.at(-1)?.children.push(node)
    stack.push(node)
  })
  const addText = (piece: string) => {
    const here = stack.at(-1)
    if (here) here.text += piece
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('processinginstruction', ({target, body}) => {
    instructions.push(`${target} ${body}`)
  })
  parser.on('closetag', () => {
    const done = stack.pop()
    if (stack.length === 0) root = done
  })
  parser.write(text).close()
  if (!root) throw refuseXml('malformed', parser.line)
  return instructions.length === 0 ? root : {...root, instructions}
}
