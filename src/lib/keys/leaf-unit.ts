import {readPkcs12Structure} from '../containers/pkcs12-structure.ts'
import {DerError, type DerNode, readDer, universal} from '../pki/der.ts'
import {child, contextChild, sequenceOf, textValue, toHex} from '../pki/der-values.ts'

/** 2.5.4.11 */
const ORGANISATIONAL_UNIT = '55040b'

/**
 * OU of the certificate that goes with the key of a PKCS#12 file, without its password: what
 * `readPkcs12Certificates` gives as `leaf.subject.organisationalUnit`, reading nothing else of the certificates.
 * Undefined when that is not told by the marks of key and certificate alone, or there is no OU.
 * @throws DerError
 */
export function leafUnit(pkcs12: Uint8Array): string | undefined {
  const {bags} = readPkcs12Structure(pkcs12)
  const keys = bags.filter(({kind}) => kind !== 'certificate').map(({localKeyId}) => localKeyId)
  for (const bag of bags)
    if (bag.kind === 'certificate' && bag.localKeyId !== undefined && keys.includes(bag.localKeyId))
      return unitOf(subjectOf(bag.der))
  return undefined
}

function subjectOf(certificate: Uint8Array): DerNode {
  const tbs = child(readDer(certificate), 0, universal.sequence)
  return child(tbs, contextChild(tbs, 0) ? 5 : 4, universal.sequence)
}

function unitOf(subject: DerNode): string | undefined {
  for (const rdn of sequenceOf(subject))
    for (const {children, offset} of rdn.children) {
      const [type, value] = children
      if (!type || !value) throw new DerError('unexpected-element', offset)
      if (toHex(type.content) === ORGANISATIONAL_UNIT) return textValue(value)
    }
  return undefined
}
