import {DerError, type DerNode, universal} from './der.ts'
import {child, contextChild, oidValue, textValue, toHex} from './der-values.ts'

/** A name of a subjectAltName (RFC 5280 §4.2.1.6), printed as text. */
export interface AlternativeName {
  readonly type: 'dns' | 'email' | 'uri' | 'ip' | 'upn' | 'directory' | 'registered-id' | 'other'
  readonly value: string
}

/** otherName of Windows logon: the `<PS_IdNat>@carte-cps.fr` of a card. */
const upn = '1.3.6.1.4.1.311.20.2.3'

/** Texts of the names that carry `[tag]`: 2 for DNS names, 6 for addresses. */
export function namesOfTag(parent: DerNode, tag: number): string[] {
  return parent.children
    .filter((node) => node.tagClass === 'context' && node.tag === tag)
    .map((node) => latin1(node.content))
}

/** Every name of a GeneralNames, in order. @throws DerError */
export function readGeneralNames(parent: DerNode): AlternativeName[] {
  return parent.children.map(readGeneralName)
}

function readGeneralName(node: DerNode): AlternativeName {
  if (node.tagClass !== 'context') throw new DerError('unexpected-element', node.offset)
  switch (node.tag) {
    case 0:
      return otherName(node)
    case 1:
      return {type: 'email', value: latin1(node.content)}
    case 2:
      return {type: 'dns', value: latin1(node.content)}
    case 6:
      return {type: 'uri', value: latin1(node.content)}
    case 7:
      return {type: 'ip', value: address(node.content)}
    default:
      return {type: node.tag === 4 ? 'directory' : 'other', value: `#${toHex(node.content)}`}
  }
}

function otherName(node: DerNode): AlternativeName {
  const oid = oidValue(child(node, 0, universal.oid))
  const value = contextChild(node, 0)?.children[0]
  if (oid === upn && value) return {type: 'upn', value: textValue(value)}
  return {type: 'other', value: `${oid}=#${value ? toHex(value.raw) : ''}`}
}

function address(bytes: Uint8Array): string {
  if (bytes.length === 4) return [...bytes].join('.')
  if (bytes.length !== 16) return `#${toHex(bytes)}`
  return (toHex(bytes).match(/.{4}/g) ?? []).map((group) => group.replace(/^0{1,3}/, '')).join(':')
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
