import type {DerNode} from '../pki/der.ts'
import {readDer, universal} from '../pki/der.ts'
import {child, contextChild, oidValue, sequenceOf, toHex} from '../pki/der-values.ts'

/** Which certificates a list speaks of, and why it may be of no use. */
export interface ListScope {
  /** Something the reader does not take: `indirect`, `attributes`, `relative-name` or the OID of a critical extension. */
  readonly obstacle?: string
  /** What it says revoked is; what it does not mention may be all the same. */
  readonly partial?: 'delta' | 'some-reasons'
  readonly only?: 'users' | 'authorities'
  /** Addresses of its own distribution point, which may be named otherwise; undefined when it covers all. */
  readonly points?: readonly string[]
  /** Lower-case hexadecimal. */
  readonly authorityKeyId?: string
}

type Mutable = {-readonly [K in keyof ListScope]: ListScope[K]}

/** RFC 5280 §5.2; `wrapper` is `[0] EXPLICIT Extensions`. @throws DerError */
export function readListExtensions(wrapper: DerNode | undefined): ListScope {
  const scope: Mutable = {}
  const list = wrapper?.children[0]
  for (const extension of list ? sequenceOf(list) : []) {
    const oid = oidValue(child(extension, 0, universal.oid))
    const flag = extension.children[1]
    const critical = flag?.tag === universal.boolean && flag.content[0] !== 0
    const holder = extension.children.at(-1)
    const value = holder?.tag === universal.octetString ? readDer(holder.content) : undefined
    if (oid === '2.5.29.27') scope.partial = 'delta'
    else if (oid === '2.5.29.28' && value) readDistributionPoint(value, scope)
    else if (oid === '2.5.29.35' && value) {
      const keyId = contextChild(value, 0)
      if (keyId) scope.authorityKeyId = toHex(keyId.content)
    } else if (critical) scope.obstacle ??= oid
  }
  return scope
}

/** issuingDistributionPoint, RFC 5280 §5.2.5. */
function readDistributionPoint(value: DerNode, scope: Mutable): void {
  const says = (tag: number) => (contextChild(value, tag)?.content[0] ?? 0) !== 0
  if (contextChild(value, 3)) scope.partial ??= 'some-reasons'
  if (says(4)) scope.obstacle ??= 'indirect'
  if (says(5)) scope.obstacle ??= 'attributes'
  if (says(1)) scope.only = 'users'
  if (says(2)) scope.only = 'authorities'
  const full = contextChild(value, 0)?.children[0]
  if (!full) return
  // a name relative to the issuer cannot be compared with an address
  if (full.tag !== 0) scope.obstacle ??= 'relative-name'
  scope.points = full.children
    .filter(({tagClass, tag}) => tagClass === 'context' && tag === 6)
    .map(({content}) => Buffer.from(content).toString('latin1'))
}
