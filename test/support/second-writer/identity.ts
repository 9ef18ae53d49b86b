import {createHash, createSign, X509Certificate} from 'node:crypto'
import {readFileSync} from 'node:fs'

/** A key with its certificate, PEM. */
export interface SigningIdentity {
  readonly keyPem: string
  readonly certificatePem: string
}

export function readIdentity(files: {readonly certificate: string; readonly key: string}): SigningIdentity {
  return {keyPem: readFileSync(files.key, 'utf8'), certificatePem: readFileSync(files.certificate, 'utf8')}
}

/** Base64 of the DER certificate. */
export function certificateBase64(identity: {readonly certificatePem: string}): string {
  return new X509Certificate(identity.certificatePem).raw.toString('base64')
}

/** Subject (or issuer) in RFC 2253 order, as node prints it line by line in certificate order. */
export function rfc2253(lines: string): string {
  return lines
    .split('\n')
    .reverse()
    .map((line) => line.replaceAll(/[,+"\\<>;]/g, '\\$&'))
    .join(',')
}

export function digestBase64(digest: string, data: string | Uint8Array): string {
  return createHash(digest).update(data).digest('base64')
}

export function signatureBase64(digest: string, text: string, identity: SigningIdentity): string {
  return createSign(digest).update(text, 'utf8').sign(identity.keyPem, 'base64')
}
