import {lineStart} from './text-bytes.ts'

/** A start line of HTTP/1.x and where it begins; a log may have written before it on its line. */
export interface HttpStart {
  readonly start: number
  readonly line: string
  readonly kind: 'request' | 'answer'
  /** Status of an answer. */
  readonly status?: number
  readonly method?: string
}

const STATUS = /^HTTP\/1\.[01] (\d{3})(?: [ -~\u0080-\u00ff]{0,120})?$/
const REQUEST = /(?:^|[^A-Za-z])(([A-Z]{3,10}) (\S{1,4096}) HTTP\/1\.[01])$/
const MAX_BEFORE = 4608

/** The start line in which `HTTP/1.` stands at `at`, when it is one that ends its line. */
export function httpStartAt(bytes: Buffer, at: number, floor: number): HttpStart | undefined {
  const line = lineStart(bytes, at, Math.max(floor, at - MAX_BEFORE))
  let end = at + 8
  while (end < bytes.length && end - at < 200 && bytes[end] !== 0x0a) end++
  if (bytes[end] === 0x0a && bytes[end - 1] === 0x0d) end--
  const after = bytes.toString('latin1', at, end)
  const status = STATUS.exec(after)
  if (
    status &&
    !/\\[rn]|%0[ad]/i.test(after) &&
    !/\w/.test(bytes.toString('latin1', Math.max(line, at - 1), at))
  )
    return {start: at, line: after.trimEnd(), kind: 'answer', status: Number(status[1])}
  if (!/^HTTP\/1\.[01]$/.test(after)) return undefined
  const request = REQUEST.exec(bytes.toString('latin1', line, at) + after)
  if (!request?.[1]) return undefined
  return {start: end - request[1].length, line: request[1], kind: 'request', method: request[2] ?? ''}
}
