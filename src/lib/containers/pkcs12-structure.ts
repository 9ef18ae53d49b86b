import {DerError, type DerNode, readDer, universal} from '../pki/der.ts'
import {
  child,
  contextChild,
  octets,
  oidValue,
  sequenceOf,
  smallInteger,
  textValue,
  toHex,
} from '../pki/der-values.ts'

/** OID and parameters of an encryption scheme, as the file names them. */
export interface Scheme {
  readonly oid: string
  readonly parameters: DerNode | undefined
}

export interface Encrypted {
  readonly scheme: Scheme
  readonly data: Uint8Array
}

export interface Pkcs12Mac {
  readonly hashOid: string
  readonly digest: Uint8Array
  readonly salt: Uint8Array
  readonly iterations: number
  /** PBMAC1 parameters (RFC 9579) when the digest algorithm is that one. */
  readonly parameters: DerNode | undefined
}

interface BagMarks {
  readonly localKeyId?: string
  readonly friendlyName?: string
}

export type Bag =
  | (BagMarks & {readonly kind: 'certificate'; readonly der: Uint8Array})
  | (BagMarks & {readonly kind: 'key'; readonly pkcs8: Uint8Array})
  /** `pkcs8`: the EncryptedPrivateKeyInfo as it stands. */
  | (BagMarks & {
      readonly kind: 'encrypted-key'
      readonly encrypted: Encrypted
      readonly pkcs8: Uint8Array
    })

/** A PKCS#12 file (RFC 7292) before any password: clear bags, encrypted safes, MAC. */
export interface Pkcs12Structure {
  readonly bags: readonly Bag[]
  readonly encryptedSafes: readonly Encrypted[]
  readonly mac?: Pkcs12Mac
  /** What the MAC covers. */
  readonly authSafe: Uint8Array
}

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  localKeyId: '1.2.840.113549.1.9.21',
  friendlyName: '1.2.840.113549.1.9.20',
} as const
const ber = {ber: true} as const

/** @throws DerError */
export function readPkcs12Structure(bytes: Uint8Array): Pkcs12Structure {
  const pfx = readDer(bytes, ber)
  const info = child(pfx, 1, universal.sequence)
  const authSafe = octets(explicit(info, oids.data))
  const bags: Bag[] = []
  const encryptedSafes: Encrypted[] = []
  for (const content of sequenceOf(readDer(authSafe, ber))) {
    const type = oidValue(child(content, 0, universal.oid))
    if (type === oids.data) bags.push(...readBags(octets(explicit(content, type))))
    else if (type === oids.encryptedData) encryptedSafes.push(readEncryptedData(explicit(content, type)))
  }
  const mac = pfx.children[2]
  return {bags, encryptedSafes, authSafe, ...(mac ? {mac: readMac(mac)} : {})}
}

/** SafeContents, clear or just decrypted. Bags of other kinds are passed over. @throws DerError */
export function readBags(bytes: Uint8Array): Bag[] {
  return sequenceOf(readDer(bytes, ber)).flatMap(readBag)
}

function readBag(node: DerNode): Bag[] {
  const type = oidValue(child(node, 0, universal.oid))
  const value = contextChild(node, 0)?.children[0]
  if (!value) throw new DerError('unexpected-element', node.offset)
  const keyed = marksOf(node)
  switch (type) {
    case oids.certBag: {
      const holder = contextChild(value, 0)?.children[0]
      return holder ? [{kind: 'certificate', der: octets(holder), ...keyed}] : []
    }
    case oids.keyBag:
      return [{kind: 'key', pkcs8: value.raw, ...keyed}]
    case oids.shroudedKeyBag: {
      const encrypted = {scheme: readScheme(child(value, 0, universal.sequence)), data: octets(second(value))}
      return [{kind: 'encrypted-key', encrypted, pkcs8: value.raw, ...keyed}]
    }
    case oids.safeContentsBag:
      return sequenceOf(value).flatMap(readBag)
    default:
      return []
  }
}

function marksOf(bag: DerNode): BagMarks {
  const attribute = (oid: string) =>
    (bag.children[2]?.children ?? []).find((node) => oidValue(child(node, 0, universal.oid)) === oid)
      ?.children[1]?.children[0]
  const id = attribute(oids.localKeyId)
  const name = attribute(oids.friendlyName)
  return {
    ...(id ? {localKeyId: toHex(octets(id))} : {}),
    ...(name ? {friendlyName: textValue(name)} : {}),
  }
}

function readEncryptedData(node: DerNode): Encrypted {
  const info = child(node, 1, universal.sequence)
  const data = contextChild(info, 0)
  if (!data) throw new DerError('unexpected-element', info.offset)
  return {scheme: readScheme(child(info, 1, universal.sequence)), data: octets(data)}
}

export function readScheme(node: DerNode): Scheme {
  return {oid: oidValue(child(node, 0, universal.oid)), parameters: node.children[1]}
}

function readMac(node: DerNode): Pkcs12Mac {
  const info = child(node, 0, universal.sequence)
  const hash = readScheme(child(info, 0, universal.sequence))
  const iterations = node.children[2]
  return {
    hashOid: hash.oid,
    parameters: hash.parameters,
    digest: octets(second(info)),
    salt: octets(second(node)),
    iterations: iterations ? smallInteger(iterations) : 1,
  }
}

function second(node: DerNode): DerNode {
  return child(node, 1, universal.octetString)
}

function explicit(info: DerNode, type: string): DerNode {
  const content = contextChild(info, 0)?.children[0]
  if (!content || oidValue(child(info, 0, universal.oid)) !== type)
    throw new DerError('unexpected-element', info.offset)
  return content
}
