import type {InsiFault} from './insi.ts'

/** What is known of a code: why it came, what to do; in both languages, so that a table can be added to. */
export interface CodeAdvice {
  readonly cause: string
  readonly remedy: string
}

export interface KnownCode {
  /** `desir_550`, `siram_100`…; compared without regard to case. */
  readonly code: string
  /** `later`: the same request may succeed after a pause. */
  readonly kind: 'access' | 'request' | 'later'
  readonly fr: CodeAdvice
  readonly en: CodeAdvice
}

export type KnownCodes = readonly KnownCode[]

/** The precise code says more than its family. Unknown to the table: undefined, and the code is shown as it came. */
export function knownFault(codes: KnownCodes, {code, family}: InsiFault): KnownCode | undefined {
  const find = (wanted: string | undefined) =>
    wanted && codes.findLast((one) => one.code.toLowerCase() === wanted.toLowerCase())
  return find(code) || find(family) || undefined
}

/** The part of a table that is not as it must be; undefined when all is. */
export function codesFault(value: unknown): string | undefined {
  const {codes} = (value ?? {}) as {codes?: unknown}
  if (!Array.isArray(codes)) return 'codes'
  const bad = codes.findIndex((one) => !isKnownCode(one))
  return bad === -1 ? undefined : `codes[${bad}]`
}

function isKnownCode(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const {code, kind, fr, en} = value as Partial<KnownCode>
  const told = (advice: CodeAdvice | undefined) =>
    typeof advice?.cause === 'string' && typeof advice.remedy === 'string'
  return (
    typeof code === 'string' &&
    /^[\w.-]{1,64}$/.test(code) &&
    ['access', 'request', 'later'].includes(String(kind)) &&
    told(fr) &&
    told(en)
  )
}
