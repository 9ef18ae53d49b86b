import {Document, isMap, isNode, isScalar, type Node, parseDocument, visit, type YAMLMap} from 'yaml'
import type {SettingValue} from '../profile/setting.ts'

/**
 * The text of a profile file with some settings changed, or taken away (`undefined`), and everything else in it as it
 * was: order, comments, other settings. Keys may be written nested or dotted; new ones are nested.
 * The caller has read `text` as a profile before.
 */
export function changedProfileText(
  text: string,
  changes: ReadonlyMap<string, SettingValue | undefined>,
): string {
  const document = parseDocument(text, {schema: 'failsafe'})
  if (!isMap(document.contents)) document.contents = new Document({}).contents as typeof document.contents
  for (const [key, value] of changes) {
    const names = key.split('.')
    const place = find(document.contents as unknown as YAMLMap, names)
    if (value === undefined) {
      place?.map.delete(place.key)
      continue
    }
    const node = valueNode(document, value)
    const former = place?.map.get(place.key, true)
    if (isNode(former)) node.comment = former.comment ?? null
    if (place) place.map.set(place.key, node)
    else document.setIn(openPath(document, names), node)
  }
  return document.toString({lineWidth: 0, flowCollectionPadding: false, singleQuote: true})
}

/** As `dmp config init` writes it: what is more than a plain word stands in quotes. */
function valueNode(document: Document, value: SettingValue): Node {
  const node = document.createNode(plainOf(value), {flow: true})
  visit(node, {
    Scalar: (at, scalar) => {
      if (at !== 'key' && !isPlainWord(String(scalar.value))) scalar.type = 'QUOTE_SINGLE'
    },
  })
  return node
}

function isPlainWord(text: string): boolean {
  return /^[A-Za-z0-9/.][A-Za-z0-9/._-]*$/.test(text) && !/^[\d.+-]+$/.test(text)
}

/** Numbers and switches are texts in these files. */
function plainOf(value: SettingValue): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

/** The pair that states a setting, however its name is cut up. */
function find(map: YAMLMap, names: readonly string[]): {map: YAMLMap; key: string} | undefined {
  const whole = names.join('.')
  for (const {key, value} of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string') continue
    if (key.value === whole) return {map, key: key.value}
    if (!whole.startsWith(`${key.value}.`) || !isMap(value)) continue
    const inside = find(value, names.slice(key.value.split('.').length))
    if (inside) return inside
  }
  return undefined
}

/** A section that is written without anything in it becomes one that can hold a setting. */
function openPath(document: Document, names: readonly string[]): readonly string[] {
  for (const end of names.slice(1).map((_, index) => index + 1)) {
    const path = names.slice(0, end)
    if (document.hasIn(path) && !isMap(document.getIn(path, true))) document.deleteIn(path)
  }
  return names
}
