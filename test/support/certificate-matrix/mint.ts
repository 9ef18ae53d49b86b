import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Certificate, readCertificate} from '../../../src/lib/pki/certificate.ts'
import {openssl} from '../test-keys.ts'

/** A certificate made by OpenSSL, with where its key lies. */
export interface Minted {
  readonly name: string
  readonly path: string
  readonly keyPath: string
  readonly certificate: Certificate
}

const keyKinds = {
  rsa1024: ['RSA', 'rsa_keygen_bits:1024'],
  rsa2048: ['RSA', 'rsa_keygen_bits:2048'],
  rsa4096: ['RSA', 'rsa_keygen_bits:4096'],
  rsa2048cube: ['RSA', 'rsa_keygen_pubexp:3'],
  p256: ['EC', 'ec_paramgen_curve:P-256'],
  p384: ['EC', 'ec_paramgen_curve:P-384'],
} as const
export type KeyKind = keyof typeof keyKinds

export interface Wish {
  readonly subject: string
  readonly extensions?: readonly string[]
  /** AAAAMMJJhhmmssZ */
  readonly from?: string
  readonly to?: string
  /** Name of the key; one key serves many certificates, for RSA keys are dear. */
  readonly key?: string
  readonly hash?: string
  readonly signing?: readonly string[]
  /** 16 bytes unless told otherwise, as those of the IGC-Santé. */
  readonly serial?: string
}

const attributes =
  'countryName stateOrProvinceName localityName organizationName organizationalUnitName title surname givenName commonName'

/** Makes keys and certificates once each, in a folder of its own. One process per certificate: there are many. */
export class Mint {
  readonly folder = mkdtempSync(join(tmpdir(), 'dmp-matrix-'))
  readonly #keys = new Map<string, KeyKind>()
  readonly #made = new Map<string, Minted>()
  #serial = 0x10

  path(name: string): string {
    return join(this.folder, name)
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content, {mode: 0o600})
    return this.path(name)
  }

  /** Path of a key in PKCS#8, made when first asked for. */
  key(name = 'common', kind: KeyKind = 'rsa2048'): string {
    const path = this.path(`${name}.key`)
    if (!this.#keys.has(name)) {
      const [algorithm, option] = keyKinds[kind]
      openssl(['genpkey', '-algorithm', algorithm, '-pkeyopt', option, '-out', path])
      openssl(['req', '-new', '-key', path, '-subj', '/CN=any', '-out', this.path(`${name}.csr`)])
      this.#keys.set(name, kind)
    }
    return path
  }

  /** `issuer` undefined: signs itself. The same name answers the same certificate. */
  issue(name: string, issuer: Minted | undefined, wish: Wish): Minted {
    const known = this.#made.get(name)
    if (known) return known
    const {key = 'common', hash = 'sha256', signing = []} = wish
    const keyPath = this.key(key)
    this.#serial += 1
    const serial = wish.serial ?? `112061F3C6E84FC2EFB18BF5258E${this.#serial.toString(16).padStart(4, '0')}`
    const config = this.#config(name, wish.extensions ?? [], serial)
    const path = this.path(`${name}.pem`)
    const by = issuer
      ? ['-cert', issuer.path, '-keyfile', issuer.keyPath]
      : ['-selfsign', '-keyfile', keyPath]
    openssl([
      ...['ca', '-batch', '-notext', '-utf8', '-preserveDN', '-multivalue-rdn', '-config', config, ...by],
      ...['-in', this.path(`${key}.csr`), '-subj', wish.subject, '-out', path, '-extensions', 'e'],
      ...['-startdate', wish.from ?? '20250105090000Z', '-enddate', wish.to ?? '20280105090000Z'],
      ...['-md', hash, ...signing.flatMap((option) => ['-sigopt', option])],
    ])
    return this.#keep(name, path, keyPath)
  }

  /** The same certificate with other bytes, e.g. a broken signature. */
  altered(name: string, of: Minted, change: (der: Buffer) => void): Minted {
    const der = Buffer.from(of.certificate.der)
    change(der)
    const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`
    return this.#keep(name, this.write(`${name}.pem`, pem), of.keyPath)
  }

  bundle(name: string, ...parts: readonly Minted[]): string {
    return this.write(`${name}.bundle.pem`, parts.map(({path}) => readFileSync(path, 'utf8')).join(''))
  }

  #keep(name: string, path: string, keyPath: string): Minted {
    const der = Buffer.from(readFileSync(path, 'utf8').replace(/-----[^-]+-----|\s/g, ''), 'base64')
    const minted = {name, path, keyPath, certificate: readCertificate(new Uint8Array(der))}
    this.#made.set(name, minted)
    return minted
  }

  #config(name: string, extensions: readonly string[], serial: string): string {
    const policy = attributes.split(' ').map((attribute) => `${attribute}=optional\n`)
    this.write(`${name}.serial`, serial)
    this.write(`${name}.index`, '')
    return this.write(
      `${name}.cnf`,
      `[ca]\ndefault_ca=d\n[d]\ndatabase=${this.path(`${name}.index`)}\nserial=${this.path(`${name}.serial`)}\n` +
        `new_certs_dir=${this.folder}\npolicy=p\nunique_subject=no\npreserve=yes\n[p]\n${policy.join('')}[e]\n${extensions.join('\n')}\n`,
    )
  }

  remove(): void {
    rmSync(this.folder, {recursive: true, force: true})
  }
}

/** What a program printed on both channels, and how it ended. */
export function ran(program: string, args: readonly string[]): {readonly ok: boolean; readonly said: string} {
  const {status, stdout, stderr} = spawnSync(program, [...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return {ok: status === 0, said: `${stdout}${stderr}`}
}
