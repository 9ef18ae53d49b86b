/** Certificates that take the place of those of the sandbox's establishment, issued by the same authority. */
import {execFileSync} from 'node:child_process'
import {globSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {issueLeaf, newKey} from '../../src/lib/sandbox/pki/authority.ts'
import {
  type CertificateUse,
  orgAuthCli,
  orgSign,
  sslServer,
} from '../../src/lib/sandbox/pki/certificate-use.ts'
import {organisationName} from '../../src/lib/sandbox/pki/distinguished-name.ts'
import {makePkcs12} from '../../src/lib/sandbox/pki/pkcs12.ts'
import {readIntermediate, readTestPki} from '../../src/lib/sandbox/pki/test-pki.ts'

export type RenewedUse = 'auth' | 'sign' | 'server'

export interface Renewal {
  /** Struct_IdNat of another structure. */
  readonly unit?: string
  readonly days?: number
  readonly passphrase?: string
  readonly commonName?: string
}

const DAY_MS = 86_400_000
const products: Readonly<Record<RenewedUse, readonly [cn: string, use: CertificateUse]>> = {
  auth: ['DMP AUTH FICTIF', orgAuthCli],
  sign: ['DMP SIGN FICTIF', orgSign],
  server: ['localhost', sslServer],
}

async function authority(sandboxFolder: string) {
  const [index = ''] = globSync('**/test-pki.json', {cwd: sandboxFolder})
  const pki = await readTestPki(join(sandboxFolder, dirname(index)))
  return {pki, intermediate: await readIntermediate(pki)}
}

/** A PKCS#12 file as the platform delivers it; `path` is written 0600. */
export async function renewed(
  sandboxFolder: string,
  use: RenewedUse,
  path: string,
  {unit, days = 1095, passphrase, commonName}: Renewal = {},
): Promise<string> {
  const {pki, intermediate} = await authority(sandboxFolder)
  const {name, unit: own} = pki.establishments.main
  const [cn, product] = products[use]
  const now = Date.now()
  const validity = {notBefore: new Date(now - 3_600_000), notAfter: new Date(now + days * DAY_MS)}
  const subject = organisationName(name, unit ?? own, commonName ?? cn)
  const leaf = await issueLeaf(intermediate, subject, product, validity, await newKey(2048))
  const chain = [intermediate.certificatePem, readFileSync(pki.rootFile, 'utf8')]
  const secret = passphrase ?? readFileSync(pki.passphraseFile, 'utf8').trim()
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, await makePkcs12(leaf, chain, secret), {mode: 0o600})
  return path
}

/** What the platform would hand out for a request: the certificate alone, DER, made by OpenSSL. */
export async function certified(sandboxFolder: string, request: string, path: string): Promise<string> {
  const {intermediate} = await authority(sandboxFolder)
  const at = (name: string) => `${path}.${name}`
  writeFileSync(at('ca.pem'), intermediate.certificatePem)
  writeFileSync(at('ca.key'), intermediate.keyPem, {mode: 0o600})
  const extensions = [
    'basicConstraints=CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=clientAuth',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    '1.2.250.1.71.1.2.5=DER:040183',
    'certificatePolicies=1.2.250.1.213.1.7.2.1.1.1.1',
  ]
  writeFileSync(at('ext'), `[e]\n${extensions.join('\n')}\n`)
  execFileSync(
    'openssl',
    [
      ...['x509', '-req', '-in', request, '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
      ...['-set_serial', '0x112061F3C6E84FC2EFB18BF5258EFFFF', '-days', '1095', '-sha256'],
      ...['-extfile', at('ext'), '-extensions', 'e', '-outform', 'DER', '-out', path],
    ],
    {stdio: 'pipe'},
  )
  return path
}
