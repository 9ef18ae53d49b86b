import {DmpError} from '../../errors/dmp-error.ts'
import type {AuthenticatedCall} from '../backend.ts'

/**
 * Faults the sandbox makes on demand. Before anything is kept: `unavailable` (HTTP 503 with Retry-After),
 * `reset-request` (TCP reset after N bytes of the request's body), `cut-before-commit`. After: `cut-after-commit`,
 * `reset-answer` (after N bytes), `garbage`, `wrong-boundary`, `truncated-multipart`, `multipart-answer`,
 * `multipart-fault` (both harmless forms a client must read). Either: `delay`, `delayed-visibility`,
 * `expired-certificate`.
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
} as const

export type FaultKind = keyof typeof faultKinds
type Service = AuthenticatedCall['service']

export interface FaultSpec {
  readonly kind: FaultKind
  /** Seconds, milliseconds or bytes by kind; `held`: invisible until released. */
  readonly value: number | 'held'
  /** How many times it strikes; without it, always. */
  readonly times?: number
  /** Share of calls struck, 0 to 1, drawn from `seed`. */
  readonly rate?: number
  readonly seed?: number
  readonly service?: Service
}

const defaults = {none: 0, 'seconds-or-held': 5, milliseconds: 1000, bytes: 1024, seconds: 1} as const
const services: ReadonlySet<string> = new Set(['repository', 'registry', 'patients'])

/**
 * Reads `kind[=value][,times=N][,rate=0..1][,seed=N][,service=repository|registry|patients]`, e.g.
 * `cut-after-commit,times=1,service=repository` or `delayed-visibility=held`.
 */
export function parseFaultSpec(text: string): FaultSpec {
  const refuse = (): never => {
    throw new DmpError('DMP_SANDBOX_FAULT_INVALID', {params: {fault: text.slice(0, 80)}})
  }
  const [head = '', ...options] = text.trim().split(',')
  const [kind = '', value, ...tooMany] = head.split('=')
  if (!Object.hasOwn(faultKinds, kind) || tooMany.length > 0) return refuse()
  const unit = faultKinds[kind as FaultKind]
  const spec: {
    kind: FaultKind
    value: number | 'held'
    times?: number
    rate?: number
    seed?: number
    service?: Service
  } = {
    kind: kind as FaultKind,
    value: defaults[unit],
  }
  if (value !== undefined) {
    if (value === 'held' && unit === 'seconds-or-held') spec.value = 'held'
    else if (unit !== 'none' && /^\d{1,9}$/.test(value)) spec.value = Number(value)
    else return refuse()
  }
  for (const option of options) {
    const [name, given = ''] = option.split('=')
    if ((name === 'times' || name === 'seed') && /^\d{1,9}$/.test(given)) spec[name] = Number(given)
    else if (name === 'rate' && /^(?:0?\.\d{1,6}|0|1(?:\.0+)?)$/.test(given)) spec.rate = Number(given)
    else if (name === 'service' && services.has(given)) spec.service = given as Service
    else return refuse()
  }
  return spec
}

/** The flag form of a fault, for `GET /faults`. */
export function formatFaultSpec(spec: FaultSpec): string {
  const value = faultKinds[spec.kind] === 'none' ? '' : `=${spec.value}`
  const options = (['times', 'rate', 'seed', 'service'] as const).flatMap((name) =>
    spec[name] === undefined ? [] : [`,${name}=${spec[name]}`],
  )
  return `${spec.kind}${value}${options.join('')}`
}
