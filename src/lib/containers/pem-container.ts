import {readDer} from '../pki/der.ts'
import type {ContainerFormat} from './container.ts'
import type {Parts} from './parts.ts'
import {type ScannedBlock, scanPem} from './pem-scan.ts'
import {addPkcs7} from './pkcs7.ts'
import {addPemKey} from './private-key.ts'

/** Everything that the PEM blocks of a text hold, in order. */
export function addPem(parts: Parts, text: string): void {
  let index = 0
  for (const block of scanPem(text)) {
    index += 1
    const part = `PEM block ${index} (line ${block.line})`
    if (block.problem) parts.problem(part, block.problem)
    else addBlock(parts, block, part)
  }
}

function addBlock(parts: Parts, block: ScannedBlock, part: string): void {
  switch (block.label) {
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
      parts.certificate(block.der, part)
      return
    case 'TRUSTED CERTIFICATE': {
      // OpenSSL's own: the certificate, then what it is trusted for
      const der = parts.reading(part, () => firstElement(block.der))
      if (der) parts.certificate(der, part)
      return
    }
    case 'CERTIFICATE REQUEST':
    case 'NEW CERTIFICATE REQUEST':
      parts.request(block.der, part)
      return
    case 'X509 CRL':
      parts.revocationLists.push(block.der)
      return
    case 'PKCS7':
    case 'CMS':
      addPkcs7(parts, block.der, part)
      return
    default:
      // parameters and public keys stand beside keys without harm
      if (/PARAMETERS$|^PUBLIC KEY$|^RSA PUBLIC KEY$/.test(block.label)) return
      addPemKey(parts, block, part)
  }
}

function firstElement(bytes: Uint8Array): Uint8Array {
  // a second element follows: an outer SEQUENCE of both is the shortest way to the first
  const wrapped = Buffer.concat([Uint8Array.of(0x30, 0x84, 0, 0, 0, 0), bytes])
  wrapped.writeUInt32BE(bytes.length, 2)
  return new Uint8Array(readDer(wrapped, {ber: true, levels: 1}).children[0]?.raw ?? [])
}

/** A text of one kind of thing is named after it. */
export function formatOfPem(parts: Parts, text: string): ContainerFormat {
  // certificates wrapped for other tools in PKCS#7 are a .p7b, whatever its letters
  const begins = text.match(/^-----BEGIN [^-\n]+/gm) ?? []
  if (begins.length > 0 && begins.every((begin) => /^-----BEGIN (?:PKCS7|CMS)$/.test(begin))) return 'pkcs7'
  const {certificates, requests, revocationLists, keys} = parts
  if (certificates.length > 0) return 'pem'
  if (requests.length > 0) return keys.length > 0 ? 'pem' : 'csr'
  if (revocationLists.length > 0) return 'crl'
  return keys.length > 0 ? 'key' : 'pem'
}
