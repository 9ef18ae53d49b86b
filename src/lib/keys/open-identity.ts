/**
 * Opens the keys a profile names: PKCS#12, PEM, PKCS#11. The result is a certificate, its chain and a key; whether
 * that certificate suits the profile is for `pki/pair.ts` to say.
 *
 * Private key files must be closed to group and others. The passphrase is fetched when needed, used once and not
 * kept. A key on a token signs in a child process with a time limit; for TLS it goes through an OpenSSL engine,
 * where this Node can load it.
 *
 * Specs: RFC 7292 (PKCS#12), RFC 8018 (PBES2), PKCS#11 v2.40. The layouts met are those of files published with
 * IGC-Santé TEST certificates and of re-exports by OpenSSL, Windows and Java.
 *
 * It does not write or convert key files, and reads no Windows or macOS key store.
 */
import {DmpError} from '../errors/dmp-error.ts'
import {buildChain} from '../pki/chain.ts'
import type {Files} from '../ports/files.ts'
import type {SecretSource, Secrets} from '../ports/secrets.ts'
import type {KeySource} from '../profile/profile.ts'
import type {Identity, IdentityPurpose} from './identity.ts'
import {openPem} from './pem-key.ts'
import {openPkcs12} from './pkcs12.ts'
import {readPrivateFile} from './private-file.ts'
import {openToken} from './token-key.ts'

export interface KeyPorts {
  readonly files: Pick<Files, 'read'>
  readonly secrets: Secrets
}

export interface KeyOptions {
  /** Time limit of one call to a token, ms. */
  readonly tokenTimeoutMs?: number
  /** Section of the profile that names the source; `certificates.<purpose>` otherwise. */
  readonly setting?: string
  readonly signal?: AbortSignal
}

/**
 * @throws DmpError DMP_KEY_FILE_UNREADABLE, DMP_KEY_FILE_EXPOSED, DMP_KEY_PASSPHRASE_WRONG, DMP_SECRET_UNAVAILABLE,
 * DMP_CERTIFICATE_UNFIT (KEY-01), DMP_KEY_TOKEN_UNAVAILABLE, DMP_KEY_PIN_REFUSED, DMP_KEY_TOKEN_TLS_UNSUPPORTED
 */
export async function openIdentity(
  source: KeySource,
  purpose: IdentityPurpose,
  ports: KeyPorts,
  options: KeyOptions = {},
): Promise<Identity> {
  const setting = options.setting ?? `certificates.${purpose}`
  switch (source.kind) {
    case 'pkcs12': {
      const bytes = await readPrivateFile(source.path)
      const passphrase = await secretOf(source.passphrase, `${setting}.passphrase`, ports, options)
      const {leaf, others, key, findings} = await explained(source.passphrase, `${setting}.passphrase`, () =>
        openPkcs12(bytes, passphrase, source.path),
      )
      return {purpose, certificate: leaf, companions: others, chain: buildChain(leaf, others), key, findings}
    }
    case 'pem': {
      const ask = () => secretOf(source.passphrase, `${setting}.passphrase`, ports, options)
      const {leaf, others, key} = await explained(source.passphrase, `${setting}.passphrase`, () =>
        openPem(source.certificatePath, source.keyPath, ports.files, ask),
      )
      return {
        purpose,
        certificate: leaf,
        companions: others,
        chain: buildChain(leaf, others),
        key,
        findings: [],
      }
    }
    case 'pkcs11': {
      const askPin = () => secretOf(source.pin, `${setting}.pin`, ports, options)
      const {leaf, others, key} = await openToken(source, purpose, askPin, options)
      return {
        purpose,
        certificate: leaf,
        companions: others,
        chain: buildChain(leaf, others),
        key,
        findings: [],
      }
    }
  }
}

function secretOf(
  from: SecretSource,
  setting: string,
  ports: KeyPorts,
  options: KeyOptions,
): Promise<string> {
  return ports.secrets.get(from, setting, options.signal)
}

/** A file that wants a passphrase where the profile names none: the remedy is the setting, not another passphrase. */
async function explained<T>(from: SecretSource, setting: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (from.from === 'none' && error instanceof DmpError && error.code === 'DMP_KEY_PASSPHRASE_WRONG')
      throw new DmpError('DMP_SECRET_UNAVAILABLE', {params: {setting, problem: 'not-set'}, cause: error})
    throw error
  }
}
