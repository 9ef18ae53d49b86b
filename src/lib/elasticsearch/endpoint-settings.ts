import {readFile, stat} from 'node:fs/promises'
import {DmpError} from '../errors/dmp-error.ts'
import type {MeasuredRequest} from '../ports/measured-figures.ts'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])
const FIELD = /^[@\w][\w.@-]{0,200}$/
const MONTH = /^20\d{2}-(?:0[1-9]|1[0-2])$/
/** Base64 of `id:key`, in one line. */
const API_KEY = /^[A-Za-z0-9+/_-]{8,400}={0,2}$/
const MOST_BYTES = 1024 * 1024

export function settingFault(field: string, reason: string, cause?: unknown): DmpError {
  const params = {field, reason}
  return new DmpError('DMP_STATS_ENDPOINT_SETTING', {params, details: params, ...(cause ? {cause} : {})})
}

export interface EndpointSettings {
  readonly host: string
  readonly search: string
  readonly authorization: string | undefined
  readonly ca: string | undefined
}

/** Where to ask and with what, judged before anything leaves. @throws DmpError DMP_STATS_ENDPOINT_SETTING */
export async function endpointSettings(request: MeasuredRequest): Promise<EndpointSettings> {
  const {fields, from, to} = request
  if (!MONTH.test(from) || !MONTH.test(to) || from > to) throw settingFault('--period', 'period')
  const named = [fields.date, fields.finess, fields.type, fields.software, fields.environment?.field]
  if (named.some((name) => name !== undefined && !FIELD.test(name)))
    throw settingFault('--elastic-field', 'field')
  const url = addressOf(request.url)
  const key = request.apiKeyFile === undefined ? undefined : await apiKey(request.apiKeyFile)
  return {
    host: url.host,
    search: `${url.origin}${url.pathname.replace(/\/+$/, '')}/_search`,
    authorization: key === undefined ? undefined : `ApiKey ${key}`,
    ca: request.caFile === undefined ? undefined : await authority(request.caFile),
  }
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.search !== '' || url.hash !== '') throw settingFault('--elastic-url', 'https')
  if (url.username !== '' || url.password !== '') throw settingFault('--elastic-url', 'credentials')
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))
  const index = url.pathname.split('/').filter((part) => part !== '')
  if (!secure || index.length === 0 || index.at(-1)?.startsWith('_'))
    throw settingFault('--elastic-url', 'https')
  return url
}

async function read(path: string): Promise<string> {
  try {
    const {size} = await stat(path)
    if (size > MOST_BYTES) throw new RangeError('too large')
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new DmpError('DMP_FILE_UNREADABLE', {
      params: {file: path, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown'},
      cause,
    })
  }
}

/** A key that others can read is no secret any more. */
async function apiKey(path: string): Promise<string> {
  const key = (await read(path)).trim()
  const {mode} = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw settingFault('--elastic-api-key-file', 'mode')
  if (!API_KEY.test(key)) throw settingFault('--elastic-api-key-file', 'key')
  return key
}

async function authority(path: string): Promise<string> {
  const pem = await read(path)
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw settingFault('--elastic-ca', 'ca')
  return pem
}
