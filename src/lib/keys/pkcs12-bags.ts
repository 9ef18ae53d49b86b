import {createPrivateKey} from 'node:crypto'
import {readPkcs12Structure, readScheme} from '../containers/pkcs12-structure.ts'
import {DerError, type DerNode, readDer, universal} from '../pki/der.ts'
import {child, contextChild, octets, oidValue, sequenceOf} from '../pki/der-values.ts'
import {derOctets, derOid, derSequence, derTagged} from '../pki/der-writer.ts'
import {decrypt, verifyMac, WrongPassphrase} from './pkcs12-crypto.ts'

/** One bag, opened. `value` of a key is its PKCS#8 in clear: whoever asked for it wipes it. */
export interface OpenBag {
  readonly kind: 'certificate' | 'key' | 'other'
  /** OID of the bag. */
  readonly type: string
  readonly value: Uint8Array
  /** The SET of attributes as it stands. */
  readonly attributes: Uint8Array | undefined
  /** It could be read without the password. */
  readonly clear: boolean
}

const encryptedDataOid = '1.2.840.113549.1.7.6'
const keyBag = '1.2.840.113549.1.12.10.1.1'
const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2'
const certBag = '1.2.840.113549.1.12.10.1.3'
const safeContentsBag = '1.2.840.113549.1.12.10.1.6'
const ber = {ber: true} as const

/** Every bag of a PKCS#12 file with its attributes, in file order. @throws WrongPassphrase, UnsupportedAlgorithm, DerError */
export async function openBags(bytes: Uint8Array, passphrase: string): Promise<OpenBag[]> {
  const {authSafe, mac, encryptedSafes} = readPkcs12Structure(bytes)
  if (mac) await verifyMac(mac, authSafe, passphrase)
  const sealed = [...encryptedSafes]
  const found: OpenBag[] = []
  for (const content of sequenceOf(readDer(authSafe, ber))) {
    const hidden = oidValue(child(content, 0, universal.oid)) === encryptedDataOid
    const safe = hidden ? sealed.shift() : undefined
    const plain = safe ? await decrypt(safe, passphrase) : contentOf(content)
    for (const node of sequenceOf(readSafe(plain, hidden)))
      found.push(...(await openBag(node, passphrase, !hidden)))
  }
  return found
}

function contentOf(content: DerNode): Uint8Array {
  const value = contextChild(content, 0)?.children[0]
  if (!value) throw new DerError('unexpected-element', content.offset)
  return octets(value)
}

/** Bytes that make no sense once decrypted were opened with a wrong password. */
function readSafe(plain: Uint8Array, hidden: boolean): DerNode {
  try {
    return readDer(plain, ber)
  } catch (error) {
    throw hidden && error instanceof DerError ? new WrongPassphrase() : error
  }
}

async function openBag(node: DerNode, passphrase: string, clear: boolean): Promise<OpenBag[]> {
  const type = oidValue(child(node, 0, universal.oid))
  const value = contextChild(node, 0)?.children[0]
  if (!value) throw new DerError('unexpected-element', node.offset)
  const attributes = node.children[2]?.raw
  switch (type) {
    case certBag:
      return [{kind: 'certificate', type, value: certificateValue(value), attributes, clear}]
    case keyBag:
      return [{kind: 'key', type, value: checkedKey(Uint8Array.from(value.raw)), attributes, clear}]
    case shroudedKeyBag: {
      const scheme = readScheme(child(value, 0, universal.sequence))
      const data = octets(child(value, 1, universal.octetString))
      const pkcs8 = checkedKey(await decrypt({scheme, data}, passphrase))
      return [{kind: 'key', type, value: pkcs8, attributes, clear: false}]
    }
    case safeContentsBag: {
      const inner: OpenBag[] = []
      for (const bag of sequenceOf(value)) inner.push(...(await openBag(bag, passphrase, clear)))
      return inner
    }
    default:
      return [{kind: 'other', type, value: value.raw, attributes, clear}]
  }
}

/** CertBag with its octets in one piece, however the file wrote them. */
function certificateValue(value: DerNode): Uint8Array {
  const holder = contextChild(value, 0)?.children[0]
  if (!holder) throw new DerError('unexpected-element', value.offset)
  return derSequence(
    derOid(oidValue(child(value, 0, universal.oid))),
    derTagged(0, derOctets(octets(holder))),
  )
}

/** Without a MAC a wrong password shows only here. */
function checkedKey(pkcs8: Uint8Array): Uint8Array {
  try {
    createPrivateKey({key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8'})
    return pkcs8
  } catch {
    pkcs8.fill(0)
    throw new WrongPassphrase()
  }
}
