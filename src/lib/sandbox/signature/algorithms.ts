import {createHash, createVerify, type Hash, type KeyObject} from 'node:crypto'
import type {CanonicalForm} from '../xml/canonical.ts'

export const ds = 'http://www.w3.org/2000/09/xmldsig#'
export const envelopedSignature = `${ds}enveloped-signature`

export type DigestName = 'sha1' | 'sha256'

const digests: Readonly<Record<string, DigestName>> = {
  [`${ds}sha1`]: 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
}
const signatures: Readonly<Record<string, DigestName>> = {
  [`${ds}rsa-sha1`]: 'sha1',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
}
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const forms: Readonly<Record<string, CanonicalForm>> = {
  [inclusive]: {method: 'inclusive', comments: false},
  [`${inclusive}#WithComments`]: {method: 'inclusive', comments: true},
  [exclusive]: {method: 'exclusive', comments: false},
  [`${exclusive}WithComments`]: {method: 'exclusive', comments: true},
}
export const inclusiveWithComments = `${inclusive}#WithComments`

export function digestNamed(uri: string | undefined): DigestName | undefined {
  return digests[uri ?? '']
}

/** Hash of an RSA PKCS#1 v1.5 signature method. */
export function signatureNamed(uri: string | undefined): DigestName | undefined {
  return signatures[uri ?? '']
}

export function canonicalFormNamed(uri: string | undefined): CanonicalForm | undefined {
  return forms[uri ?? '']
}

export function newHash(digest: DigestName): Hash {
  return createHash(digest)
}

/** RSA PKCS#1 v1.5 over `text` in UTF-8. False, too, for a key of another kind or shorter than 2048 bits. */
export function verifyRsa(digest: DigestName, text: string, value: Buffer, key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return false
  return createVerify(digest).update(text, 'utf8').verify(key, value)
}
