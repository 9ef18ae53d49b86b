import {execFileSync} from 'node:child_process'
import {createHash, createPrivateKey, sign as cryptoSign, X509Certificate} from 'node:crypto'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {SealChainLink, Signer} from '../../../src/lib/ports/signer.ts'

export interface Pair {
  readonly cert: string
  readonly key: string
  readonly certPath: string
  readonly keyPath: string
}

export interface WirePki {
  readonly dir: string
  readonly ca: Pair
  /** An authority nobody trusts. */
  readonly stranger: Pair
  readonly server: Pair
  readonly auth: Pair
  readonly seal: Pair
  issue(name: string, options: IssueOptions): Pair
  remove(): void
}

export interface IssueOptions {
  readonly subject: string
  readonly by: Pair
  readonly extensions?: readonly string[]
  readonly days?: number
}

const openssl = (...args: string[]) => execFileSync('openssl', args, {stdio: 'pipe'})

/** A small test hierarchy made by openssl for one test file, and removed with it. */
export function makeWirePki(): WirePki {
  const dir = mkdtempSync(join(tmpdir(), 'dmp-wire-'))
  const pair = (name: string): Pair => {
    const certPath = join(dir, `${name}.pem`)
    const keyPath = join(dir, `${name}.key`)
    return {cert: readFileSync(certPath, 'utf8'), key: readFileSync(keyPath, 'utf8'), certPath, keyPath}
  }
  const root = (name: string) => {
    openssl(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-utf8'],
      ...['-subj', `/C=FR/O=AUTORITE FICTIVE/CN=AC FICTIVE ${name}`],
      ...['-keyout', join(dir, `${name}.key`), '-out', join(dir, `${name}.pem`)],
    )
    return pair(name)
  }
  const issue = (name: string, {subject, by, extensions = [], days = 20}: IssueOptions) => {
    const ext = join(dir, `${name}.ext`)
    writeFileSync(ext, extensions.join('\n'))
    openssl(
      ...['req', '-newkey', 'rsa:2048', '-nodes', '-utf8', '-subj', subject],
      ...['-keyout', join(dir, `${name}.key`), '-out', join(dir, `${name}.csr`)],
    )
    openssl(
      ...['x509', '-req', '-in', join(dir, `${name}.csr`), '-CA', by.certPath, '-CAkey', by.keyPath],
      ...['-days', String(days)],
      ...['-extfile', ext, '-out', join(dir, `${name}.pem`)],
    )
    return pair(name)
  }
  const ca = root('ca')
  const organisation = '/C=FR/ST=Département fictif (99)/O=CENTRE HOSPITALIER FICTIF/OU=1990000002'
  return {
    dir,
    ca,
    stranger: root('stranger'),
    server: issue('server', {
      subject: '/C=FR/O=DMP FICTIF/CN=localhost',
      by: ca,
      extensions: ['subjectAltName=DNS:localhost,DNS:dmp.example.test'],
    }),
    auth: issue('auth', {subject: `${organisation}/CN=DMP AUTH TEST`, by: ca}),
    seal: issue('seal', {subject: `${organisation}/CN=DMP SIGN TEST`, by: ca}),
    issue,
    remove: () => rmSync(dir, {recursive: true, force: true}),
  }
}

function linkOf(pem: string): SealChainLink {
  const certificate = new X509Certificate(pem)
  const name = (lines: string) => ({
    rfc2253: lines.split('\n').reverse().join(','),
    certificate: lines.split('\n').join(', '),
  })
  const hash = (algorithm: string) => createHash(algorithm).update(certificate.raw).digest('base64')
  return {
    derBase64: certificate.raw.toString('base64'),
    sha1Base64: hash('sha1'),
    sha256Base64: hash('sha256'),
    subject: name(certificate.subject),
    issuer: name(certificate.issuer),
    serialDecimal: BigInt(`0x${certificate.serialNumber}`).toString(),
  }
}

/** A real signer on a key in memory; counts its signatures. */
export function signerOf(leaf: Pair, ...issuers: readonly Pair[]): Signer & {count: number} {
  const key = createPrivateKey(leaf.key)
  const chain = [leaf, ...issuers].map((one) => linkOf(one.cert))
  return {
    count: 0,
    certificate: {chain, chainBase64: chain.map((link) => link.derBase64)},
    async sign(algorithm, data) {
      this.count += 1
      return cryptoSign(algorithm === 'rsa-sha1' ? 'sha1' : 'sha256', data, key)
    },
    close: async () => undefined,
  }
}
