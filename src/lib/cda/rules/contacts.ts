import {descendantsOf, type XmlNode} from '../../xmltree/xml-node.ts'
import {CDA_NAMESPACE} from '../model.ts'
import {part, parts} from '../walk.ts'
import {at, attribute, type Rule, rule} from './rule.ts'

const PREFIX = /^(?:tel|fax|mailto|https?|ftp|mllp):./
const TELECOM_USES = new Set([undefined, 'H', 'HP', 'HV', 'WP', 'DIR', 'PUB', 'EC', 'MC', 'PG'])
const TELECOM_NULLS = new Set(['UNK', 'NASK', 'ASKU', 'NAV', 'MSK'])
const ADDRESS_USES = new Set([undefined, 'H', 'HP', 'HV', 'WP', 'TMP'])
const ADDRESS_PARTS = [
  ...['country', 'state', 'city', 'postalCode', 'county', 'houseNumber', 'houseNumberNumeric'],
  ...['streetName', 'streetNameType', 'additionalLocator', 'unitID', 'postBox', 'precinct'],
]
const MAX_ADDRESS_LINES = 7

/** Elements of that name in the header, wherever they stand; the body is not looked into. */
function* inHeader(root: XmlNode, name: string): Generator<XmlNode> {
  for (const child of root.children) {
    if (child.name === 'component') continue
    for (const node of descendantsOf(child))
      if (node.name === name && node.namespace === CDA_NAMESPACE) yield node
  }
}

function addressFault(node: XmlNode): string | undefined {
  if (!ADDRESS_USES.has(attribute(node, 'use'))) return 'use'
  const lines = parts(node, 'streetAddressLine').length
  if (lines > MAX_ADDRESS_LINES) return 'streetAddressLine'
  const structured = ADDRESS_PARTS.filter((name) => part(node, name))
  if (lines > 0 && structured.length > 0) return structured[0]
  return ADDRESS_PARTS.find((name) => parts(node, name).length > 1)
}

/** Rules about telecom and addr, the same wherever they stand in the header. */
export const contactRules: readonly Rule[] = [
  rule('SM-TELECOM', function* ({root}) {
    for (const node of inHeader(root, 'telecom')) {
      const value = attribute(node, 'value')
      const nullFlavor = attribute(node, 'nullFlavor')
      const right = value === undefined ? TELECOM_NULLS.has(nullFlavor ?? '') : PREFIX.test(value)
      if (!right || (value !== undefined && nullFlavor !== undefined)) yield at(node)
    }
  }),
  rule('SM-TELECOM-USE', function* ({root}) {
    for (const node of inHeader(root, 'telecom')) {
      const use = attribute(node, 'use')
      if (!TELECOM_USES.has(use)) yield at(node, {found: use ?? '-'})
    }
  }),
  rule('SM-ADDRESS', function* ({root}) {
    for (const node of inHeader(root, 'addr')) {
      const element = attribute(node, 'nullFlavor') === undefined ? addressFault(node) : undefined
      if (element !== undefined) yield at(node, {element})
    }
  }),
]
