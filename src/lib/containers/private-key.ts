import {createHash, createPrivateKey, createPublicKey} from 'node:crypto'
import type {KeyEntry} from './container.ts'
import type {Parts} from './parts.ts'
import {isRefusedScheme, schemeName, schemeOfKey} from './schemes.ts'

type ClearForm = 'pkcs1' | 'pkcs8' | 'sec1'

/** Notes a key in clear, with the fingerprint of its public part. */
export function addClearKey(parts: Parts, der: Uint8Array, form: ClearForm, part: string): void {
  const spkiSha256 = publicPart(der, form)
  if (spkiSha256 === undefined) parts.problem(part, 'key:unreadable')
  else parts.keys.push({form, encrypted: false, spkiSha256})
  if (spkiSha256 !== undefined) parts.find('FILE-03', 'warning')
}

/** Notes a PKCS#8 key that a password closes. */
export function addEncryptedKey(parts: Parts, der: Uint8Array, part: string): void {
  const scheme = parts.reading(part, () => schemeOfKey(der))
  if (!scheme) return
  parts.keys.push({form: 'pkcs8', encrypted: true, encryption: schemeName(scheme)})
  parts.passwordNeeded = true
  if (isRefusedScheme(scheme)) parts.find('P12-02', 'warning')
}

/** SHA-256 of the SubjectPublicKeyInfo that goes with a private key; undefined when it is no key. */
export function publicPart(der: Uint8Array, form: ClearForm): string | undefined {
  const bytes = Buffer.from(der)
  try {
    const spki = createPublicKey(createPrivateKey({key: bytes, format: 'der', type: form})).export({
      format: 'der',
      type: 'spki',
    })
    return createHash('sha256').update(spki).digest('hex')
  } catch {
    return undefined
  } finally {
    bytes.fill(0)
  }
}

const pemForms: Readonly<Record<string, KeyEntry['form']>> = {
  'RSA PRIVATE KEY': 'pkcs1',
  'PRIVATE KEY': 'pkcs8',
  'EC PRIVATE KEY': 'sec1',
  'OPENSSH PRIVATE KEY': 'openssh',
}

/** Notes the key of a PEM block. */
export function addPemKey(
  parts: Parts,
  {label, der, encryption}: {readonly label: string; readonly der: Uint8Array; readonly encryption?: string},
  part: string,
): void {
  const form = pemForms[label]
  if (label === 'ENCRYPTED PRIVATE KEY') addEncryptedKey(parts, der, part)
  else if (form === undefined) parts.problem(part, `pem:${label}`)
  else if (encryption !== undefined) {
    parts.keys.push({form, encrypted: true, encryption})
    parts.passwordNeeded = true
  } else if (form === 'openssh') addOpensshKey(parts, der, part)
  else if (form === 'pkcs1' || form === 'pkcs8' || form === 'sec1') addClearKey(parts, der, form, part)
}

const opensshMagic = 'openssh-key-v1\0'

/** The cipher stands in clear after the magic word, as a string with its length: `none` for a key in clear. */
function addOpensshKey(parts: Parts, der: Uint8Array, part: string): void {
  const bytes = Buffer.from(der.buffer, der.byteOffset, der.byteLength)
  const at = opensshMagic.length
  if (bytes.toString('latin1', 0, at) !== opensshMagic || bytes.length < at + 4) {
    parts.problem(part, 'key:unreadable')
    return
  }
  const size = bytes.readUInt32BE(at)
  const cipher = bytes.toString('latin1', at + 4, at + 4 + Math.min(size, 40))
  const encrypted = cipher !== 'none'
  parts.keys.push({form: 'openssh', encrypted, ...(encrypted ? {encryption: cipher} : {})})
  if (encrypted) parts.passwordNeeded = true
  else parts.find('FILE-03', 'warning')
}
