import {readPkcs11Uri} from '../../containers/pkcs11-uri.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import type {KeySource, Profile} from '../../profile/profile.ts'
import {halfOf} from '../../renewal/installation.ts'
import type {CertificateUse} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'

type TokenSource = Extract<KeySource, {readonly kind: 'pkcs11'}>

interface TokenWish {
  /** `pkcs11:token=…;object=…[?module-path=…&pin-source=…]` (RFC 7512). */
  readonly uri: string
  readonly key: string | undefined
  readonly pin: SecretSource | undefined
}

/**
 * A key on a token that is to be installed, and as which half it is to be opened: for TLS it takes an engine, which is
 * that of the present half. What the address leaves out (module, PIN) is taken from the present half too.
 * @throws DmpError DMP_USAGE (--key), DMP_CERT_SOURCE_UNREADABLE, DMP_KEY_TOKEN_UNAVAILABLE, DMP_KEY_PIN_REFUSED
 */
export async function tokenToInstall(
  bench: Pick<LifecycleBench, 'files' | 'keyFiles' | 'keyWorkshop'>,
  {certificates}: Profile,
  {uri, key, pin}: TokenWish,
): Promise<{readonly source: TokenSource; readonly purpose: CertificateUse}> {
  if (key !== undefined) throw new DmpError('DMP_USAGE', {params: {problem: '--key pkcs11:'}})
  const read = readPkcs11Uri(uri)
  const [tokenLabel, keyLabel] = [read?.token.label, read?.object.label]
  const shown = uri.replace(/(pin-value=)[^&;]*/g, '$1***')
  if (read === undefined || tokenLabel === undefined || keyLabel === undefined)
    throw unreadable(shown, 'pkcs11-uri')
  if (read.holdsPin) throw unreadable(shown, 'pkcs11-pin-value')
  const sourceBeside = (own: KeySource): TokenSource => {
    const present = own.kind === 'pkcs11' ? own : undefined
    const fromUri: SecretSource | undefined = read.pinFile
      ? {from: 'file', path: bench.files.resolve(read.pinFile)}
      : undefined
    const modulePath = read.modulePath ?? present?.modulePath
    if (modulePath === undefined)
      throw new DmpError('DMP_KEY_TOKEN_UNAVAILABLE', {
        params: {token: tokenLabel, problem: 'no-module-path', detail: ''},
      })
    return {
      kind: 'pkcs11',
      modulePath: bench.files.resolve(modulePath),
      tokenLabel,
      keyLabel,
      pin: pin ?? fromUri ?? present?.pin ?? {from: 'prompt'},
      ...(present?.enginePath === undefined ? {} : {enginePath: present.enginePath}),
    }
  }
  const either = sourceBeside(certificates.auth.kind === 'pkcs11' ? certificates.auth : certificates.sign)
  const {leaf} = await bench.keyFiles.tokenPreview(either)
  const certificate = leaf ?? (await (await bench.keyWorkshop()).prove(either, 'sign')).certificate
  const purpose = halfOf(certificate) ?? 'sign'
  return {source: sourceBeside(certificates[purpose]), purpose}
}

function unreadable(source: string, problem: string): DmpError {
  return new DmpError('DMP_CERT_SOURCE_UNREADABLE', {params: {source, problem}})
}
