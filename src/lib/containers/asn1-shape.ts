import {DerError, type DerNode, readDer, universal} from '../pki/der.ts'
import {oidValue} from '../pki/der-values.ts'

/** What a DER or BER element is, told by its first elements alone; undefined when it is nothing known here. */
export type Asn1Shape =
  | 'certificate'
  | 'request'
  | 'crl'
  | 'pkcs7'
  | 'pkcs12'
  | 'pkcs1'
  | 'pkcs8'
  | 'encrypted-pkcs8'
  | 'sec1'
  | 'public-key'

const oids = {data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2'} as const

type Kind = 'sequence' | 'integer' | 'oid' | 'octets' | 'bits' | 'time' | 'context' | 'other'

function kindOf(node: DerNode | undefined): Kind {
  if (node === undefined) return 'other'
  if (node.tagClass === 'context') return 'context'
  if (node.tagClass !== 'universal') return 'other'
  switch (node.tag) {
    case universal.sequence:
      return 'sequence'
    case universal.integer:
      return 'integer'
    case universal.oid:
      return 'oid'
    case universal.octetString:
      return 'octets'
    case universal.bitString:
      return 'bits'
    case universal.utcTime:
    case universal.generalizedTime:
      return 'time'
    default:
      return 'other'
  }
}

/** Looks two levels deep and no further: a revocation list may hold a million entries. @throws DerError */
export function shapeOf(bytes: Uint8Array): Asn1Shape | undefined {
  const root = readDer(bytes, {ber: true, levels: 2})
  const [first, second, third] = root.children
  const kinds = root.children.slice(0, 4).map(kindOf).join(' ')
  if (kinds.startsWith('oid context')) return first && isOid(first, oids.signedData) ? 'pkcs7' : undefined
  if (kinds.startsWith('integer sequence') && isOid(second?.children[0], oids.data)) return 'pkcs12'
  if (kinds.startsWith('integer sequence') && isOid(second?.children[0], oids.signedData)) return 'pkcs12'
  if (kinds.startsWith('integer integer integer integer')) return 'pkcs1'
  if (kinds.startsWith('integer sequence octets')) return 'pkcs8'
  if (kinds.startsWith('integer octets')) return 'sec1'
  if (kinds === 'sequence octets') return 'encrypted-pkcs8'
  if (kinds === 'sequence bits') return 'public-key'
  return kinds === 'sequence sequence bits' && first && third ? signedShape(first) : undefined
}

/** Certificate, request and revocation list are all `SEQUENCE {to be signed, algorithm, signature}`. */
function signedShape(tbs: DerNode): Asn1Shape | undefined {
  const kinds = tbs.children.slice(0, 7).map(kindOf)
  const line = kinds.join(' ')
  if (/^(context )?integer sequence sequence sequence sequence sequence/.test(line)) return 'certificate'
  if (/^(integer )?sequence sequence time/.test(line)) return 'crl'
  return /^integer sequence sequence( context)?$/.test(line) ? 'request' : undefined
}

function isOid(node: DerNode | undefined, wanted: string): boolean {
  try {
    return node !== undefined && oidValue(node) === wanted
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}
