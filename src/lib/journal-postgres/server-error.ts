import {DmpError} from '../errors/dmp-error.ts'

/** What a state of the server means to who runs the program; SQLSTATE classes or codes (PostgreSQL, appendix A). */
const MEANING: readonly (readonly [
  prefix: string,
  'UNAVAILABLE' | 'UNWRITABLE' | 'DAMAGED',
  reason: string,
])[] = [
  ['08', 'UNAVAILABLE', 'connection'],
  ['57P', 'UNAVAILABLE', 'restarting'],
  ['53300', 'UNAVAILABLE', 'too-many-connections'],
  ['25P03', 'UNAVAILABLE', 'paused-too-long'],
  ['53100', 'UNWRITABLE', 'disk-full'],
  ['53', 'UNAVAILABLE', 'resources'],
  ['58', 'UNWRITABLE', 'input-output'],
  ['28', 'UNWRITABLE', 'authentication'],
  ['3D000', 'UNWRITABLE', 'no-such-database'],
  ['25006', 'UNWRITABLE', 'read-only'],
  ['42501', 'UNWRITABLE', 'permission'],
  ['XX001', 'DAMAGED', 'corrupt'],
  ['XX002', 'DAMAGED', 'corrupt'],
]

/** Errors of the line, of Node or of the driver, that have no SQLSTATE. */
const NETWORK = /^(?:E[A-Z]{3,}|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS)/
const DRIVER =
  /Connection terminated|timeout exceeded|Client has encountered a connection error|not queryable|does not support SSL/
const NO_PASSWORD = /password must be a/
const SQLSTATE = /^[0-9A-Z]{5}$/

/** Another transaction came between: the same work may be done again at once. */
const AGAIN: readonly string[] = ['40001', '40P01', '55P03', '23505']

function codeOf(error: unknown): string {
  const {code} = (error ?? {}) as {code?: unknown}
  return typeof code === 'string' ? code : ''
}

/** The DmpError of a failure of the server or the line; anything else (a bug of ours) comes back as it is. */
export function serverError(error: unknown, path: string): unknown {
  if (error instanceof DmpError) return error
  const code = codeOf(error)
  const known = SQLSTATE.test(code) ? MEANING.find(([prefix]) => code.startsWith(prefix)) : undefined
  if (known) return failure(known[1], path, known[2], error)
  if (AGAIN.includes(code)) return failure('LOCKED', path, 'busy', error)
  if (NETWORK.test(code)) return failure('UNAVAILABLE', path, code.toLowerCase(), error)
  if (error instanceof Error && NO_PASSWORD.test(error.message))
    return failure('UNWRITABLE', path, 'authentication', error)
  if (error instanceof Error && DRIVER.test(error.message))
    return failure('UNAVAILABLE', path, 'connection', error)
  return error
}

function failure(
  kind: 'UNAVAILABLE' | 'UNWRITABLE' | 'DAMAGED' | 'LOCKED',
  path: string,
  reason: string,
  cause: unknown,
): DmpError {
  return new DmpError(`DMP_JOURNAL_${kind}`, {params: {path, reason}, details: {state: codeOf(cause)}, cause})
}

/** Whether the server may answer a little later: what was asked may or may not have been done. */
export function isAway(error: unknown): boolean {
  return error instanceof DmpError && error.code === 'DMP_JOURNAL_UNAVAILABLE'
}

/** Whether the same transaction, begun again, may go through. */
export function isContention(error: unknown): boolean {
  return error instanceof DmpError && error.code === 'DMP_JOURNAL_LOCKED'
}
