import {DerError, type DerNode, universal} from './der.ts'
import {child, oidValue, sequenceOf, textValue, toHex} from './der-values.ts'

export interface NameAttribute {
  readonly oid: string
  /** Short name of RFC 4514 or of common use; the OID when it has none. */
  readonly type: string
  readonly value: string
}

/**
 * An X.501 name. `rdns` stays in certificate order; an RDN of several attributes (cards) keeps them together.
 * The two strings differ in order and in separators because the DMP's sources print both.
 */
export interface DistinguishedName {
  readonly rdns: readonly (readonly NameAttribute[])[]
  /** RFC 2253: last RDN first, comma alone, special characters escaped; letters with accents as they are. */
  readonly rfc2253: string
  /** Certificate order, comma and space: `C=FR, ST=Paris (75), O=…, OU=…, CN=…`; same escaping. */
  readonly certificate: string
  readonly commonName?: string
  readonly organisation?: string
  readonly organisationalUnit?: string
  readonly state?: string
  readonly country?: string
  /** Exact bytes of the name, to compare an issuer with a subject. */
  readonly derHex: string
}

/** RFC 4514 §3 table, then names that OpenSSL and Java print for the attributes met on health certificates. */
const attributeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

/** Nearly all certificates of a tree have one of a few issuers. */
const maxKnown = 64
const known = new Map<string, DistinguishedName>()

/** @throws DerError */
export function readName(node: DerNode): DistinguishedName {
  const derHex = toHex(node.raw)
  const before = known.get(derHex)
  if (before) return before
  const name = nameOf(sequenceOf(node).map(readRdn), derHex)
  if (known.size === maxKnown) known.clear()
  known.set(derHex, name)
  return name
}

const fields = {
  CN: 'commonName',
  O: 'organisation',
  OU: 'organisationalUnit',
  ST: 'state',
  C: 'country',
} as const
type Fields = {-readonly [K in (typeof fields)[keyof typeof fields]]?: string}

const isField = (type: string): type is keyof typeof fields => Object.hasOwn(fields, type)

function nameOf(
  rdns: readonly (readonly (NameAttribute & {readonly text: string})[])[],
  derHex: string,
): DistinguishedName {
  const first: Fields = {}
  let rfc2253 = ''
  let certificate = ''
  const plain: NameAttribute[][] = []
  for (const rdn of rdns) {
    const own: NameAttribute[] = []
    let texts = ''
    for (const {oid, type, value, text} of rdn) {
      own.push({oid, type, value})
      texts += `${texts === '' ? '' : '+'}${type}=${text}`
      if (isField(type)) first[fields[type]] ??= value
    }
    plain.push(own)
    rfc2253 = rfc2253 === '' ? texts : `${texts},${rfc2253}`
    certificate = certificate === '' ? texts : `${certificate}, ${texts}`
  }
  return {rdns: plain, rfc2253, certificate, ...first, derHex}
}

function readRdn(node: DerNode): (NameAttribute & {readonly text: string})[] {
  if (node.tagClass !== 'universal' || node.tag !== universal.set || node.children.length === 0)
    throw new DerError('unexpected-element', node.offset)
  return node.children.map((pair) => {
    const oid = oidValue(child(pair, 0, universal.oid))
    const valueNode = pair.children[1]
    if (!valueNode) throw new DerError('unexpected-element', pair.offset)
    const short = attributeNames[oid]
    // RFC 2253 §2.4: an attribute without a short name shows its value as # and the DER in hexadecimal.
    if (short === undefined) return {oid, type: oid, ...unnamed(valueNode)}
    const value = textValue(valueNode)
    return {oid, type: short, value, text: escapeRfc2253(value)}
  })
}

function unnamed(node: DerNode): {value: string; text: string} {
  const hex = `#${toHex(node.raw).toUpperCase()}`
  return {value: hex, text: hex}
}

/** RFC 2253 §2.4: escapes `, + " \ < > ;`, a leading `#` or space and a trailing space. */
export function escapeRfc2253(value: string): string {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9 ()./:'_-]*[A-Za-z0-9()./:'_-])?$/.test(value)) return value
  const special = value.replace(/[,+"\\<>;]/g, '\\$&')
  // a NUL cuts a name short in many a program, and an end of line makes two names of one
  const escaped = hasControls(special) ? special.replace(/\p{Cc}/gu, hexPairs) : special
  const led = /^[ #]/.test(escaped) ? `\\${escaped}` : escaped
  return led.endsWith(' ') && led !== '\\ ' ? `${led.slice(0, -1)}\\ ` : led
}

/** Looked for by hand: the expression above costs more to prepare than all names of a certificate to read. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true
  }
  return false
}

/** RFC 4514 §2.4: each byte of the character in UTF-8. */
function hexPairs(character: string): string {
  return [...Buffer.from(character, 'utf8')]
    .map((byte) => `\\${byte.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('')
}
