import {DmpError} from '../../errors/dmp-error.ts'
import type {AuthenticatedCall} from '../backend.ts'
import {dialects} from '../insi/person.ts'

/**
 * Faults the sandbox makes on demand. Before anything is kept: `unavailable` (HTTP 503 with Retry-After),
 * `reset-request` (TCP reset after N bytes of the request's body), `cut-before-commit`. After: `cut-after-commit`,
 * `reset-answer` (after N bytes), `garbage`, `wrong-boundary`, `truncated-multipart`, `multipart-answer`,
 * `multipart-fault` (both harmless forms a client must read). Either: `delay`, `delayed-visibility`,
 * `expired-certificate`.
 *
 * INSi alone: `insi-fault` (answers a fault of this code), `insi-dialect` (writes every answer so),
 * `insi-refuse-security` (does not accept wsse:Security). Those of multipart forms and visibility do not concern it.
 */
export const faultKinds = {
  'cut-before-commit': 'none',
  'cut-after-commit': 'none',
  'delayed-visibility': 'seconds-or-held',
  delay: 'milliseconds',
  'reset-request': 'bytes',
  'reset-answer': 'bytes',
  unavailable: 'seconds',
  garbage: 'none',
  'wrong-boundary': 'none',
  'truncated-multipart': 'none',
  'multipart-answer': 'none',
  'multipart-fault': 'none',
  'expired-certificate': 'none',
  'insi-fault': 'code',
  'insi-dialect': 'dialect',
  'insi-refuse-security': 'none',
} as const

export type FaultKind = keyof typeof faultKinds
export type FaultedService = AuthenticatedCall['service'] | 'insi'

export interface FaultSpec {
  readonly kind: FaultKind
  /** Seconds, milliseconds or bytes by kind; `held`: invisible until released; a code or dialect of INSi. */
  readonly value: number | string
  /** How many times it strikes; without it, always. */
  readonly times?: number
  /** Share of calls struck, 0 to 1, drawn from `seed`. */
  readonly rate?: number
  readonly seed?: number
  readonly service?: FaultedService
}

const defaults = {
  none: 0,
  'seconds-or-held': 5,
  milliseconds: 1000,
  bytes: 1024,
  seconds: 1,
  code: 'desir_550',
  dialect: 'prenom',
} as const
const services: ReadonlySet<string> = new Set(['repository', 'registry', 'patients', 'insi'])
const dialectNames: ReadonlySet<string> = new Set(dialects)

/**
 * Reads `kind[=value][,times=N][,rate=0..1][,seed=N][,service=repository|registry|patients|insi]`, e.g.
 * `cut-after-commit,times=1,service=repository` or `delayed-visibility=held`.
 * @throws DmpError DMP_SANDBOX_FAULT_INVALID
 */
export function parseFaultSpec(text: string): FaultSpec {
  const [head = '', ...options] = text.trim().split(',')
  const [kind = '', value, ...tooMany] = head.split('=')
  const known = isFaultKind(kind) && tooMany.length === 0 ? kind : undefined
  const amount = known && readValue(known, value)
  const read = options.map(readOption)
  if (known === undefined || amount === undefined || read.includes(undefined)) {
    throw new DmpError('DMP_SANDBOX_FAULT_INVALID', {params: {fault: text.slice(0, 80)}})
  }
  return Object.assign({kind: known, value: amount}, ...read)
}

function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(faultKinds, text)
}

function readValue(kind: FaultKind, text: string | undefined): FaultSpec['value'] | undefined {
  const unit = faultKinds[kind]
  if (text === undefined) return defaults[unit]
  if (unit === 'code') return /^[A-Za-z]{1,20}_\w{1,40}$/.test(text) ? text : undefined
  if (unit === 'dialect') return dialectNames.has(text) ? text : undefined
  if (text === 'held') return unit === 'seconds-or-held' ? 'held' : undefined
  return unit !== 'none' && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function readOption(text: string): Partial<FaultSpec> | undefined {
  const [name = '', given = ''] = text.split('=')
  if ((name === 'times' || name === 'seed') && /^\d{1,9}$/.test(given)) return {[name]: Number(given)}
  if (name === 'rate' && /^(?:0?\.\d{1,6}|0|1(?:\.0+)?)$/.test(given)) return {rate: Number(given)}
  return name === 'service' && services.has(given) ? {service: given as FaultedService} : undefined
}

const dmpAlone: ReadonlySet<FaultKind> = new Set([
  'delayed-visibility',
  'wrong-boundary',
  'truncated-multipart',
  'multipart-answer',
  'multipart-fault',
])

/** Whether a fault may strike a call to this service: the one it names, of those that its kind means something to. */
export function concerns({kind, service}: FaultSpec, called: FaultedService): boolean {
  if (service !== undefined && service !== called) return false
  return called === 'insi' ? !dmpAlone.has(kind) : !kind.startsWith('insi-')
}

/** The flag form of a fault, for `GET /faults`. */
export function formatFaultSpec(spec: FaultSpec): string {
  const value = faultKinds[spec.kind] === 'none' ? '' : `=${spec.value}`
  const options = (['times', 'rate', 'seed', 'service'] as const).flatMap((name) =>
    spec[name] === undefined ? [] : [`,${name}=${spec[name]}`],
  )
  return `${spec.kind}${value}${options.join('')}`
}
