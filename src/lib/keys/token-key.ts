import {isAbsolute} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {certificatePem} from '../pki/pem.ts'
import type {KeySource} from '../profile/profile.ts'
import type {IdentityPurpose, TokenEngineKey, TokenKey, TokenSigningKey} from './identity.ts'
import {isOpenReply, isSignReply, type TokenChild} from './pkcs11-client.ts'
import {readPrivateFile} from './private-file.ts'
import {requireOwnKey} from './token-proof.ts'
import {keptFromReaders, noReaders, startKeyChild} from './without-vitale.ts'

export type TokenSource = Extract<KeySource, {kind: 'pkcs11'}>

export interface TokenContent {
  readonly leaf: Certificate
  readonly others: readonly Certificate[]
  readonly key: TokenKey
}

interface TokenOptions {
  readonly tokenTimeoutMs?: number
  readonly signal?: AbortSignal
}

/**
 * Opens a key on a token: a login in a child process, kept until `close` to sign. For TLS that login only proves the
 * PIN, because an engine would try a wrong one at each connection until the token locks; then the engine is tried in
 * a process of its own, since it may crash the one it is loaded in.
 * @throws DmpError DMP_CERTIFICATE_UNFIT (KEY-01): the private key is not that of the certificate
 */
export async function openToken(
  source: TokenSource,
  purpose: IdentityPurpose,
  askPin: () => Promise<string>,
  options: TokenOptions,
): Promise<TokenContent> {
  const engine = purpose === 'auth' ? await engineOf(source) : undefined
  const pin = await askPin()
  const child = await startKeyChild(source.tokenLabel, childOptions(options))
  try {
    const {modulePath, tokenLabel, keyLabel} = source
    const reply = await child.ask({op: 'open', modulePath, tokenLabel, keyLabel, pin}, options.signal)
    if (!isOpenReply(reply)) throw unavailable(source, 'failed')
    const leaf = readCertificate(reply.leaf, tokenLabel)
    const others = reply.others.map((der) => readCertificate(der, tokenLabel))
    await requireOwnKey(leaf, reply.spki, source, (digestInfo) =>
      signed(child, source, digestInfo, options.signal),
    )
    if (!engine) return {leaf, others, key: signingKey(child, source)}
    await child.close()
    await tryEngine(engine, leaf, source, options)
    // Here the module is loaded into this process, which asks no reader itself once it works with a key.
    if (await keptFromReaders(options.signal)) Object.assign(process.env, noReaders)
    return {leaf, others, key: engine}
  } catch (error) {
    await child.close()
    throw error
  }
}

const childOptions = ({tokenTimeoutMs, signal}: TokenOptions) => ({timeoutMs: tokenTimeoutMs, signal})

function signingKey(child: TokenChild, source: TokenSource): TokenSigningKey {
  return {
    kind: 'token-signing',
    signDigestInfo: (digestInfo, signal) => signed(child, source, digestInfo, signal),
    close: () => child.close(),
  }
}

async function signed(
  child: TokenChild,
  source: TokenSource,
  digestInfo: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const reply = await child.ask({op: 'sign', digestInfo}, signal)
  if (!isSignReply(reply)) throw unavailable(source, 'failed')
  return reply.signature
}

/**
 * The engine takes its PIN from a file that the URI names, never from the URI itself; other PIN sources cannot be
 * handed to an engine through Node. It takes the bytes of that file as they are, an end of line included.
 */
async function engineOf(source: TokenSource): Promise<TokenEngineKey> {
  const {enginePath, pin} = source
  if (enginePath === undefined) throw unsupported(source, 'no-engine')
  if (!isAbsolute(enginePath)) throw unsupported(source, 'engine-not-absolute')
  if (pin.from !== 'file' || !isAbsolute(pin.path)) throw unsupported(source, 'pin-not-in-file')
  const bytes = await readPrivateFile(pin.path)
  const endsLine = /[\r\n]/.test(Buffer.from(bytes).toString('latin1'))
  bytes.fill(0)
  if (endsLine) throw unsupported(source, 'pin-file-has-newline')
  const parts = [
    `token=${encodeURIComponent(source.tokenLabel)}`,
    `object=${encodeURIComponent(source.keyLabel)}`,
    'type=private',
  ]
  const pinPath = pin.path.split('/').map(encodeURIComponent).join('/')
  // the URI cannot name the module everywhere (libp11 0.4.12 refuses module-path): its engine reads this variable
  process.env['PKCS11_MODULE_PATH'] = source.modulePath
  return {
    kind: 'token-engine',
    engine: enginePath,
    identifier: `pkcs11:${parts.join(';')}?pin-source=file:${pinPath}`,
  }
}

async function tryEngine(
  key: TokenEngineKey,
  leaf: Certificate,
  source: TokenSource,
  options: TokenOptions,
): Promise<void> {
  const child = await startKeyChild(source.tokenLabel, childOptions(options))
  const {engine, identifier} = key
  try {
    await child.ask({op: 'engine', engine, identifier, certificatePem: certificatePem(leaf)}, options.signal)
  } catch (cause) {
    if (!(cause instanceof DmpError)) throw cause
    throw unsupported(source, String(cause.params['problem']), cause)
  } finally {
    await child.close()
  }
}

function unavailable(source: TokenSource, problem: string): DmpError {
  return new DmpError('DMP_KEY_TOKEN_UNAVAILABLE', {params: {token: source.tokenLabel, problem, detail: ''}})
}

function unsupported(source: TokenSource, problem: string, cause?: unknown): DmpError {
  return new DmpError('DMP_KEY_TOKEN_TLS_UNSUPPORTED', {
    params: {token: source.tokenLabel, engine: source.enginePath ?? '', problem},
    cause,
  })
}
