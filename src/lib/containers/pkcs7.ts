import {readDer, universal} from '../pki/der.ts'
import {child, contextChild} from '../pki/der-values.ts'
import type {Parts} from './parts.ts'

/** Certificates and revocation lists of a SignedData without content (RFC 5652 §5.1): what a `.p7b` is. */
export function addPkcs7(parts: Parts, bytes: Uint8Array, part = 'PKCS#7'): void {
  const signed = parts.reading(part, () => {
    const content = contextChild(readDer(bytes, {ber: true, levels: 4}), 0)
    return content && child(content, 0, universal.sequence)
  })
  if (!signed) return
  for (const [index, node] of (contextChild(signed, 0)?.children ?? []).entries()) {
    const name = `${part}: certificate ${index + 1}`
    if (node.tagClass === 'universal' && node.tag === universal.sequence) parts.certificate(node.raw, name)
    else parts.problem(name, 'pkcs7:other-certificate-form')
  }
  for (const node of contextChild(signed, 1)?.children ?? [])
    if (node.tagClass === 'universal' && node.tag === universal.sequence) parts.revocationLists.push(node.raw)
}
