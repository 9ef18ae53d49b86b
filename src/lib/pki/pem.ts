import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from './certificate.ts'
import {toBase64} from './der-values.ts'

export interface PemBlock {
  readonly label: string
  /** The block as text, from BEGIN to END. */
  readonly text: string
  readonly der: Uint8Array
  /** `Proc-Type: 4,ENCRYPTED`, the old OpenSSL form. */
  readonly encrypted: boolean
}

const blockForm = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([\s\S]*?)-----END \1-----/g

/** Every PEM block (RFC 7468) of a text, in order; text around them is passed over. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(blockForm)].map(([whole, label = '', body = '']) => {
    const base64 = body.replace(/^[A-Za-z-]+:.*$/gm, '').replace(/\s+/g, '')
    return {
      label,
      text: whole,
      der: new Uint8Array(Buffer.from(base64, 'base64')),
      encrypted: /^Proc-Type:.*ENCRYPTED/m.test(body) || label === 'ENCRYPTED PRIVATE KEY',
    }
  })
}

/** A PEM block of 64 characters a line (RFC 7468). */
export function toPem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** Leading byte of a DER SEQUENCE: what a certificate in DER starts with, and no PEM does. */
const derSequence = 0x30

/**
 * The certificates of a file in PEM (one or several) or DER (one).
 * @throws DmpError DMP_KEY_FILE_UNREADABLE when there is none or one cannot be read
 */
export function readCertificates(bytes: Uint8Array, name: string): Certificate[] {
  if (bytes[0] === derSequence) return [readCertificate(bytes, name)]
  const blocks = pemBlocks(Buffer.from(bytes).toString('latin1'))
  const certificates = blocks
    .filter(({label}) => label === 'CERTIFICATE' || label === 'X509 CERTIFICATE')
    .map(({der}) => readCertificate(der, name))
  if (certificates.length > 0) return certificates
  throw new DmpError('DMP_KEY_FILE_UNREADABLE', {
    params: {path: name, problem: blocks[0] ? `pem:${blocks[0].label}` : 'no-certificate'},
  })
}

export function certificatePem(certificate: Certificate): string {
  return toPem('CERTIFICATE', certificate.der)
}
