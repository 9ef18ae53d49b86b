/**
 * Certificate revocation lists (CRL, RFC 5280 §5) as the IGC-Santé publishes them: a complete list for each authority,
 * signed by it, every morning. A list is scanned, not held as a tree: real ones have many thousand entries.
 *
 * A list counts only when the key of the authority signed it; indirect lists are refused, and delta lists and lists of
 * some reasons are never read as "not revoked". It fetches nothing, knows no clock, and does
 * not decide: `testimony.ts` says what a list tells of one certificate, `decision.ts` what follows from several.
 */
import type {Issuer} from '../pki/chain.ts'
import {DerError, type DerNode, readDer, readFlat, universal} from '../pki/der.ts'
import {bitStringBytes, expectUniversal, oidValue, timeValue, toHex} from '../pki/der-values.ts'
import {type ListScope, readListExtensions} from './list-extensions.ts'
import {reasonName} from './reasons.ts'
import {sameSerial} from './serial.ts'
import {isSignatureOf} from './signature.ts'

export interface RevocationList {
  readonly der: Uint8Array
  /** DER of the issuer's name, hexadecimal. */
  readonly issuerHex: string
  /** ms since 1970. */
  readonly thisUpdate: number
  readonly nextUpdate?: number
  readonly scope: ListScope
  /** Bytes of the entries, one after the other. */
  readonly entries: Uint8Array
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly algorithm: DerNode
}

export interface RevokedEntry {
  /** ms since 1970. */
  readonly at: number
  /** RFC 5280 §5.3.1, e.g. `keyCompromise`; absent where none is given. */
  readonly reason?: string
}

/** @throws DerError */
export function readRevocationList(der: Uint8Array): RevocationList {
  const whole = parts(der, 0)
  const [root] = whole
  if (!root || whole.length !== 1) throw new DerError('trailing-bytes', root?.raw.length ?? 0)
  const [tbs, algorithm, signature] = parts(expectUniversal(root, universal.sequence, root).content, 3)
  if (!tbs || !algorithm || !signature) throw new DerError('unexpected-element', 0)
  const fields = parts(expectUniversal(tbs, universal.sequence, tbs).content, 3)
  let at = fields[0]?.tag === universal.integer ? 1 : 0
  const next = (): DerNode | undefined => fields[at++]
  const inner = required(next(), tbs)
  const issuer = required(next(), tbs)
  const thisUpdate = timeValue(required(next(), tbs))
  const nextUpdate = isTime(fields[at]) ? timeValue(required(next(), tbs)) : undefined
  const entries = isUniversal(fields[at], universal.sequence) ? next()?.content : undefined
  const extensions = fields[at]
  // RFC 5280 §5.1.1.2: the algorithm is written twice, and a list whose two differ is not one
  if (toHex(inner.raw) !== toHex(algorithm.raw)) throw new DerError('unexpected-element', inner.offset)
  return {
    der,
    issuerHex: toHex(issuer.raw),
    thisUpdate,
    ...(nextUpdate === undefined ? {} : {nextUpdate}),
    scope: readListExtensions(extensions?.tagClass === 'context' ? readDer(extensions.raw) : undefined),
    entries: entries ?? new Uint8Array(),
    signed: tbs.raw,
    signature: bitStringBytes(signature),
    algorithm: readDer(algorithm.raw),
  }
}

/** True when the authority's key signed the list and the authority may sign lists. */
export function isListOf(list: RevocationList, issuer: Issuer): boolean {
  const maySign = issuer.keyUsage.length === 0 || issuer.keyUsage.includes('cRLSign')
  return (
    maySign &&
    list.issuerHex === issuer.subject.derHex &&
    isSignatureOf(list.signed, list.signature, list.algorithm, issuer.publicKey.spki)
  )
}

/** The entry of that serial (content of its INTEGER), if any. @throws DerError */
export function findEntry(list: RevocationList, serial: Uint8Array): RevokedEntry | undefined {
  for (const entry of readFlat(list.entries)) {
    const [number] = readFlat(entry.content)
    if (!number || !sameSerial(number.content, serial)) continue
    const [, date, extensions] = readDer(entry.raw).children
    const reason = extensions && reasonOf(extensions)
    return {at: timeValue(required(date, entry)), ...(reason ? {reason} : {})}
  }
  return undefined
}

const entryExtensions = ['2.5.29.21', '2.5.29.24']
/** A BOOLEAN of one byte: what a critical extension begins with after its OID. Most entries have none. */
const flagged = Buffer.from([universal.boolean, 1])

/**
 * OID of a critical extension of any entry that is not read here (RFC 5280 §5.3: the list then determines nothing). One that
 * names another issuer is of an indirect list, which this is not. @throws DerError
 */
export function strangeEntry({entries}: RevocationList): string | undefined {
  if (Buffer.from(entries.buffer, entries.byteOffset, entries.length).indexOf(flagged) < 0) return undefined
  for (const {content, raw} of readFlat(entries)) {
    if (Buffer.from(content.buffer, content.byteOffset, content.length).indexOf(flagged) < 0) continue
    for (const {children} of readDer(raw).children[2]?.children ?? []) {
      const [id, flag] = children
      const critical = flag?.tag === universal.boolean && flag.content[0] !== 0
      if (id && critical && !entryExtensions.includes(oidValue(id))) return oidValue(id)
    }
  }
  return undefined
}

function reasonOf(extensions: DerNode): string | undefined {
  for (const {children} of extensions.children) {
    const [id, , value = children[1]] = children
    if (!id || oidValue(id) !== '2.5.29.21' || !value) continue
    return reasonName(readDer(value.content).content[0] ?? 0)
  }
  return undefined
}

/** Elements of a SEQUENCE's content; never more than ten where `least` asks for some. */
function parts(content: Uint8Array, least: number): DerNode[] {
  const found: DerNode[] = []
  for (const element of readFlat(content)) {
    found.push(element)
    if (found.length > 10) throw new DerError('too-many-elements', element.offset)
  }
  if (found.length < least) throw new DerError('truncated', content.length)
  return found
}

function required(node: DerNode | undefined, parent: DerNode): DerNode {
  if (!node) throw new DerError('unexpected-element', parent.offset)
  return node
}

function isUniversal(node: DerNode | undefined, tag: number): boolean {
  return node?.tagClass === 'universal' && node.tag === tag
}

function isTime(node: DerNode | undefined): boolean {
  return isUniversal(node, universal.utcTime) || isUniversal(node, universal.generalizedTime)
}
