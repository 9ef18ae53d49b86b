import {execFileSync, spawnSync} from 'node:child_process'
import {generateKeyPairSync, X509Certificate} from 'node:crypto'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Certificate, readCertificate} from '../../src/lib/pki/certificate.ts'

/** Everything here is made by OpenSSL at test time: invented names, throw-away keys, a folder that the test removes. */

export interface Issued {
  readonly name: string
  readonly keyPath: string
  readonly certificatePath: string
  readonly der: Uint8Array
  readonly certificate: Certificate
}

export interface LeafOptions {
  /** RDNs in certificate order, OpenSSL's `-subj` form. */
  readonly subject?: string
  readonly unit?: string
  readonly extensions?: readonly string[]
  readonly bits?: number
  readonly hash?: 'sha1' | 'sha256'
  /** AAAAMMJJhhmmssZ */
  readonly notBefore?: string
  readonly notAfter?: string
  /** Issued for the key of another certificate. */
  readonly keyOf?: Issued
}

export const passphrase = 'Phrase secrète de test'
export const finessEj = '0B0000014'

const testPolicy = '1.2.250.1.213.1.7.2.1.1.1.1'
const testUrl = 'http://igc.example.invalid'
export const testSigns = [
  '1.2.250.1.71.1.2.5=DER:040183',
  `certificatePolicies=${testPolicy}`,
  `crlDistributionPoints=URI:${testUrl}/CRL/ACI-EL-ORG-TEST.crl`,
  `authorityInfoAccess=OCSP;URI:http://ocsp.example.invalid,caIssuers;URI:${testUrl}/AC%20TEST/ACI-EL-ORG-TEST.cer`,
]
export const authUse = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=clientAuth']
/** That of a card opens a session of Windows too. */
export const cardAuthUse = [
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=clientAuth,1.3.6.1.4.1.311.20.2.2',
]
export const signUse = [
  'keyUsage=critical,digitalSignature,nonRepudiation',
  'extendedKeyUsage=emailProtection',
]
/** privateKeyUsagePeriod of a seal; `AAAAMMJJhhmmssZ` each. */
export const keyPeriod = (from: string, to: string) =>
  `2.5.29.16=DER:3022800F${Buffer.from(from).toString('hex')}810F${Buffer.from(to).toString('hex')}`
export const serverUse = [
  'keyUsage=critical,digitalSignature,keyEncipherment',
  'extendedKeyUsage=serverAuth,clientAuth',
  'subjectAltName=DNS:localhost,IP:127.0.0.1',
]

