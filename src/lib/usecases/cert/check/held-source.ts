import type {Container, KeyEntry} from '../../../containers/container.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {Certificate} from '../../../pki/certificate.ts'
import type {CheckSubject, FileFacts, StoreFacts} from '../../../pki/checks/check.ts'
import type {SecretSource} from '../../../ports/secrets.ts'
import type {CheckBench} from './check-wish.ts'

/** A source that was opened, and what is known of it beside its certificates. */
export interface HeldSource {
  /** As the user or the profile names it. */
  readonly name: string
  readonly container: Container
  /** The certificates to judge: those that are no authority, or all where there are only authorities. */
  readonly leaves: readonly [Certificate, ...Certificate[]]
  readonly file?: FileFacts | undefined
  readonly passphrase: CheckSubject['passphrase']
}

interface OpenWish {
  readonly name: string
  /** The file of the key, where it is another one. */
  readonly keyName?: string | undefined
  readonly passphrase?: SecretSource | undefined
  /** A passphrase that does not open is a finding (P12-01), and the rest is looked at without it. */
  readonly lenient?: boolean
}

type Ports = Pick<CheckBench, 'certificateSources' | 'certificateFiles' | 'signal'>

/**
 * Opens a source, and the file of its key where that is another one.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE when it holds no certificate, DMP_SECRET_UNAVAILABLE when a passphrase is
 * needed to see one, and those of the source
 */
export async function holdSource(bench: Ports, wish: OpenWish): Promise<HeldSource> {
  const {name, keyName} = wish
  const own = await opened(bench, wish)
  const keyed = keyName === undefined ? undefined : await opened(bench, {...wish, name: keyName})
  const container = keyed ? withKeys(own.container, keyed.container) : own.container
  const passphrase = keyed?.passphrase ?? own.passphrase
  const [first, ...others] = leavesOf(container)
  if (!first) throw nothingSeen(name, container)
  const file = await bench.certificateFiles.facts(keyName ?? name)
  return {name, container, leaves: [first, ...others], file, passphrase}
}

function nothingSeen(name: string, {passwordNeeded, format}: Container): DmpError {
  if (passwordNeeded)
    return new DmpError('DMP_SECRET_UNAVAILABLE', {
      params: {case: 'source', setting: '--passphrase-from', problem: 'password-needed', source: name},
    })
  const problem = ['csr', 'crl', 'key'].includes(format) ? `no-certificate:${format}` : 'no-certificate'
  return new DmpError('DMP_CERT_SOURCE_UNREADABLE', {params: {source: name, problem}})
}

/** A certificate and a key in two files are looked at as one source; the file that has to be kept is that of the key. */
function withKeys(container: Container, {name, keys, findings}: Container): Container {
  // positions are those of the file that the key came from
  const unbound = keys.map(({certificate: _, ...key}): KeyEntry => ({...key, file: name}))
  return {...container, keys: [...container.keys, ...unbound], findings: [...container.findings, ...findings]}
}

async function opened(
  {certificateSources, signal}: Ports,
  {name, passphrase, lenient}: OpenWish,
): Promise<Pick<HeldSource, 'container' | 'passphrase'>> {
  if (passphrase === undefined || passphrase.from === 'none') {
    const container = await certificateSources.open(name, {signal})
    const opens = container.format === 'pkcs12' && !container.passwordNeeded
    const empty = opens && container.keys.some(({encrypted}) => encrypted)
    return {container, passphrase: empty ? 'empty' : undefined}
  }
  try {
    const container = await certificateSources.open(name, {passphrase, signal})
    const closed = container.keys.some(({encrypted}) => encrypted) || container.format === 'pkcs12'
    return {container, passphrase: closed ? 'right' : undefined}
  } catch (error) {
    const wrong = error instanceof DmpError && error.code === 'DMP_KEY_PASSPHRASE_WRONG'
    if (!wrong || lenient !== true) throw error
    const container = await certificateSources.open(name, {signal})
    if (container.certificates.length === 0 && container.keys.length === 0) throw error
    return {container, passphrase: 'wrong'}
  }
}

function leavesOf({leaf, certificates}: Container): readonly Certificate[] {
  if (leaf) return [leaf]
  const own = certificates.filter(({isCa}) => !isCa)
  return own.length > 0 ? own : certificates
}

/**
 * What the source says of one of its certificates. Faults of the container itself are those of its first certificate:
 * they are told once.
 */
export function factsOf(
  {container, leaves, file, passphrase}: HeldSource,
  certificate: Certificate,
): Pick<CheckSubject, 'pool' | 'container' | 'file' | 'passphrase' | 'keyMatches' | 'store'> {
  const store = storeOf(container, certificate)
  const common = {pool: container.certificates, store, keyMatches: keyMatches(container, certificate)}
  return certificate === leaves[0] ? {...common, container, file, passphrase} : common
}

/** Undefined while no key that could be this certificate's is open. A key that the container binds to it is its own. */
function keyMatches(
  {keys, certificates, strangers = []}: Container,
  certificate: Certificate,
): boolean | undefined {
  const {spkiSha256} = certificate.publicKey
  const open = keys.filter((key) => key.spkiSha256 !== undefined)
  const bound = open.filter(
    ({certificate: at}) => at !== undefined && certificates[at]?.sha256.hex === certificate.sha256.hex,
  )
  if (bound.some((key) => key.spkiSha256 !== spkiSha256)) return false
  if (open.some((key) => key.spkiSha256 === spkiSha256)) return true
  if (strangers.some((at) => certificates[at]?.sha256.hex === certificate.sha256.hex)) return false
  // keys of other certificates say nothing of this one, and a closed key may be its own
  const strange = open.some(
    (key) =>
      key.certificate === undefined &&
      certificates.every(({publicKey}) => publicKey.spkiSha256 !== key.spkiSha256),
  )
  return strange && open.length === keys.length ? false : undefined
}

function storeOf({storeEntries = []}: Container, {sha1}: Certificate): StoreFacts | undefined {
  const entry = storeEntries.find(({thumbprint}) => thumbprint === sha1.hex)
  return entry && {location: entry.store, ...(entry.hasPrivateKey ? {keyExportable: entry.exportable} : {})}
}
