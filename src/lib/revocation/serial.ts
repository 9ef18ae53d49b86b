import type {Certificate} from '../pki/certificate.ts'
import {readDer, universal} from '../pki/der.ts'
import {child, contextChild} from '../pki/der-values.ts'

/** Content of the INTEGER that numbers a certificate, sign byte kept. @throws DerError */
export function serialOf(certificate: Pick<Certificate, 'der'>): Uint8Array {
  const tbs = child(readDer(certificate.der), 0, universal.sequence)
  return child(tbs, contextChild(tbs, 0) ? 1 : 0, universal.integer).content
}

/** The same number, even where one of the two was written with needless leading zeros. */
export function sameSerial(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(least(a), least(b)) === 0
}

function least(content: Uint8Array): Uint8Array {
  let from = 0
  while (content[from] === 0 && (content[from + 1] ?? 0xff) < 0x80) from += 1
  return content.subarray(from)
}