export function openssl(args: readonly string[], input?: string | Uint8Array): string {
  return execFileSync('openssl', [...args], {encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe']})
}

/** A small authority in the image of the IGC-Santé TEST one, with a root, an intermediate and what it issues. */
export class TestPki {
  readonly folder: string
  readonly root: Issued
  readonly intermediate: Issued
  private serial = 1

  constructor(authority: {rootDn?: string; intermediateDn?: string; subjectKeyId?: string} = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'dmp-keys-'))
    const base = '/C=FR/O=DMP ESSAI/OU=0002 000000000/OU=IGC-SANTE TEST FICTIF'
    const ca = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']
    this.root = this.issue('acr', undefined, {
      subject: authority.rootDn ?? `${base}/CN=TEST AC RACINE FICTIVE`,
      extensions: [...ca, 'subjectKeyIdentifier=hash'],
    })
    this.intermediate = this.issue('aci', this.root, {
      subject: authority.intermediateDn ?? `${base}/CN=TEST AC ORGANISATIONS FICTIVE`,
      extensions: [
        'basicConstraints=critical,CA:TRUE,pathlen:0',
        'keyUsage=critical,keyCertSign,cRLSign',
        `subjectKeyIdentifier=${authority.subjectKeyId ?? 'hash'}`,
        'authorityKeyIdentifier=keyid',
      ],
    })
  }

  /** A leaf under the intermediate; an ORG AUTH_CLI TEST unless told otherwise. */
  leaf(name: string, options: LeafOptions = {}): Issued {
    return this.issue(name, this.intermediate, {
      ...options,
      extensions: [
        'basicConstraints=CA:FALSE',
        'subjectKeyIdentifier=hash',
        'authorityKeyIdentifier=keyid',
        ...(options.extensions ?? [...authUse, ...testSigns]),
      ],
    })
  }

  issue(name: string, issuer: Issued | undefined, options: LeafOptions): Issued {
    const path = (extension: string) => join(this.folder, `${name}.${extension}`)
    const keyPath = options.keyOf?.keyPath ?? path('key')
    if (!options.keyOf) writeKey(keyPath, options.bits ?? 2048)
    const subject =
      options.subject ??
      `/C=FR/ST=Département fictif (99)/O=CENTRE HOSPITALIER FICTIF/OU=${options.unit ?? `1${finessEj}`}/CN=DMP ${name}`
    writeFileSync(path('ext'), `[e]\n${(options.extensions ?? []).join('\n')}\n`)
    openssl([
      'req',
      '-new',
      '-utf8',
      '-multivalue-rdn',
      '-key',
      keyPath,
      '-subj',
      subject,
      '-out',
      path('csr'),
    ])
    const dates = [
      ...(options.notBefore ? ['-startdate', options.notBefore] : []),
      ...['-enddate', options.notAfter ?? '20991231235959Z'],
    ]
    this.serial += 1
    const serial = `112061F3C6E84FC2EFB18BF5258E${this.serial.toString(16).padStart(4, '0')}`
    this.sign(path, serial, issuer, keyPath, options.hash ?? 'sha256', dates)
    const der = new Uint8Array(new X509Certificate(readFileSync(path('pem'))).raw)
    return {name, keyPath, certificatePath: path('pem'), der, certificate: readCertificate(der)}
  }

  private sign(
    path: (extension: string) => string,
    serial: string,
    issuer: Issued | undefined,
    keyPath: string,
    hash: string,
    dates: readonly string[],
  ): void {
    writeFileSync(path('serial'), serial)
    writeFileSync(path('index'), '')
    writeFileSync(
      path('cnf'),
      `[ca]\ndefault_ca=d\n[d]\ndatabase=${path('index')}\nserial=${path('serial')}\nnew_certs_dir=${this.folder}\n` +
        `policy=p\nunique_subject=no\ndefault_md=${hash}\npreserve=yes\n[p]\ncountryName=optional\n` +
        'stateOrProvinceName=optional\norganizationName=optional\norganizationalUnitName=optional\n' +
        'title=optional\nsurname=optional\ngivenName=optional\ncommonName=optional\n',
    )
    const signer = issuer
      ? ['-cert', issuer.certificatePath, '-keyfile', issuer.keyPath]
      : ['-selfsign', '-keyfile', keyPath]
    openssl(
      [
        'ca',
        '-batch',
        '-notext',
        '-utf8',
        '-preserveDN',
        '-multivalue-rdn',
        '-config',
        path('cnf'),
        ...signer,
      ]
        .concat(['-in', path('csr'), '-out', path('pem'), '-extfile', path('ext'), '-extensions', 'e'])
        .concat(dates),
    )
  }

  /** A PKCS#12 file of a leaf and its two issuers; `args` are those of `openssl pkcs12 -export`. */
  pkcs12(leaf: Issued, name: string, args: readonly string[], secret = passphrase): string {
    const path = join(this.folder, `${name}.p12`)
    const chain = join(this.folder, 'chain.pem')
    writeFileSync(
      chain,
      [this.intermediate, this.root].map((ca) => readFileSync(ca.certificatePath, 'utf8')).join(''),
    )
    openssl([
      ...['pkcs12', '-export', '-inkey', leaf.keyPath, '-in', leaf.certificatePath, '-certfile', chain],
      ...['-out', path, '-passout', `pass:${secret}`, ...args],
    ])
    execFileSync('chmod', ['600', path])
    return path
  }

  remove(): void {
    rmSync(this.folder, {recursive: true, force: true})
  }
}

/** Arguments of `openssl pkcs12 -export` for the layouts met in hospitals. */
export const layouts = {
  ans: ['-certpbe', 'NONE', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-iter', '2048', '-maciter'],
  rc2: ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  rc2Key: ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'],
  rc2Strong: ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES', '-macalg', 'sha1'],
  modern: [],
  noMac: ['-nomac'],
  rc4: ['-legacy', '-certpbe', 'PBE-SHA1-RC4-128', '-macalg', 'sha1'],
} as const

function writeKey(path: string, bits: number): void {
  const {privateKey} = generateKeyPairSync('rsa', {modulusLength: bits})
  writeFileSync(path, privateKey.export({format: 'pem', type: 'pkcs8'}), {mode: 0o600})
}

/** One DER element, for files that no tool at hand writes. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  if (size > 0xffff) throw new RangeError('too long for a test')
  return Buffer.concat([Uint8Array.of(tag, ...length), content])
}

/** The same as BER of indefinite length. */
export function indefinite(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Uint8Array.of(tag, 0x80), ...parts, Uint8Array.of(0, 0)])
}

/** True when this OpenSSL still does the legacy ciphers that a test wants to write. */
export function opensslHasLegacy(): boolean {
  return spawnSync('openssl', ['list', '-provider', 'legacy', '-providers']).status === 0
}
