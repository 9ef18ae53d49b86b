import {DmpError} from '../errors/dmp-error.ts'
import {DerError} from '../pki/der.ts'
import {type Asn1Shape, shapeOf} from './asn1-shape.ts'
import type {Container, ContainerFormat} from './container.ts'
import {addJavaStore, javaStoreOf} from './java-store.ts'
import {Parts} from './parts.ts'
import {addPem, formatOfPem} from './pem-container.ts'
import {addPkcs7} from './pkcs7.ts'
import {addPkcs12} from './pkcs12-container.ts'
import {readPkcs12Structure} from './pkcs12-structure.ts'
import {addClearKey, addEncryptedKey} from './private-key.ts'
import {isDamage, problemKind} from './problem-kind.ts'
import {foreignKind, type PlainText, textOf} from './text-of.ts'
import {addWindowsStore, isWindowsStore} from './windows-store.ts'

const derSequence = 0x30

/**
 * Reads the content of a source, its format told by content and never by name. No secret is asked for: what only a
 * password shows stays hidden (`passwordNeeded`). A part that cannot be read stands beside the others in `problems`.
 * `name` goes into the result and into errors.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE when nothing at all is found
 */
export function readContainer(bytes: Uint8Array, name: string): Container {
  const parts = new Parts(name)
  const container = parts.finish(fill(parts, bytes, name))
  if (isEmpty(container)) throw unreadableSource(name, parts.problems[0]?.problem ?? 'no-certificate')
  return container
}

/** Problems of the name that was given, not of what it holds: another why and another remedy. */
const ofTheName = ['address', 'pkcs11-uri', 'pkcs11-pin-value', 'windows-only', 'windows-store-name']

export function unreadableSource(source: string, problem: string, cause?: unknown): DmpError {
  // what varies of a problem is for the details: its sentence is the same wherever it is
  const kind = problemKind(problem)
  const own = caseOf(kind)
  return new DmpError('DMP_CERT_SOURCE_UNREADABLE', {
    params: {source, problem: kind, ...(own === undefined ? {} : {case: own})},
    details: {problem},
    cause,
  })
}

function caseOf(kind: string): string | undefined {
  if (ofTheName.includes(kind)) return 'name'
  if (kind === 'iterations') return kind
  if (isDamage(kind)) return 'damaged'
  return kind.startsWith('java:') ? 'java' : undefined
}

function isEmpty(container: Container): boolean {
  const {certificates, requests, revocationLists, keys, storeEntries = [], passwordNeeded} = container
  return (
    !passwordNeeded &&
    [certificates, requests, revocationLists, keys, storeEntries].every(({length}) => length === 0)
  )
}

function fill(parts: Parts, bytes: Uint8Array, name: string): ContainerFormat {
  if (bytes.length === 0) throw unreadableSource(name, 'empty')
  const java = javaStoreOf(bytes)
  if (java) {
    addJavaStore(parts, bytes)
    return java
  }
  if (bytes[0] === derSequence) return fillDer(parts, bytes, name)
  return fillText(parts, textOf(bytes), name)
}

function fillText(parts: Parts, plain: PlainText, name: string): ContainerFormat {
  const {text, mark} = plain
  if (text.includes('-----BEGIN ')) {
    addPem(parts, text)
    if (mark) parts.find('FILE-05', 'warning', mark)
    else if (text.includes('-----\r\n')) parts.find('FILE-05', 'info', 'crlf')
    return formatOfPem(parts, text)
  }
  if (isWindowsStore(text)) {
    addWindowsStore(parts, text)
    return 'windows-store'
  }
  const foreign = foreignKind(text)
  if (foreign) throw unreadableSource(name, foreign)
  const der = bareBase64(text)
  if (!der) throw unreadableSource(name, 'unknown-format')
  const format = fillDer(parts, der, name)
  parts.find('FILE-05', 'warning', 'bare-base64')
  return format
}

/** Base64 of a DER element, without the lines that should stand around it. */
function bareBase64(text: string): Uint8Array | undefined {
  if (!/^\s*M[A-Za-z0-9+/=\s]{64}/.test(text.slice(0, 4096))) return undefined
  const packed = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined
  const der = new Uint8Array(Buffer.from(packed, 'base64'))
  return der[0] === derSequence ? der : undefined
}

function fillDer(parts: Parts, bytes: Uint8Array, name: string): ContainerFormat {
  try {
    const shape = shapeOf(bytes)
    if (!shape) throw unreadableSource(name, 'unknown-format')
    return fillShape(parts, shape, bytes, name)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    throw unreadableSource(name, `asn1:${error.problem}@${error.offset}`, error)
  }
}

function fillShape(parts: Parts, shape: Asn1Shape, bytes: Uint8Array, name: string): ContainerFormat {
  switch (shape) {
    case 'certificate':
      parts.certificate(bytes, 'certificate')
      return 'der'
    case 'request':
      parts.request(bytes, 'request')
      return 'csr'
    case 'crl':
      parts.revocationLists.push(bytes)
      return 'crl'
    case 'pkcs7':
      addPkcs7(parts, bytes)
      return 'pkcs7'
    case 'pkcs12':
      addPkcs12(parts, readPkcs12Structure(bytes))
      return 'pkcs12'
    case 'encrypted-pkcs8':
      addEncryptedKey(parts, bytes, 'key')
      return 'key'
    case 'pkcs1':
    case 'pkcs8':
    case 'sec1':
      addClearKey(parts, bytes, shape, 'key')
      return 'key'
    case 'public-key':
      throw unreadableSource(name, 'public-key')
  }
}
