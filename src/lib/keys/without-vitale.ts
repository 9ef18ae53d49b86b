import {DmpError} from '../errors/dmp-error.ts'
import {askPcscd} from '../pcsc/pcscd.ts'
import {mayHoldVitale} from '../workstation/beside-cards.ts'
import {defaultTokenTimeoutMs, startTokenChild, type TokenChild} from './pkcs11-client.ts'

/** Where pcscd is said to listen, for a module that is to reach no reader. */
export const noReaders = {PCSCLITE_CSOCK_NAME: '/nonexistent/pcscd.comm'}

const LOOK_MS = 2_000

/**
 * Whether the module of a key is to be kept from the readers: a carte Vitale is in one or may be, and a module may read
 * any card as soon as it is loaded. Linux only: elsewhere nothing says which cards are in without asking them.
 */
export async function keptFromReaders(signal?: AbortSignal): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const limit = {env: process.env, timeoutMs: LOOK_MS, ...(signal ? {signal} : {})}
  return mayHoldVitale(await askPcscd(limit))
}

/**
 * {@link startTokenChild} for the module of a key, which reaches no reader where a carte Vitale may be in one; a token
 * outside of readers works there too. One that is not found then is told as kept off, not as missing.
 */
export async function startKeyChild(
  token: string,
  {
    timeoutMs = defaultTokenTimeoutMs,
    signal,
  }: {readonly timeoutMs?: number | undefined; readonly signal?: AbortSignal | undefined},
): Promise<TokenChild> {
  const keptOff = await keptFromReaders(signal)
  const child = startTokenChild(token, timeoutMs, keptOff ? noReaders : {})
  if (!keptOff) return child
  return {
    ...child,
    ask: (request, stop) =>
      child.ask(request, stop).catch((cause: unknown) => Promise.reject(becauseOfVitale(cause, token))),
  }
}

const lacksReader: readonly unknown[] = ['no-token', 'module-not-loaded', 'failed', 'engine-refused']

function becauseOfVitale(cause: unknown, token: string): unknown {
  if (!(cause instanceof DmpError) || !lacksReader.includes(cause.params['problem'])) return cause
  const params = {token, problem: 'vitale-in-reader', detail: ''}
  return new DmpError('DMP_KEY_TOKEN_UNAVAILABLE', {params, cause})
}
