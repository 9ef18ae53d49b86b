import type {Dispatcher} from 'undici'

export interface DownloadRequest {
  readonly url: string
  /** Sent by POST; without it, GET. */
  readonly body?: {readonly bytes: Uint8Array; readonly type: string}
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export type Downloaded =
  | {readonly kind: 'bytes'; readonly bytes: Uint8Array}
  | {readonly kind: 'refused' | 'unreachable'; readonly detail: string}

export interface ProxyWish {
  /** Of the profile: before what the environment says. */
  readonly proxy?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

/** How to reach public hosts from here; the HTTP client is loaded by the first call. Close it after use. */
export async function openWay({proxy, env}: ProxyWish): Promise<Dispatcher> {
  const {EnvHttpProxyAgent} = await import('undici')
  const named = (name: string) => env[name.toLowerCase()] ?? env[name.toUpperCase()] ?? ''
  return new EnvHttpProxyAgent({
    httpProxy: proxy ?? named('http_proxy'),
    httpsProxy: proxy ?? named('https_proxy'),
    noProxy: named('no_proxy'),
    connections: 1,
  })
}

/** Follows no redirect. Never throws: what came of it is the answer. */
export async function download(
  way: Dispatcher,
  {url, body, maxBytes, signal}: DownloadRequest,
): Promise<Downloaded> {
  try {
    const {request} = await import('undici')
    const answer = await request(url, {
      dispatcher: way,
      signal,
      ...(body ? {method: 'POST', body: body.bytes, headers: {'content-type': body.type}} : {method: 'GET'}),
    })
    // a body thrown away ends with an error that nobody waits for
    answer.body.on('error', () => undefined)
    if (answer.statusCode !== 200) {
      answer.body.destroy()
      return {kind: 'refused', detail: `HTTP ${answer.statusCode}`}
    }
    if (Number(answer.headers['content-length'] ?? 0) > maxBytes) {
      answer.body.destroy()
      return {kind: 'refused', detail: 'too-large'}
    }
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > maxBytes) return {kind: 'refused', detail: 'too-large'}
      chunks.push(chunk)
    }
    return {kind: 'bytes', bytes: Buffer.concat(chunks)}
  } catch (error) {
    return {kind: 'unreachable', detail: reasonOf(error, signal)}
  }
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout'
  const {code, cause} = error as {code?: unknown; cause?: unknown}
  if (typeof code === 'string') return code
  const inner = (cause as {code?: unknown} | undefined)?.code
  return typeof inner === 'string' ? inner : 'failed'
}
