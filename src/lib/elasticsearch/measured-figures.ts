/*
 * Counts asked of an Elasticsearch that the establishment may query: `_search` with a composite aggregation, page after
 * page. HTTPS with a server that is vouched for, plain only to this machine; the API key comes from a file and is told
 * nowhere. No redirect is followed, no answer is read beyond its bound, and a page that does not come ends it all:
 * half of the figures would look like a gap.
 *
 * Not here: what the answers say (`stats/reading/elastic-answer`), which decodes saved ones too.
 */
import {rootCertificates} from 'node:tls'
import type {Dispatcher} from 'undici'
import {DmpError} from '../errors/dmp-error.ts'
import type {MeasuredFigures, MeasuredRequest} from '../ports/measured-figures.ts'
import {compositeRequest} from './composite-request.ts'
import {type EndpointSettings, endpointSettings} from './endpoint-settings.ts'

const MAX_ANSWER = 16 * 1024 * 1024
const MOST_PAGES = 20_000
const CONNECT_MS = 15_000
const ANSWER_MS = 120_000

/** @param env says which proxy leads outside */
export function elasticsearchFigures(env: Readonly<Record<string, string | undefined>>): MeasuredFigures {
  return {pages: (request, signal) => pages(request, env, signal)}
}

async function* pages(
  request: MeasuredRequest,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): AsyncGenerator<unknown> {
  const settings = await endpointSettings(request)
  const way = await openWay(settings, env)
  try {
    let after: unknown
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await ask(way, settings, compositeRequest(request, after), signal)
      yield answer
      const next = nextOf(answer)
      if (next === undefined) return
      if (JSON.stringify(next) === JSON.stringify(after)) throw fault(settings, 'pages')
      after = next
    }
    throw fault(settings, 'pages')
  } finally {
    await way.destroy()
  }
}

async function openWay(
  {ca}: EndpointSettings,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Dispatcher> {
  const {EnvHttpProxyAgent} = await import('undici')
  const named = (name: string) => env[name.toLowerCase()] ?? env[name.toUpperCase()] ?? ''
  const tls = {
    minVersion: 'TLSv1.2' as const,
    timeout: CONNECT_MS,
    ...(ca === undefined ? {} : {ca: [...rootCertificates, ca]}),
  }
  return new EnvHttpProxyAgent({
    httpProxy: named('http_proxy'),
    httpsProxy: named('https_proxy'),
    noProxy: ['127.0.0.1', 'localhost', '::1', named('no_proxy')].filter(Boolean).join(','),
    connect: tls,
    requestTls: tls,
    connections: 1,
    headersTimeout: ANSWER_MS,
    bodyTimeout: ANSWER_MS,
  })
}

/** Where the next page begins; undefined after the last. */
function nextOf(answer: unknown): unknown {
  const {aggregations} = answer as {aggregations?: {figures?: {after_key?: unknown; buckets?: unknown}}}
  const {after_key: after, buckets} = aggregations?.figures ?? {}
  return Array.isArray(buckets) && buckets.length > 0 ? after : undefined
}

function fault(
  {host}: EndpointSettings,
  reason: string,
  more: Record<string, string | number> = {},
  cause?: unknown,
) {
  const params = {host, reason, ...more}
  const retry = reason === 'denied' || reason === 'tls' ? ({retry: 'never'} as const) : {}
  return new DmpError('DMP_STATS_ENDPOINT', {params, details: params, ...retry, ...(cause ? {cause} : {})})
}

async function ask(
  way: Dispatcher,
  settings: EndpointSettings,
  body: object,
  signal: AbortSignal,
): Promise<unknown> {
  const {request} = await import('undici')
  const {authorization} = settings
  let answer: Dispatcher.ResponseData
  try {
    answer = await request(settings.search, {
      dispatcher: way,
      signal,
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(authorization === undefined ? {} : {authorization}),
      },
    })
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw fault(settings, reasonOf(cause), {}, cause)
  }
  const {statusCode: status} = answer
  // A body thrown away ends with an error that nobody waits for.
  answer.body.on('error', () => undefined)
  if (status >= 300 && status < 400) throw dropped(answer, fault(settings, 'redirect'))
  if (status === 401 || status === 403) throw dropped(answer, fault(settings, 'denied'))
  const parsed = parse(await textOf(answer, settings))
  if (status !== 200) throw fault(settings, 'status', {status, said: saidBy(parsed)})
  if (typeof parsed !== 'object' || parsed === null || !('aggregations' in parsed))
    throw fault(settings, 'not-json')
  return parsed
}

function dropped(answer: Dispatcher.ResponseData, error: DmpError): DmpError {
  answer.body.destroy()
  return error
}

async function textOf(answer: Dispatcher.ResponseData, settings: EndpointSettings): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > MAX_ANSWER) break
      chunks.push(chunk)
    }
  } catch (cause) {
    throw fault(settings, reasonOf(cause), {}, cause)
  }
  if (size > MAX_ANSWER) throw dropped(answer, fault(settings, 'too-large'))
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function saidBy(parsed: unknown): string {
  const type = (parsed as {error?: {type?: unknown}} | undefined)?.error?.type
  return typeof type === 'string' ? type.slice(0, 80) : '-'
}

const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/
const TIME = /TIMEOUT/

function reasonOf(error: unknown): string {
  const {code, cause} = error as {code?: unknown; cause?: {code?: unknown}}
  const said = `${String(code ?? '')} ${String(cause?.code ?? '')}`
  if (TLS.test(said)) return 'tls'
  return TIME.test(said) ? 'timeout' : 'unreachable'
}
