/*
 * Where param-lps comes from: a file named in the profile, else a copy at most 24 hours old, else the DMP
 * (EX_GEN-1550). The last copy that could be read outlives a failing fetch, with a warning that tells its age; without
 * any, the strict reading applies. Nothing here blocks a submission.
 *
 * Not here: what the parameters mean (`paramlps`).
 */
import {type ParamLps, readParamLps, strictParamLps} from '../paramlps/param-lps.ts'
import type {Clock} from '../ports/clock.ts'
import type {Files} from '../ports/files.ts'
import type {Transport} from '../ports/transport.ts'
import {openXml} from '../xml/open-xml.ts'

export interface ParamLpsSourceOptions {
  readonly files: Pick<Files, 'exists' | 'read' | 'write'>
  readonly clock: Pick<Clock, 'now'>
  /** Asked for only when something must be fetched. */
  readonly transport: () => Promise<Pick<Transport, 'get'>>
  /** Where the DMP serves it; none: only the file or the strict reading. */
  readonly url?: string | undefined
  /** Setting `paramLps.file`: overrides everything. */
  readonly file?: string | undefined
  /** The copy kept, one for each environment. */
  readonly cachePath: string
}

export interface KnownParamLps {
  readonly paramLps: ParamLps
  readonly from: 'file' | 'cache' | 'fetched' | 'stale' | 'strict'
  /** Of the copy, in milliseconds. */
  readonly ageMs?: number
  /** Why fetching failed, when it did. */
  readonly fetchError?: unknown
}

export interface ParamLpsSource {
  /** @throws DmpError only when the file that the profile names cannot be read */
  current(signal?: AbortSignal): Promise<KnownParamLps>
}

export const MAX_AGE_MS = 24 * 60 * 60 * 1000
const MAX_BYTES = 256 * 1024

interface Copy {
  readonly fetchedAt: number
  readonly url: string
  readonly paramLps: ParamLps
}

export function createParamLpsSource(options: ParamLpsSourceOptions): ParamLpsSource {
  return {current: (signal) => current(options, signal)}
}

async function current(options: ParamLpsSourceOptions, signal?: AbortSignal): Promise<KnownParamLps> {
  if (options.file !== undefined) {
    const bytes = await options.files.read(options.file, {maxBytes: MAX_BYTES})
    return {paramLps: read(bytes), from: 'file'}
  }
  if (options.url === undefined) return {paramLps: strictParamLps, from: 'strict'}
  const copy = await readCopy(options, options.url)
  const ageMs = copy ? options.clock.now() - copy.fetchedAt : undefined
  // A copy from the future tells of a clock that was wrong once: fetch again.
  if (copy && ageMs !== undefined && ageMs >= 0 && ageMs <= MAX_AGE_MS) {
    return {paramLps: copy.paramLps, from: 'cache', ageMs}
  }
  try {
    return {paramLps: await fetchAndKeep(options, options.url, signal), from: 'fetched', ageMs: 0}
  } catch (fetchError) {
    signal?.throwIfAborted()
    if (!copy || ageMs === undefined) return {paramLps: strictParamLps, from: 'strict', fetchError}
    return {paramLps: stale(copy.paramLps, ageMs), from: 'stale', ageMs, fetchError}
  }
}

function read(bytes: Uint8Array): ParamLps {
  return readParamLps(openXml(bytes, {maxBytes: MAX_BYTES, maxDepth: 20}))
}

function stale(paramLps: ParamLps, ageMs: number): ParamLps {
  const hours = Math.max(0, Math.round(ageMs / 3_600_000))
  return {
    ...paramLps,
    findings: [...paramLps.findings, {rule: 'PARAM-LPS-STALE', severity: 'warning', params: {hours}}],
  }
}

async function fetchAndKeep(
  options: ParamLpsSourceOptions,
  url: string,
  signal?: AbortSignal,
): Promise<ParamLps> {
  const transport = await options.transport()
  const answer = await transport.get(url, signal)
  if (answer.httpStatus !== 200) throw new Error(`HTTP ${answer.httpStatus}`)
  const paramLps = read(answer.body)
  // A page that is no parameter file at all must not replace a good copy.
  if (paramLps.findings.filter((finding) => finding.rule === 'PARAM-LPS-MISSING').length === 3) {
    throw new Error('no known parameter')
  }
  const copy = {fetchedAt: options.clock.now(), url, xml: Buffer.from(answer.body).toString('base64')}
  // An unwritable cache only means that the next command fetches again.
  await options.files
    .write(options.cachePath, `${JSON.stringify(copy)}\n`, {force: true})
    .catch(() => undefined)
  return paramLps
}

async function readCopy(options: ParamLpsSourceOptions, url: string): Promise<Copy | undefined> {
  try {
    if (!(await options.files.exists(options.cachePath))) return undefined
    const text = Buffer.from(await options.files.read(options.cachePath, {maxBytes: 2 * MAX_BYTES})).toString(
      'utf8',
    )
    const kept: unknown = JSON.parse(text)
    if (typeof kept !== 'object' || kept === null) return undefined
    const {fetchedAt, url: from, xml} = kept as Record<string, unknown>
    if (typeof fetchedAt !== 'number' || from !== url || typeof xml !== 'string') return undefined
    return {fetchedAt, url, paramLps: read(Buffer.from(xml, 'base64'))}
  } catch {
    return undefined
  }
}
